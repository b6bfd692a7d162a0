import assert from 'node:assert/strict';
import { keepKiosk } from './keep-kiosk.ts';
import type { KeptKiosk } from './keep-kiosk.ts';
import { fakeBrowser, fakeProcess, handClock } from './testing/fake-browser.ts';
import type { FakeBrowser } from './testing/fake-browser.ts';

const ORIGIN = 'http://127.0.0.1:8460';
const standing = { at: `${ORIGIN}/kiosk/`, screen: 'K24' };

describe('a kiosk window that is kept', () => {
  let hand: ReturnType<typeof handClock>;
  let opened: { readonly process: ReturnType<typeof fakeProcess>; readonly browser: FakeBrowser }[];
  let page: FakeBrowser['page'];
  let told: string[];
  let kiosk: KeptKiosk;
  let isWatched: boolean;

  beforeEach(() => {
    hand = handClock();
    opened = [];
    told = [];
    page = standing;
    isWatched = true;
  });
  afterEach(() => { hand.restore(); });
  const begin = (): void => {
    kiosk = keepKiosk(hand.clock, () => {
      const one = { process: fakeProcess(), browser: fakeBrowser() };
      one.browser.page = page;
      opened.push(one);
      return { process: one.process, url: `${ORIGIN}/kiosk/#key=k`, tidy: () => undefined, ...(isWatched ? { devtools: one.browser.devtools } : {}) };
    }, (line) => told.push(line));
  };

  it('is opened again after a second, and after the fiftieth time as well, as long as it shows a screen', async () => {
    begin();
    for (let life = 1; life <= 50; life += 1) {
      assert.equal(opened.length, life);
      await hand.pass(2500);
      opened.at(-1)?.process.end('SIGSEGV');
      await hand.pass(1000);
    }
    assert.equal(opened.length, 51);
    assert.equal(kiosk.report().recoveries, 50);
  });
  it('is opened ever more rarely when it shows nothing, and no more after the tenth time', async () => {
    page = { at: `${ORIGIN}/kiosk/`, screen: null };
    begin();
    const pauses: number[] = [];
    while (told.at(-1)?.includes('is not opened again') !== true) {
      const count = opened.length;
      opened.at(-1)?.process.end('status 1');
      const sinceMs = hand.clock.nowMs();
      while (opened.length === count && hand.clock.nowMs() - sinceMs < 60_000) await hand.pass(500);
      pauses.push(hand.clock.nowMs() - sinceMs);
    }
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000, 30_000, 60_000]);
    assert.equal(kiosk.report().page, 'outOfService');
  });
  it('that nobody watches counts as one that runs when it has lived for a minute', async () => {
    isWatched = false;
    begin();
    for (let life = 1; life <= 20; life += 1) {
      await hand.pass(61_000);
      opened.at(-1)?.process.end('SIGSEGV');
      await hand.pass(1000);
      assert.equal(opened.length, life + 1);
    }
  });
  it('is ended and opened anew when its page cannot be brought back', async () => {
    begin();
    await hand.pass(3000);
    for (let death = 0; death < 5; death += 1) opened[0]?.browser.crash();
    await hand.pass(1000);
    assert.equal(opened.length, 2);
  });
  it('reports the screen that stands, and how often it had to be brought back', async () => {
    begin();
    assert.deepEqual(kiosk.report(), { page: 'silent', recoveries: 0 });
    await hand.pass(2500);
    assert.deepEqual(kiosk.report(), { page: 'alive', recoveries: 0, screen: 'K24' });
    opened[0]?.browser.crash();
    assert.deepEqual(kiosk.report(), { page: 'silent', recoveries: 1 });
    await hand.pass(2500);
    assert.deepEqual(kiosk.report(), { page: 'alive', recoveries: 1, screen: 'K24' });
  });
  it('is not opened again after it was told to end', async () => {
    begin();
    await hand.pass(2500);
    await kiosk.stop();
    await hand.pass(60_000);
    assert.equal(opened.length, 1);
  });
});
