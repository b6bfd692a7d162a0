import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { launchChromium } from '../../../testing/launch-chromium.ts';
import type { ChromiumSession } from '../../../testing/launch-chromium.ts';
import { guardPage } from './guarded-page.ts';
import type { GuardedPage } from './guarded-page.ts';

const PAGE = '<!doctype html><title>kiosk</title><main data-screen="K01">Touch to begin <button data-action="start">Start</button></main>';

describe('the guard of a page that somebody plays with', function () {
  this.timeout(120_000);
  let server: Server;
  let chromium: ChromiumSession;
  let address: string;

  before(async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(PAGE);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const at = server.address();
    address = `http://127.0.0.1:${String(typeof at === 'object' && at !== null ? at.port : 0)}/kiosk/`;
    chromium = await launchChromium({ besideTower: false });
  });
  after(async () => {
    await chromium.close();
    server.closeAllConnections();
    server.close();
  });

  /** A page of its own, guarded; what was done to it; and what the guard says then. */
  const findingsAfter = async (deed: string | (() => void)): Promise<readonly string[]> => {
    const context = await chromium.browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(address);
      const session = await context.newCDPSession(page);
      await session.send('Page.resetNavigationHistory');
      const guarded: GuardedPage = guardPage(context, page, session);
      assert.deepEqual(await guarded.findings(), []);
      await page.evaluate<unknown>(deed);
      // What it set going has happened when the page answers after a picture, or a new one stands in its place.
      await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 100); })).catch(() => undefined);
      await page.waitForLoadState('load');
      return await guarded.findings();
    } finally {
      await context.close();
    }
  };

  const ways: readonly (readonly [string, string | (() => void), RegExp])[] = [
    ['the page is left for another one of the same house', () => { location.assign('/maintenance/'); }, /the page went to .*\/maintenance\//u],
    ['there is a way back', () => { history.pushState({}, '', '#elsewhere'); }, /there is a way back/u],
    ['a second page is opened', () => { open('/phone/'); }, /a second page was opened/u],
    ['a dialog is opened', () => { setTimeout(() => { alert('out'); }, 0); }, /a dialog was opened: alert/u],
    ['a frame is put into it', () => { document.body.append(document.createElement('iframe')); }, /there is a frame in the page/u],
    ['it is blank', () => { document.body.replaceChildren(); }, /the page is blank/u],
    ['it can be edited', () => { document.designMode = 'on'; }, /the page can be edited/u],
    ['its text is selected', () => { getSelection()?.selectAllChildren(document.body); }, /text is selected/u],
    ['a script of it fails', () => { setTimeout(() => { throw new Error('lost'); }, 0); }, /an error nobody caught: lost/u],
    ['it tells of an error', 'console.error("broken")', /an error on the console: broken/u],
    ['a file is handed out', () => {
      const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' });
      link.click();
    }, /a download was begun/u],
  ];
  for (const [what, deed, expected] of ways) {
    it(`tells when ${what}`, async () => {
      assert.match((await findingsAfter(deed)).join('\n'), expected);
    });
  }

  it('goes on with the page that stands after it was loaded anew', async () => {
    const context = await chromium.browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    const session = await context.newCDPSession(page);
    await session.send('Page.resetNavigationHistory');
    const guarded = guardPage(context, page, session);
    const loading = page.reload();
    const sight = await guarded.look('AB12CD34');
    await loading;
    assert.deepEqual([sight.screen, sight.controls.map(({ action }) => action), guarded.reloads()], ['K01', ['start'], 1]);
    assert.deepEqual(await guarded.findings(), []);
    await context.close();
  });
});
