/* eslint no-restricted-properties: off -- a measurement of the real clock */
import type { Page } from 'playwright-core';
import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { deliveryAt } from '../delivery-script.ts';
import { SAMPLE_KEY } from '../fake-tower.ts';
import type { FakeTower } from '../fake-tower.ts';
import { restingTower } from '../sample-tower.ts';

declare global {
  /** What was seen and when, wall-clock ms: the number of a message by the frame that showed it first. */
  var seenStates: [mark: number, epochMs: number][];
}

/** The tower tells at most this often. */
const TOLD_EVERY_MS = 50;
const SETTLE_MS = 3000;
const MARK_SHARE = 0.001;

/** Runs in the page: notes the frame in which a mark is seen for the first time. Read when its callbacks run, taken after it is painted. */
function watchMarks(kind: 'drawing' | 'words'): void {
  globalThis.seenStates = [];
  const painted = new MessageChannel();
  let last = NaN;
  const pending: number[] = [];
  painted.port1.onmessage = () => {
    const epochMs = performance.timeOrigin + performance.now();
    for (const mark of pending.splice(0)) seenStates.push([mark, epochMs]);
  };
  const read = (): number => {
    if (kind === 'words') return Number(/(\d+) cars come before/u.exec(document.querySelector('.panel')?.textContent ?? '')?.[1]);
    const leaf = document.querySelector('[data-leaf="A.inner"]')?.getAttribute('transform') ?? '';
    return Math.round((1 - Number(/matrix\(1 0 0 ([\d.]+)/u.exec(leaf)?.[1])) * 1000);
  };
  const look = (): void => {
    const mark = read();
    if (!Number.isNaN(mark) && mark !== last) {
      last = mark;
      pending.push(mark);
      painted.port2.postMessage(undefined);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

const nowEpochMs = (): number => performance.timeOrigin + performance.now();

async function opened(page: Page, tower: FakeTower, first: TowerSnapshot, screen: string): Promise<void> {
  tower.show(restingTower);
  await page.goto('about:blank');
  await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
  await page.locator('.kiosk[data-screen="K01"]').waitFor();
  tower.show(first);
  await page.locator(`.kiosk[data-screen="${screen}"]`).waitFor();
  // The nets of the face are warmed beside the first screen: they rest again after that.
  await page.waitForTimeout(SETTLE_MS);
}

/** Sends one message after the other in the rhythm of the tower; ms from each until the frame that shows it, or a later one. */
async function delaysOf(page: Page, tower: FakeTower, messages: readonly { readonly mark: number; readonly told: TowerSnapshot }[]): Promise<readonly number[]> {
  const sent: { readonly mark: number; readonly epochMs: number }[] = [];
  for (const { mark, told } of messages) {
    sent.push({ mark, epochMs: nowEpochMs() });
    tower.show(told);
    await page.waitForTimeout(TOLD_EVERY_MS);
  }
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => seenStates);
  return sent.flatMap(({ mark, epochMs }, i) => {
    // A mark that was never seen was overtaken: the frame of a later one shows its state as well.
    const later = new Set(sent.slice(i).map((each) => each.mark));
    const shown = seen.find(([each, atMs]) => later.has(each) && atMs >= epochMs);
    if (shown === undefined) throw new Error(`message ${String(mark)} was never shown`);
    return [shown[1] - epochMs];
  });
}

/**
 * From a message of the tower to the frame in which the drawing shows it, over the messages of a recorded delivery. The drawing eases and carries on
 * what moves, so each message is marked with a door at rest: its leaf is drawn exactly where it is told.
 */
export async function measureStateToDrawing(page: Page, tower: FakeTower, recorded: readonly TowerSnapshot[]): Promise<readonly number[]> {
  const messages = recorded.map((told, i) => {
    const door = told.doors['A.inner'];
    const marked = door === undefined ? told.doors : { ...told.doors, 'A.inner': { ...door, position: (i + 1) * MARK_SHARE } };
    return { mark: i + 1, told: { ...told, doors: marked } };
  });
  await opened(page, tower, recorded[0] ?? restingTower, 'K21');
  await page.evaluate(watchMarks, 'drawing' as const);
  return delaysOf(page, tower, messages);
}

/** The same for what is written: the place in line, which goes through the chart of the session and React. */
export async function measureStateToWords(page: Page, tower: FakeTower, count: number): Promise<readonly number[]> {
  const inLine = (ahead: number): TowerSnapshot => deliveryAt(0, { phase: 'queued', ahead });
  await opened(page, tower, inLine(1), 'K20');
  await page.evaluate(watchMarks, 'words' as const);
  return delaysOf(page, tower, Array.from({ length: count }, (_, i) => ({ mark: i + 2, told: inLine(i + 2) })));
}
