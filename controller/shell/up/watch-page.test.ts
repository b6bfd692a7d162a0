import assert from 'node:assert/strict';
import { fakeBrowser, handClock, RENDERERS } from './testing/fake-browser.ts';
import type { FakeBrowser } from './testing/fake-browser.ts';
import { watchPage } from './watch-page.ts';
import type { PageWatch } from './watch-page.ts';

const ORIGIN = 'http://127.0.0.1:8460';
const URL_WITH_KEY = `${ORIGIN}/kiosk/#key=k`;
const standing = (screen: string) => ({ at: `${ORIGIN}/kiosk/`, screen });

describe('the watch over the kiosk page', () => {
  let hand: ReturnType<typeof handClock>;
  let browser: FakeBrowser;
  let watch: PageWatch;
  let killed: number[];
  let ended: string[];
  const loaded = (): readonly object[] => browser.asked.filter(({ method }) => method === 'Page.navigate').map(({ params }) => params);

  beforeEach(() => {
    hand = handClock();
    browser = fakeBrowser();
    browser.page = standing('K21');
    killed = [];
    ended = [];
    watch = watchPage({ devtools: browser.devtools, clock: hand.clock, url: URL_WITH_KEY, kill: (pid) => killed.push(pid), log: () => undefined, giveUp: (why) => ended.push(why) });
  });
  afterEach(() => {
    watch.close();
    hand.restore();
  });

  it('sees which screen stands, and leaves a page that stands alone', async () => {
    await hand.pass(120_000);
    assert.deepEqual(watch.seen(), { page: 'alive', screen: 'K21', recoveries: 0, hasStood: true });
    assert.deepEqual([loaded(), killed, ended], [[], [], []]);
  });
  it('loads a page whose process ended again at once, with its key', async () => {
    await hand.pass(5000);
    browser.crash();
    assert.deepEqual(watch.seen(), { page: 'silent', screen: undefined, recoveries: 1, hasStood: true });
    assert.deepEqual(loaded(), [{ url: URL_WITH_KEY }]);
    await hand.pass(1000);
    assert.equal(watch.seen().page, 'alive');
  });
  it('brings a page back fifty times within a delivery, and goes on', async () => {
    for (let kill = 1; kill <= 50; kill += 1) {
      browser.crash();
      await hand.pass(1000);
      assert.deepEqual(watch.seen(), { page: 'alive', screen: 'K21', recoveries: kill, hasStood: true });
    }
    assert.deepEqual(ended, []);
  });
  it('ends the process of a page that hangs within six seconds, and nobody else', async () => {
    await hand.pass(3000);
    browser.page = 'hangs';
    await hand.pass(6000);
    assert.deepEqual(killed, RENDERERS);
    browser.page = standing('K21');
    browser.crash();
    await hand.pass(1000);
    assert.equal(watch.seen().page, 'alive');
  });
  const hangAgainAndAgain = async (): Promise<readonly number[]> => {
    const waits: number[] = [];
    for (let time = 0; time < 4; time += 1) {
      browser.page = standing('K21');
      browser.crash();
      await hand.pass(2000);
      browser.page = 'hangs';
      const sinceMs = hand.clock.nowMs();
      killed = [];
      while (killed.length === 0) await hand.pass(500);
      waits.push(hand.clock.nowMs() - sinceMs);
    }
    return waits;
  };
  it('waits longer each time for a page that hangs again and again: a machine that is too busy is not helped by ending it', async () => {
    const waits = await hangAgainAndAgain();
    for (let time = 1; time < waits.length; time += 1) assert.ok((waits[time] ?? 0) > (waits[time - 1] ?? 0) * 1.2, waits.join());
    assert.ok((waits[1] ?? Infinity) <= 7500, 'the second time it may still be back within ten seconds');
  });
  it('gives a page that is slow to be loaded more time at each try', async () => {
    await hand.pass(2000);
    browser.page = { at: `${ORIGIN}/kiosk/`, screen: null };
    await hand.pass(16_000);
    assert.deepEqual(killed.slice(0, 2), RENDERERS);
    browser.crash();
    killed = [];
    await hand.pass(29_000);
    assert.deepEqual(killed, []);
    await hand.pass(3000);
    assert.deepEqual(killed.slice(0, 2), RENDERERS);
  });
  it('ends a page that hangs as soon as it stands, without the time that one is given to be loaded', async () => {
    await hand.pass(2000);
    browser.page = { at: `${ORIGIN}/kiosk/`, screen: null };
    browser.crash();
    await hand.pass(1500);
    browser.page = standing('K21');
    await hand.pass(300);
    browser.page = 'hangs';
    await hand.pass(6000);
    assert.deepEqual(killed, RENDERERS);
  });
  it('goes back to its own page from any other, also from the one that says that no controller was there', async () => {
    for (const at of ['https://example.org/', 'null/', `${ORIGIN}/maintenance/`]) {
      browser.page = { at, screen: null };
      const before = loaded().length;
      await hand.pass(5000);
      assert.ok(loaded().length > before, at);
      assert.equal(watch.seen().page, 'silent');
    }
    await hand.pass(3_600_000);
    assert.deepEqual([killed, ended], [[], []], 'a controller that comes after an hour is waited for');
  });
  it('does not end a page of ours that is still being loaded, and does when it stays empty', async () => {
    browser.page = { at: `${ORIGIN}/kiosk/`, screen: null };
    await hand.pass(12_000);
    assert.deepEqual(killed, []);
    await hand.pass(6000);
    assert.deepEqual(killed.slice(0, 2), RENDERERS);
  });
  it('gives the window up when the page dies before it has shown anything, again and again', async () => {
    for (let death = 0; death < 5; death += 1) browser.crash();
    assert.equal(ended.length, 1);
    assert.match(ended[0] ?? '', /5 times without showing a screen/u);
    browser.crash();
    await hand.pass(60_000);
    assert.equal(ended.length, 1);
  });
  it('gives the window up when the browser itself answers nothing', async () => {
    await hand.pass(2000);
    browser.answers = false;
    await hand.pass(20_000);
    assert.deepEqual(ended, ['its page does not answer and cannot be ended']);
  });
  it('gives the window up when its page is closed', async () => {
    await hand.pass(2000);
    browser.tell('Target.targetDestroyed', { targetId: 'page-1' });
    assert.deepEqual(ended, ['its page was closed']);
  });
  it('closes every further page as it opens, and lets none be downloaded or asked for', async () => {
    browser.tell('Target.targetCreated', { targetInfo: { targetId: 'page-2', type: 'page' } });
    await hand.pass(100);
    const asked = (method: string) => browser.asked.filter((each) => each.method === method).map(({ params }) => params);
    assert.deepEqual(asked('Target.closeTarget'), [{ targetId: 'page-2' }]);
    assert.deepEqual(asked('Browser.setDownloadBehavior'), [{ behavior: 'deny' }]);
    assert.deepEqual(asked('Page.setInterceptFileChooserDialog'), [{ enabled: true }]);
    assert.deepEqual(asked('Browser.grantPermissions'), [{ origin: ORIGIN, permissions: ['videoCapture'] }]);
  });
});

describe('a browser that opens no page', () => {
  it('is given up after three quarters of a minute', async () => {
    const hand = handClock();
    const browser = fakeBrowser();
    browser.answers = false;
    const ended: string[] = [];
    watchPage({ devtools: browser.devtools, clock: hand.clock, url: URL_WITH_KEY, kill: () => undefined, log: () => undefined, giveUp: (why) => ended.push(why) });
    await hand.pass(44_000);
    assert.deepEqual(ended, []);
    await hand.pass(3000);
    assert.deepEqual(ended, ['it opened no page']);
    hand.restore();
  });
});
