import assert from 'node:assert/strict';
import { CHROMIUM_SWITCHES } from '../../controller/shell/up/kiosk-window.ts';
import { startUp, untilReady } from '../../controller/shell/up/testing/running-up.ts';
import type { RunningUp } from '../../controller/shell/up/testing/running-up.ts';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import type { Bench } from './testing/breakout-bench.ts';
import { BREAKOUTS } from './testing/breakouts.ts';
import { guardPage } from './testing/monkey/guarded-page.ts';
import type { GuardedPage } from './testing/monkey/guarded-page.ts';

/** The switches of the window that `up` opens; the launcher of tests holds a pipe of its own. */
const SWITCHES = CHROMIUM_SWITCHES.filter((each) => each !== '--remote-debugging-pipe');
/** What the content policy says while it holds, and a request that it stopped. */
const IS_REFUSAL = /violates the following Content Security Policy|Refused to|ERR_BLOCKED|Not allowed to load|Not allowed to launch|Failed to launch|user gesture|sandboxed|Loading the script|Executing inline script|Framing|Sending form data|Connecting to|Permissions policy violation|A bad HTTP response code \(404\)/u;

describe('somebody who tries to leave the kiosk', function () {
  this.timeout(300_000);
  let up: RunningUp;
  let home: URL;
  let chromium: ChromiumSession;
  let bench: Bench;
  let guarded: GuardedPage;

  before(async () => {
    // A real controller serves the page, with the policies that keep it in.
    up = startUp(['--headless', '--no-demo', '--port', '0']);
    await untilReady(up);
    home = new URL(up.told('kiosk') ?? '');
    chromium = await launchChromium({ viewport: { width: 720, height: 1280 }, extraArgs: SWITCHES });
    const { page, context } = chromium;
    await page.goto(home.href, { waitUntil: 'commit', timeout: 120_000 });
    await page.waitForSelector('[data-screen="K01"]', { timeout: 120_000 });
    const session = await context.newCDPSession(page);
    // A kiosk's window begins with its page; a browser of tests begins with a blank one, to which there would be a way back.
    await session.send('Page.resetNavigationHistory');
    bench = { page, context, session };
    guarded = guardPage(context, page, session);
  });
  after(async () => {
    await chromium.close();
    await up.stop();
  });

  for (const [name, attempt] of BREAKOUTS) {
    it(`does not get out by ${name}`, async () => {
      await bench.page.evaluate(() => { (globalThis as { stillHere?: true }).stillHere = true; });
      await attempt(bench);
      await bench.page.waitForTimeout(20);
      const found = (await guarded.findings()).filter((finding) => !IS_REFUSAL.test(finding));
      assert.deepEqual(found, []);
      assert.equal(new URL(bench.page.url()).href, home.origin + home.pathname);
      assert.equal(await bench.page.evaluate(() => (globalThis as { stillHere?: true }).stillHere), true, 'the page was not loaded anew');
      assert.equal(bench.context.pages().length, 1);
    });
  }

  it('leaves a page behind that serves the next customer', async () => {
    await bench.page.reload();
    await bench.page.waitForSelector('[data-screen="K01"]', { timeout: 30_000 });
  });
});
