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
  readonly violations: readonly CampaignViolation[];
  /** Ticks at which each invariant of the oracle had something to say; runs for those of the whole run. */
  readonly premises: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, FaultTally>>;
  /** Runs that were played a second time and left the very same trace. */
  readonly audited: number;
  readonly slowestReadyMs: number;
}

/** Before the first run. */
export const NO_RUNS: CampaignReport = { runs: 0, simulatedMs: 0, faultsInjected: 0, missed: 0, void: 0, violations: [], premises: {}, faults: {}, audited: 0, slowestReadyMs: 0 };

/** One run as a report. */
export function reportOf({ plan, simulatedMs, fates, broken, premises, readyAfterMs }: RunResult, audited: boolean): CampaignReport {
  const count = (which: string): number => fates.filter(({ fate }) => fate === which).length;
  return {
    runs: 1, simulatedMs, faultsInjected: count('done'), missed: count('missed'), void: count('void'),
    violations: broken.map((one) => ({ seed: plan.seed, ...one })),
    premises: { ...premises, I31: plan.work.filter(({ kind }) => kind === 'deliver').length, I42: readyAfterMs === undefined ? 0 : 1, I47: 1 },
    faults: fates.map(({ fault, fate }) => ({ [fault]: { done: 0, missed: 0, void: 0, [fate]: 1 } })).reduce(sumFaults, {}),
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

/** From this many runs on every premise must have been true this often; what is rarer proves nothing. */
const RUNS_THAT_PROVE = 5000;
const TIMES_THAT_PROVE = 1000;

/** Invariants whose premise was true too rarely, by the share of the runs that prove something: red for a whole campaign, a note for a short one. */
export function rarePremises({ runs, premises }: CampaignReport): readonly string[] {
  const least = Math.min(TIMES_THAT_PROVE, Math.max(1, Math.floor((runs * TIMES_THAT_PROVE) / RUNS_THAT_PROVE)));
  return Object.entries(premises).filter(([, count]) => count < least).map(([id]) => id).sort();
}

/** Whether so many runs must have shown every premise. */
export const mustProve = ({ runs }: CampaignReport): boolean => runs >= TIMES_THAT_PROVE;
