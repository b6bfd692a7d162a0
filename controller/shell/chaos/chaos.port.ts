/** What a campaign on real processes is asked for. */
export interface ChaosOptions {
  readonly cycles: number;
  readonly seed: number;
  /** Towers side by side. */
  readonly jobs: number;
  readonly site: string;
  /** Of the towers against the clock, at most 1. */
  readonly speed: number;
  /** Cycles that have been played are written down here, and are not played again. */
  readonly results?: string;
}

/** How a time is spread over the cycles in which it was measured. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** What all cycles together have shown. */
export interface ChaosReport {
  readonly cycles: number;
  readonly kills: number;
  readonly stops: number;
  readonly inMotion: number;
  readonly byDeed: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  /** From the last edge of the watchdog: no torque; all brakes on. Without the cycles in which the machine stood still. */
  readonly safeMs?: Spread | undefined;
  readonly brakesMs?: Spread | undefined;
  /** Trips while this machine ran nobody for longer than a timer is late, told apart. */
  readonly frozen: { readonly count: number; readonly safeMs?: Spread | undefined; readonly longestMs: number };
  /** From a kill to no torque. */
  readonly afterKillMs?: Spread | undefined;
  /** To a truthful screen, by deed and in all; of stops only those that run-enable did not outlast. */
  readonly screenMs: Readonly<Record<string, Spread | undefined>>;
  readonly readyMs?: Spread | undefined;
  /** Stops of the relay that no deed has caused. */
  readonly otherStops: number;
  readonly journalsWhole: number;
  readonly cycleMs?: Spread | undefined;
  readonly findings: readonly { readonly cycle: number; readonly deed: string; readonly finding: string }[];
}

/** What the program prints: `wrong` says in sentences what did not hold. */
export interface ChaosAnswer {
  readonly towers: number;
  readonly report: ChaosReport;
  readonly wrong: readonly string[];
}
