import assert from 'node:assert/strict';
import { CHROMIUM_SWITCHES } from '../../controller/shell/up/kiosk-window.ts';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { BREAKOUTS } from './testing/breakouts.ts';
import type { Bench } from './testing/breakouts.ts';
import { builtPages } from './testing/built-pages.ts';
import { SAMPLE_KEY, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { guardPage } from './testing/monkey/guarded-page.ts';
import type { GuardedPage } from './testing/monkey/guarded-page.ts';
import { restingTower } from './testing/sample-tower.ts';

/** The switches of the window that `up` opens; the launcher of tests holds a pipe of its own. */
const SWITCHES = CHROMIUM_SWITCHES.filter((each) => each !== '--remote-debugging-pipe');
/** What the content policy says while it holds, and a request that it stopped. */
const IS_REFUSAL = /violates the following Content Security Policy|Refused to|ERR_BLOCKED|Not allowed to load|Not allowed to launch|Failed to launch|user gesture|sandboxed|Loading the script|Executing inline script|Framing|Sending form data|Connecting to/u;

describe('somebody who tries to leave the kiosk', function () {
  this.timeout(300_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let bench: Bench;
  let guarded: GuardedPage;

  before(async () => {
    tower = await startFakeTower(await builtPages());
    tower.show(restingTower);
    chromium = await launchChromium({ viewport: { width: 720, height: 1280 }, extraArgs: SWITCHES });
    const { page, context } = chromium;
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    await page.waitForSelector('[data-screen="K01"]', { timeout: 60_000 });
    const session = await context.newCDPSession(page);
    bench = { page, context, session };
    guarded = guardPage(context, page, session);
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });

  for (const [name, attempt] of BREAKOUTS) {
    it(`does not get out by ${name}`, async () => {
      const isAlive = bench.page.evaluate(() => { (globalThis as { stillHere?: true }).stillHere = true; });
      await isAlive;
      await attempt(bench);
      await bench.page.waitForTimeout(20);
      const found = (await guarded.findings()).filter((finding) => !IS_REFUSAL.test(finding));
      assert.deepEqual(found, []);
      assert.equal(new URL(bench.page.url()).href, `${tower.origin}/kiosk/`);
      assert.equal(await bench.page.evaluate(() => (globalThis as { stillHere?: true }).stillHere), true, 'the page was not loaded anew');
      assert.equal(bench.context.pages().length, 1);
    });
  }

  it('leaves a page behind that serves the next customer', async () => {
    await bench.page.reload();
    await bench.page.waitForSelector('[data-screen="K01"]', { timeout: 30_000 });
  });
});
