import { createSeededRng } from '../time/seeded-rng.ts';
import { comes } from './dice.ts';
import type { Plan } from './plan.ts';
import type { Subject } from './subject.port.ts';

const LOOK_MS = 20;
/** A door that closes leaves room for so long, and a person stays in it for so long. */
const ROOM_MS = 300;
const STANDS_MS = [200, 2500] as const;
/** So many times in a run: somebody else is shut in or out by then. */
const MOST_TIMES = 4;

/** People who do not wait for a door: step into an outer one as it closes, so often out of a hundred times. Returns what ends it. */
export function startHasty({ stage, clock }: Subject, { seed, hasty = 0 }: Pick<Plan, 'seed' | 'hasty'>): () => void {
  if (hasty === 0) return () => undefined;
  const dice = createSeededRng(seed).fork('hasty');
  const { doors } = stage.plant.state;
  let times = 0;
  const outer = stage.site.tower.bays.map(({ id }) => ({ bay: id, door: doors[`${id}.outer`], closed: false }));
  return clock.every(LOOK_MS, () => {
    for (const one of outer) {
      const closes = (one.door?.velocityPerS ?? 0) < 0;
      const begins = closes && !one.closed;
      one.closed = closes;
      if (!begins || times >= MOST_TIMES || !comes(hasty, dice)) continue;
      times += 1;
      const standMs = Math.round((STANDS_MS[0] + dice.next() * (STANDS_MS[1] - STANDS_MS[0])) / 10) * 10;
      clock.after(Math.round(dice.next() * ROOM_MS), () => { stage.people.assign({ kind: 'loiterer', bay: one.bay, standMs }); });
    }
  });
}
