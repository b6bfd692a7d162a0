import { isOfMotionOrPeople, type MonkeyRun } from './run-seed.ts';

/** An invariant that did not hold, and in which run. */
export interface SeedViolation {
  readonly seed: number;
  readonly invariant: string;
  readonly atMs: number;
  readonly detail: string;
}

/** What many runs have shown together. */
export interface MonkeyReport {
  readonly runs: number;
  readonly simulatedMinutes: number;
  readonly commandsAsked: number;
  readonly commandsPassed: number;
  readonly passedByMotion: Readonly<Record<string, number>>;
  readonly peopleSent: number;
  readonly faultsInjected: number;
  readonly panelTouched: number;
  readonly resets: number;
  /** Of motion, stopping and people: the verdict. */
  readonly violations: readonly SeedViolation[];
  /** Of stock, by invariant: what random commands do to property when nobody looks where pallets stand. */
  readonly stockViolations: Readonly<Record<string, number>>;
  /** Ticks at which each invariant had something to say. */
  readonly premises: Readonly<Record<string, number>>;
  readonly bugs: readonly string[];
}

/** The report before the first run. */
export const NOTHING_RUN: MonkeyReport = {
  runs: 0, simulatedMinutes: 0, commandsAsked: 0, commandsPassed: 0, passedByMotion: {}, peopleSent: 0, faultsInjected: 0, panelTouched: 0, resets: 0,
  violations: [], stockViolations: {}, premises: {}, bugs: [],
};

/** One run as a report. */
export function reportOf({ seed, simulatedMs, commands, mischief, violations, premises, bugs }: MonkeyRun): MonkeyReport {
  const stock = violations.filter(({ invariant }) => !isOfMotionOrPeople(invariant));
  return {
    runs: 1, simulatedMinutes: Math.floor(simulatedMs / 60_000), commandsAsked: commands.asked, commandsPassed: commands.passed, passedByMotion: commands.passedByMotion,
    peopleSent: mischief.peopleSent, faultsInjected: mischief.faultsInjected, panelTouched: mischief.panelTouched, resets: mischief.resets,
    violations: violations.filter(({ invariant }) => isOfMotionOrPeople(invariant)).map((violation) => ({ seed, ...violation })),
    stockViolations: sum(Object.fromEntries(stock.map(({ invariant }) => [invariant, 0])), ...stock.map(({ invariant }) => ({ [invariant]: 1 }))),
    premises,
    bugs: bugs.map((bug) => `seed ${String(seed)}: ${bug}`),
  };
}

/** Both together. */
export function together(a: MonkeyReport, b: MonkeyReport): MonkeyReport {
  return {
    runs: a.runs + b.runs,
    simulatedMinutes: a.simulatedMinutes + b.simulatedMinutes,
    commandsAsked: a.commandsAsked + b.commandsAsked,
    commandsPassed: a.commandsPassed + b.commandsPassed,
    passedByMotion: sum(a.passedByMotion, b.passedByMotion),
    peopleSent: a.peopleSent + b.peopleSent,
    faultsInjected: a.faultsInjected + b.faultsInjected,
    panelTouched: a.panelTouched + b.panelTouched,
    resets: a.resets + b.resets,
    violations: [...a.violations, ...b.violations],
    stockViolations: sum(a.stockViolations, b.stockViolations),
    premises: sum(a.premises, b.premises),
    bugs: [...a.bugs, ...b.bugs],
  };
}

function sum(...counts: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const total: Record<string, number> = {};
  for (const each of counts) for (const [name, count] of Object.entries(each)) total[name] = (total[name] ?? 0) + count;
  return total;
}
