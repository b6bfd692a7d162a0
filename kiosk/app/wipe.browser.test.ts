import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { deliveryAt } from './testing/delivery-script.ts';
import { ok } from './testing/fake-reply.ts';
import { SAMPLE_CODE, SAMPLE_KEY, sampleRecognition, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { restingTower, sampleCollection } from './testing/sample-tower.ts';

/** Things of one customer that occur nowhere else: whatever of them is found after the wipe was left behind. */
const PERSON = {
  ...sampleRecognition, maskedName: 'Zwiebelfisch *', ticket: 'ticket-of-zwiebelfisch', bookingId: 'booking-of-zwiebelfisch', returnByUtcMs: 1_783_954_312_345,
};
const TRACES = [PERSON.maskedName, PERSON.ticket, PERSON.bookingId, String(PERSON.returnByUtcMs), SAMPLE_CODE];

const tap = (page: Page, action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
const onScreen = (page: Page, screen: string): Promise<void> => page.locator(`.kiosk[data-screen="${screen}"]`).waitFor({ timeout: 30_000 });
const among = (text: string): readonly string[] => TRACES.filter((trace) => text.includes(trace));

/** Everything that the page's memory still holds, after the collector has run: objects, strings, numbers in strings. */
async function heapOf(chromium: ChromiumSession): Promise<string> {
  const session = await chromium.context.newCDPSession(chromium.page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  // Twice: what is let go by a finaliser of the first collection is gone with the second.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false, captureNumericValue: true });
  await session.detach();
  return chunks.join('');
}

/** Everything that a page can keep beside its memory. */
const keptBy = (page: Page): Promise<string> => page.evaluate(async () => JSON.stringify({
  page: document.documentElement.outerHTML,
  title: document.title,
  address: location.href,
  history: history.state as unknown,
  window: window.name,
  session: Object.entries(sessionStorage),
  local: Object.entries(localStorage),
  cookies: document.cookie,
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: 'caches' in window ? await caches.keys() : [],
  requests: performance.getEntries().map(({ name }) => name),
}));

describe('what is left of a customer', function () {
  this.timeout(120_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let page: Page;

  before(async () => {
    tower = await startFakeTower(await builtPages());
    tower.recognise = () => ok(PERSON);
    chromium = await launchChromium();
    page = chromium.page;
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });
  const toCar = async (): Promise<void> => {
    await onScreen(page, 'K01');
    await tap(page, 'start');
    await tap(page, 'collect');
    await tap(page, 'way-code');
    for (const key of SAMPLE_CODE) await tap(page, `key-${key}`);
    await tap(page, 'code-submit');
    await onScreen(page, 'K17');
  };

  /** Somebody's touch anywhere on the way, and nothing of them afterwards. */
  const nothingIsLeft = async (): Promise<void> => {
    await onScreen(page, 'K01');
    assert.deepEqual(among(await keptBy(page)), []);
    assert.deepEqual(among(await heapOf(chromium)), []);
  };

  it('is nothing in the page, its storage, its requests or its memory, after turning back', async () => {
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    await toCar();
    // The search itself finds what is there: otherwise finding nothing would prove nothing.
    assert.deepEqual(among(await keptBy(page)), [PERSON.maskedName]);
    const during = among(await heapOf(chromium));
    for (const trace of [PERSON.maskedName, PERSON.ticket, PERSON.bookingId]) assert.ok(during.includes(trace), `${trace} is not found while it is shown`);
    await tap(page, 'car-yes');
    await onScreen(page, 'K19');
    await tap(page, 'back');
    await tap(page, 'car-no');
    await onScreen(page, 'K10');
    await tap(page, 'back');
    await tap(page, 'back');
    await nothingIsLeft();
  });
  it('is nothing after the car was handed out', async () => {
    await toCar();
    await tap(page, 'car-yes');
    await page.locator('[data-action="hold"]').press('Enter', { delay: 1300 });
    tower.show(deliveryAt(30));
    await onScreen(page, 'K21');
    tower.show({ ...restingTower, collections: [{ ...sampleCollection, phase: 'closing' }] });
    await onScreen(page, 'K27');
    assert.ok(among(await heapOf(chromium)).includes(PERSON.bookingId));
    tower.show(restingTower);
    await nothingIsLeft();
  });
});
