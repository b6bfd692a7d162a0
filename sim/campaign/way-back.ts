import { misplaced } from '../scenarios/plays.ts';
import type { Stage } from '../scenarios/stage.port.ts';
import type { Technician } from './technician.ts';

/**
 * How the way back of a run ends. `ready`: everything that was asked for has been carried out, and the next customer may come · `goesOn`: nothing is
 * wanting, and by itself an order has gone on from one phase to the next · `stuck`: neither within the time.
 */
export type WayBack =
  | { readonly ended: 'ready'; readonly afterMs: number }
  | { readonly ended: 'goesOn' }
  | { readonly ended: 'stuck'; readonly wanting: string };

/** How often somebody looks after the tower. */
const CARES_MS = 1000;
/** The longest way back; and where nothing has changed for so long, nothing will. */
const READY_MS = 1_800_000;
const UNCHANGED_MS = 900_000;
/** Nobody has had anything to do for so long. */
const BY_ITSELF_MS = 15_000;

/** Watches whether orders go on without anybody. */
function createProgress({ tower, clock }: Stage): { readonly begin: () => void; readonly goesOn: () => boolean } {
  let seen = { sinceMs: clock.nowMs(), phases: '', steps: -1 };
  const begin = (): void => { seen = { sinceMs: clock.nowMs(), phases: '', steps: -1 }; };
  return {
    begin,
    goesOn: () => {
      const { state, resetNeeded, orders } = tower.snapshot().tower;
      const phases = orders.filter(({ stage }) => stage === 'running').map(({ orderId, phase }) => `${orderId} ${phase}`).join();
      if (state !== 'execute' || resetNeeded !== undefined) begin();
      else if (phases !== seen.phases) seen = { ...seen, phases, steps: seen.steps + 1 };
      return seen.steps > 0 && clock.nowMs() - seen.sinceMs >= BY_ITSELF_MS;
    },
  };
}

/** Says whether everything that can be seen has stood still for too long, whatever anybody has tried. */
function createStandstill({ tower, clock }: Stage): () => boolean {
  let last = { seen: '', atMs: clock.nowMs() };
  return () => {
    const { state, resetNeeded, orders, axes, siteEvents } = tower.snapshot().tower;
    const seen = JSON.stringify([state, resetNeeded, orders.map(({ orderId, stage, phase }) => [orderId, stage, phase]), axes, siteEvents]);
    if (seen !== last.seen) last = { seen, atMs: clock.nowMs() };
    return clock.nowMs() - last.atMs >= UNCHANGED_MS;
  };
}

/** No faults any more: somebody who follows the screens must find the tower ready, or, where the rest is not waited for, at its work again. */
export async function findWayBack(stage: Stage, technician: Technician, isCarriedOut: boolean): Promise<WayBack> {
  const { clock } = stage;
  const fromMs = clock.nowMs();
  const progress = createProgress(stage);
  const isAtRest = createStandstill(stage);
  let wanting = 'nobody has looked';
  while (clock.nowMs() - fromMs < READY_MS && !isAtRest()) {
    await clock.runFor(CARES_MS);
    if ((await technician.deed().catch(() => undefined)) !== undefined) {
      progress.begin();
      continue;
    }
    const why = await technician.isWanting();
    if (why === undefined) return { ended: 'ready', afterMs: clock.nowMs() - fromMs };
    wanting = why;
    if (progress.goesOn() && !isCarriedOut && (await technician.isDoubting()) === undefined) return { ended: 'goesOn' };
  }
  return { ended: 'stuck', wanting };
}

/** What the journal has elsewhere than it is, of everything that no order under way is about. */
export async function misplacedMeanwhile(stage: Stage, seen: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { pallets } = stage.plant.state;
  const underWay = new Set(stage.tower.snapshot().tower.orders.flatMap(({ palletId, carId }) => [palletId, carId, pallets[palletId ?? '']?.car]));
  return (await misplaced(stage, seen)).filter((words) => !underWay.has(words.slice(0, words.indexOf(' '))));
}
