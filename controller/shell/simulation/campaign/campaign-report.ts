import type { Broken, RunResult } from '../../../../sim/campaign/run.ts';

/** Something that did not hold, and in which run. */
export interface CampaignViolation extends Broken {
  readonly seed: number;
}

/** How often a fault was injected, how often its occasion never came, and how often it changed nothing. */
export interface FaultTally {
  readonly done: number;
  readonly missed: number;
  readonly void: number;
}

/** What many runs have shown together. */
export interface CampaignReport {
  readonly runs: number;
  readonly simulatedMs: number;
  readonly faultsInjected: number;
  readonly missed: number;
  readonly void: number;
  /** Of each run what did not hold, the first time of each. */
  readonly violations: readonly CampaignViolation[];
  /** Ticks at which each invariant of the oracle had something to say; runs for those of the whole run. */
  readonly premises: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, FaultTally>>;
  /** Runs that came into each situation of `sim/campaign/judges/goals.ts`, and runs in which an alarm of each tag came. */
  readonly goals: Readonly<Record<string, number>>;
  readonly alarms: Readonly<Record<string, number>>;
  /** Runs that were played a second time and left the very same trace. */
  readonly audited: number;
  readonly slowestReadyMs: number;
}

/** Before the first run. */
export const NO_RUNS: CampaignReport = { runs: 0, simulatedMs: 0, faultsInjected: 0, missed: 0, void: 0, violations: [], premises: {}, faults: {}, goals: {}, alarms: {}, audited: 0, slowestReadyMs: 0 };

/** Each thing that did not hold in a run, the first time: a technician who tries the same again and again breaks the same again and again. */
export function firstOfEach(broken: readonly Broken[]): readonly Broken[] {
  const first = new Map<string, Broken>();
  for (const one of broken) {
    const key = `${one.invariant} ${one.detail}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** One run as a report. */
export function reportOf({ plan, simulatedMs, fates, broken, premises, ended, readyAfterMs, goals, alarms }: RunResult, audited: boolean): CampaignReport {
  const count = (which: string): number => fates.filter(({ fate }) => fate === which).length;
  return {
    runs: 1, simulatedMs, faultsInjected: count('done'), missed: count('missed'), void: count('void'),
    violations: firstOfEach(broken).map((one) => ({ seed: plan.seed, ...one })),
    premises: { ...premises, I42: ended === 'stuck' ? 0 : 1, I47: ended === 'goesOn' ? 0 : 1 },
    faults: fates.map(({ fault, fate }) => ({ [fault]: { done: 0, missed: 0, void: 0, [fate]: 1 } })).reduce(sumFaults, {}),
    goals: Object.fromEntries(goals.map((goal) => [goal, 1])), alarms: Object.fromEntries(alarms.map((tag) => [tag, 1])),
    audited: audited ? 1 : 0, slowestReadyMs: readyAfterMs ?? 0,
  };
}

/** Both together. */
export function together(a: CampaignReport, b: CampaignReport): CampaignReport {
  return {
    runs: a.runs + b.runs, simulatedMs: a.simulatedMs + b.simulatedMs,
    faultsInjected: a.faultsInjected + b.faultsInjected, missed: a.missed + b.missed, void: a.void + b.void,
    violations: [...a.violations, ...b.violations],
    premises: sum(a.premises, b.premises),
    faults: sumFaults(a.faults, b.faults),
    goals: sum(a.goals, b.goals), alarms: sum(a.alarms, b.alarms),
    audited: a.audited + b.audited, slowestReadyMs: Math.max(a.slowestReadyMs, b.slowestReadyMs),
  };
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const total: Record<string, number> = { ...a };
  for (const [name, count] of Object.entries(b)) total[name] = (total[name] ?? 0) + count;
  return total;
}

function sumFaults(a: CampaignReport['faults'], b: CampaignReport['faults']): CampaignReport['faults'] {
  const total: Record<string, FaultTally> = { ...a };
  for (const [id, tally] of Object.entries(b)) {
    const before = total[id] ?? { done: 0, missed: 0, void: 0 };
    total[id] = { done: before.done + tally.done, missed: before.missed + tally.missed, void: before.void + tally.void };
  }
  return total;
}

/** From this many runs on a campaign must have shown everything that it is there for; a shorter one says what it has not. */
const RUNS_THAT_PROVE = 5000;
/** Every premise must have been true this often; what is rarer proves nothing. */
const TIMES_THAT_PROVE = 1000;

/** Invariants whose premise was true too rarely, by the share of the runs that prove something. */
export function rarePremises({ runs, premises }: CampaignReport): readonly string[] {
  const least = Math.min(TIMES_THAT_PROVE, Math.max(1, Math.floor((runs * TIMES_THAT_PROVE) / RUNS_THAT_PROVE)));
  return Object.entries(premises).filter(([, count]) => count < least).map(([id]) => id).sort();
}

/** Which of these never came. */
export const neverCame = (expected: readonly string[], counts: Readonly<Record<string, number>>): readonly string[] => expected.filter((id) => (counts[id] ?? 0) === 0);

/** Whether so many runs must have shown every premise, every fault and every situation: red if not, where it is a note for fewer. */
export const mustProve = ({ runs }: CampaignReport): boolean => runs >= RUNS_THAT_PROVE;
