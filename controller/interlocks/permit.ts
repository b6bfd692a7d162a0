import type { FactName, Facts } from '../sensing/fact.ts';
import type { Interlock } from './interlock.ts';
import { INTERLOCKS } from './interlocks.ts';
import { kindOf, type Motion } from './motion.ts';
import type { Broken, Permit } from './permit.port.ts';

/** One row of the table applied to one motion: the fact it reads, by its full name. */
export interface AppliedInterlock {
  readonly interlock: Interlock;
  readonly fact: FactName;
  readonly bay: string | undefined;
}

const GRANTED: Permit = { granted: true };
const UNKNOWN_MOTION: Permit = { granted: false, broken: [] };

/** Asks the table. `running` leaves out the rows that matter at the start only. */
export interface InterlockBook {
  readonly permit: (motion: Motion, facts: Facts) => Permit;
  /** The yes or no of `permit`, without the words. */
  readonly grants: (motion: Motion, facts: Facts) => boolean;
  /** Whether a running motion may go on: the rows whose reaction is `stop`. */
  readonly permitRunning: (motion: Motion, facts: Facts) => Permit;
  /** What the safety hardware itself reports, whether or not anything runs. */
  readonly safetyMirrors: (facts: Facts) => Permit;
  /** Every row for a motion, for "why can't it move" and the exhaustive test. */
  readonly rowsOf: (motion: Motion) => readonly AppliedInterlock[];
}

/** Binds the table to the bays of a site. The resulting functions are pure and total. */
export function createInterlockBook(bays: readonly string[], table: readonly Interlock[] = INTERLOCKS): InterlockBook {
  const applied = new Map<Motion, readonly AppliedInterlock[]>();

  function rowsOf(motion: Motion): readonly AppliedInterlock[] {
    const known = applied.get(motion);
    if (known) return known;
    const rows = apply(motion, bays, table);
    applied.set(motion, rows);
    return rows;
  }

  function ask(motion: Motion, facts: Facts, running: boolean): Permit {
    const rows = rowsOf(motion);
    // A motion without a single row is no motion of this tower.
    if (rows.length === 0) return UNKNOWN_MOTION;
    let broken: Broken[] | undefined;
    for (const row of rows) {
      if (running && row.interlock.reaction === 'refuse') continue;
      if (isBroken(row, facts)) (broken ??= []).push(describe(row, facts));
    }
    return broken ? { granted: false, broken } : GRANTED;
  }

  const mirrors = table
    .filter(({ kind }) => kind === 'safetyMirror')
    .flatMap((interlock): readonly AppliedInterlock[] => {
      const { fact } = interlock;
      if (fact.of === 'tower') return [{ interlock, fact: fact.name, bay: undefined }];
      return bays.map((bay) => ({ interlock, fact: `${bay}.${fact.name}` as const, bay }));
    });

  return {
    rowsOf,
    safetyMirrors: (facts) => {
      const byHand = facts.get('keyInMaintenance').value === true;
      const broken = mirrors.filter((row) => facts.get(row.fact).value !== row.interlock.expects && !(byHand && row.interlock.bridged));
      return broken.length === 0 ? GRANTED : { granted: false, broken: broken.map((row) => describe(row, facts)) };
    },
    grants: (motion, facts) => {
      const rows = rowsOf(motion);
      for (const row of rows) if (isBroken(row, facts)) return false;
      return rows.length > 0;
    },
    permit: (motion, facts) => ask(motion, facts, false),
    permitRunning: (motion, facts) => ask(motion, facts, true),
  };
}

function isBroken({ fact, interlock }: AppliedInterlock, facts: Facts): boolean {
  return facts.get(fact).value !== interlock.expects;
}

function apply(motion: Motion, bays: readonly string[], table: readonly Interlock[]): readonly AppliedInterlock[] {
  const { kind, bay } = kindOf(motion);
  return table
    .filter((interlock) => interlock.motions.includes(kind))
    .flatMap((interlock): readonly AppliedInterlock[] => {
      const { fact } = interlock;
      if (fact.of === 'tower') return [{ interlock, fact: fact.name, bay: undefined }];
      if (fact.of === 'everyBay') return bays.map((id) => ({ interlock, fact: `${id}.${fact.name}` as const, bay: id }));
      return [{ interlock, fact: `${bay ?? 'none'}.${fact.name}` as const, bay }];
    });
}

/** A broken row with everything that people need to know of it. */
export function describe(row: AppliedInterlock, facts: Facts): Broken {
  const { interlock } = row;
  const fact = facts.get(row.fact);
  const words = `interlock.${interlock.id}`;
  return {
    interlockId: interlock.id,
    fact: row.fact,
    value: fact.value,
    expects: interlock.expects,
    cause: fact.cause,
    sinceMs: fact.sinceMs,
    sources: fact.sources,
    reaction: interlock.reaction,
    reset: interlock.reset,
    ...(interlock.mendedBy !== undefined && { mendedBy: interlock.mendedBy }),
    ...(interlock.kind === 'safetyMirror' && { atPanel: true as const }),
    ...(interlock.bridged && { bridged: true as const }),
    words: { customer: `${words}.customer`, operator: `${words}.operator`, technician: `${words}.technician` },
    bay: row.bay,
  };
}
