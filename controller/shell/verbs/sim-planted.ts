import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { findBug, type Hunt } from '../simulation/planted/find-bug.ts';
import { PLANTED } from '../simulation/planted/planted-bugs.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim planted` is asked for. */
export interface SimPlantedOptions {
  /** Names with commas between them; all of them without. */
  readonly bug?: string;
  /** Seeds for each. */
  readonly budget: number;
}

const said = ({ bug, found, forced, seeds, seed, by, detail }: Hunt): string =>
  found ? `${bug}${forced === undefined ? '' : ` (with ${forced} in the place of each seed's own faults)`}: found by ${by ?? ''} in seed ${String(seed)}, the ${String(seeds)}. that was played: ${(detail ?? '').split('\n')[0] ?? ''}` : `${bug}: NOT FOUND in ${String(seeds)} seeds`;

/** `carillon sim planted`: bugs between the parts, and the seeds that it takes to find them. */
export async function simPlanted({ bug, budget }: SimPlantedOptions): Promise<VerbOutcome> {
  const names = bug?.split(',');
  const bugs = PLANTED.filter(({ name }) => names === undefined || names.includes(name));
  if (bugs.length === 0) return refused(`No such bug. Known: ${PLANTED.map(({ name }) => name).join(', ')}.`);
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const hunts: Hunt[] = [];
  for (const one of bugs) {
    const hunt = await findBug(one, budget);
    hunts.push(hunt);
    process.stderr.write(`${said(hunt)}\n`);
  }
  const answered = new Map(bugs.map(({ name, answeredBy }) => [name, answeredBy]));
  const unfound = hunts.filter(({ found }) => !found);
  const missed = unfound.filter((hunt) => answered.get(hunt.bug) === undefined);
  return {
    ok: missed.length === 0,
    json: { bugs: hunts.map((hunt) => ({ ...hunt, answeredBy: answered.get(hunt.bug) ?? null })), missed: missed.map((hunt) => hunt.bug), budget, wallMs: Math.round(clock.nowMs() - beganMs) },
    lines: [
      `${String(hunts.length - unfound.length)} of ${String(hunts.length)} planted bugs found`,
      ...unfound.map((hunt) => `${said(hunt)}${answered.get(hunt.bug) === undefined ? '' : `; answered by ${answered.get(hunt.bug) ?? ''}`}`),
    ],
  };
}
