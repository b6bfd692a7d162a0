import { accessible } from './axe.check.ts';
import type { Bench, Flaw } from './flaw.ts';
import { inOurFont, tallEnough, translated } from './letter.check.ts';
import { bare, cutOff, overflowing, overlapping } from './room.check.ts';
import { reach, targets } from './target.check.ts';

/** Everything that is wrong with the screen that stands in the page. */
export async function checkPage(page: Document, bench: Bench): Promise<readonly Flaw[]> {
  return [
    ...overflowing(page), ...cutOff(page), ...bare(page), ...overlapping(page), ...targets(page, bench), ...reach(page, bench),
    ...tallEnough(page, bench), ...inOurFont(page, bench), ...translated(page, bench),
    ...(bench.withAxe ? await accessible(page) : []),
  ];
}
