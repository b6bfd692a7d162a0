import type { Plan } from './plan.ts';

/** Whether a plan still fails in the same way. */
export type StillFails = (plan: Plan) => Promise<boolean>;

/** The list without each run of `size` items, one after the other. */
function* without<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield [...items.slice(0, at), ...items.slice(at + size)];
}

/**
 * Delta debugging (ddmin, Zeller and Hildebrandt 2002) over one list: takes pieces away, half of it first, down to single items, for as
 * long as it still fails. What remains is 1-minimal: nothing of it can be left out alone.
 */
async function minimise<T>(items: readonly T[], fails: (items: readonly T[]) => Promise<boolean>): Promise<readonly T[]> {
  let kept = items;
  for (let size = Math.ceil(kept.length / 2); size >= 1 && kept.length > 0;) {
    let smaller: readonly T[] | undefined;
    for (const candidate of without(kept, size)) {
      if (!(await fails(candidate))) continue;
      smaller = candidate;
      break;
    }
    if (smaller !== undefined) {
      kept = smaller;
      size = Math.min(size, Math.max(1, Math.ceil(kept.length / 2)));
    } else if (size === 1) break;
    else size = Math.ceil(size / 2);
  }
  return kept;
}

/** The smallest plan that still fails: fewest faults first, then fewest work, then nobody of the staff about. */
export async function shrink(plan: Plan, fails: StillFails): Promise<Plan> {
  const faults = await minimise(plan.faults, (kept) => fails({ ...plan, faults: kept }));
  const work = await minimise(plan.work, (kept) => fails({ ...plan, faults, work: kept }));
  const small = { ...plan, faults, work };
  if (small.staffed && (await fails({ ...small, staffed: false }))) return { ...small, staffed: false };
  return small;
}
