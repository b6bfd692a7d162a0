import type { Scene } from '../injection/ongoing.ts';
import { judgeAcknowledged } from '../journal/acknowledged.ts';
import { judgeNeverLies } from '../journal/never-lies.ts';
import { judgeWriteAhead } from '../journal/write-ahead.ts';
import type { Plan } from '../plan.ts';
import { judgeAlarms } from './alarms.ts';
import { judgeAllClear } from './all-clear.ts';
import { judgeBeginning } from './beginning.ts';
import { judgeBookings } from './bookings.ts';
import { judgeClaims } from './claims.ts';
import { judgeDwell } from './dwell.ts';
import { watchGoals, type Goal } from './goals.ts';
import { judgeHandOver } from './hand-over.ts';
import type { Judge, Report } from './judge.port.ts';
import type { Ears, Listened } from './listen.ts';
import { judgeRetrieval } from './retrieval.ts';
import { judgeSilence } from './silence.ts';
import { judgeStops } from './stops.ts';

/** Everybody who judges a whole run. */
export interface Judges {
  readonly look: () => void;
  readonly faultsOver: () => void;
  /** The tower is ready: what can be said only now. The retrieval comes last: it leaves the tower at work. */
  readonly ready: () => Promise<void>;
  readonly end: () => void;
  readonly premises: () => Readonly<Record<string, number>>;
  readonly goals: (deeds: readonly string[]) => readonly Goal[];
  readonly alarms: () => readonly string[];
}

/** Calls the judges of a run. */
export function callJudges(scene: Scene, plan: Plan, listen: Listened['listen'], tell: Report): Judges {
  const { subject } = scene;
  const told = new Set<string>();
  const report: Report = (invariant, detail) => {
    if (told.has(invariant)) return;
    told.add(invariant);
    tell(invariant, detail);
  };
  const ears: Ears = { bookings: judgeBookings(subject, report), goals: watchGoals(subject), beginning: judgeBeginning(subject, report), silence: judgeSilence(subject, report), stops: judgeStops(subject, report), silent: false };
  listen(ears);
  const judges: readonly Judge[] = [ears.bookings, ears.beginning, ears.silence, ears.stops, judgeAllClear(subject, report), judgeDwell(subject, report, ears.beginning.staffActs), judgeAlarms(subject, plan, report), judgeHandOver(subject, report), judgeClaims(scene, report, () => ears.silent),
    judgeWriteAhead(subject, report), judgeNeverLies(scene, report), judgeAcknowledged(subject, report), judgeRetrieval(scene, plan, report)];
  return {
    look: () => {
      const shown = subject.stage.tower.snapshot().tower;
      ears.goals.look(shown);
      for (const judge of judges) judge.look?.(shown);
    },
    faultsOver: () => { for (const judge of judges) judge.faultsOver?.(); },
    ready: async () => { for (const judge of judges) await judge.end?.(); },
    end: ears.goals.end,
    premises: () => Object.assign({}, ...judges.map(({ premises }) => premises())) as Readonly<Record<string, number>>,
    goals: ears.goals.reached,
    alarms: ears.goals.alarms,
  };
}
