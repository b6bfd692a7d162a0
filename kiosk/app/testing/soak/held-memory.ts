import type { CDPSession, Page } from 'playwright-core';

/** What a page holds after the collector has run. */
export interface Held {
  /** Hours of the day at which this was read. */
  readonly hour: number;
  readonly heapMb: number;
  /** All nodes that are held, and those of them that are in no document. */
  readonly nodes: number;
  readonly detached: number;
  readonly listeners: number;
}

/** What may grow. */
export const HELD = ['heapMb', 'nodes', 'detached', 'listeners'] as const;

/** Runs in the page: nodes of the document, as the browser counts them. */
function attachedInPage(): number {
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
  let count = 1;
  while (walker.nextNode() !== null) count += 1;
  return count;
}

/** Reads what is held. The collector runs three times: what a finaliser lets go of is gone with the next. */
export async function readHeld(session: CDPSession, page: Page, hour: number): Promise<Held> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const attached = await page.evaluate(attachedInPage);
  return { hour, heapMb: usedSize / 1_048_576, nodes, detached: Math.max(0, nodes - attached), listeners: jsEventListeners };
}

/** Growth over the whole span by a straight line through all readings, as a share of their mean; 0 for nothing held. Least squares. */
export function growthShare(points: readonly { readonly at: number; readonly value: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const [atMean, valueMean] = [mean(points.map(({ at }) => at)), mean(points.map(({ value }) => value))];
  const spread = points.reduce((sum, { at }) => sum + (at - atMean) ** 2, 0);
  if (spread === 0 || valueMean === 0) return 0;
  const slope = points.reduce((sum, { at, value }) => sum + (at - atMean) * (value - valueMean), 0) / spread;
  const span = Math.max(...points.map(({ at }) => at)) - Math.min(...points.map(({ at }) => at));
  return (slope * span) / valueMean;
}
