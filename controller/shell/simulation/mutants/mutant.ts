import type { Interlock } from '../../../interlocks/interlock.ts';
import type { MotionKind } from '../../../interlocks/motion.ts';
import { LIMITS } from './limits.ts';

/** Every way in which one row of the table is spoilt. */
export const MUTATIONS = [
  /** The row is gone. */
  'removed',
  /** It permits what it refused, and refuses what it permitted. */
  'negated',
  /** Unknown counts as good. */
  'unknownPermits',
  /** It sees the value of a second ago. */
  'stale',
  /** Asked at the start only: a motion that runs goes on when the row breaks. */
  'notWatched',
  /** It and the next row of the same motion: one of both is enough. */
  'orNext',
  /** Of every bay only the first is asked. */
  'oneBay',
  /** One of its motions is no longer bound by it. */
  'operandDropped',
  /** A limit of the site that its fact is measured by is moved to the unsafe side, for the controller alone. */
  'thresholdMoved',
] as const;
export type Mutation = (typeof MUTATIONS)[number];

/** One row, spoilt in one way. */
export interface Mutant {
  /** `IL-44 removed`, `IL-44 operandDropped shuttle.cell`: stable, used in results. */
  readonly id: string;
  readonly row: Interlock;
  readonly mutation: Mutation;
  /** The motion that is no longer bound. */
  readonly dropped?: MotionKind;
  /** The row of which one is enough. */
  readonly next?: Interlock;
}

/** The next row in the table that binds one of the same motions. */
function nextOf(row: Interlock, table: readonly Interlock[]): Interlock | undefined {
  const at = table.indexOf(row);
  return [...table.slice(at + 1), ...table.slice(0, at)].find((other) => other.fact.name !== row.fact.name && other.motions.some((motion) => row.motions.includes(motion)));
}

function spoil(row: Interlock, table: readonly Interlock[], mutation: Mutation): readonly Mutant[] {
  const mutant: Mutant = { id: `${row.id} ${mutation}`, row, mutation };
  switch (mutation) {
    case 'notWatched':
      return row.reaction === 'refuse' ? [] : [mutant];
    case 'oneBay':
      return row.fact.of === 'everyBay' ? [mutant] : [];
    case 'orNext': {
      const next = nextOf(row, table);
      return next === undefined ? [] : [{ ...mutant, next }];
    }
    case 'operandDropped':
      return row.motions.length < 2 ? [] : row.motions.map((dropped) => ({ ...mutant, id: `${mutant.id} ${dropped}`, dropped }));
    case 'thresholdMoved':
      return LIMITS[row.id] === undefined ? [] : [mutant];
    default:
      return [mutant];
  }
}

/** Every mutant of a table, mutation by mutation. */
export function mutantsOf(table: readonly Interlock[], mutations: readonly Mutation[] = MUTATIONS): readonly Mutant[] {
  return mutations.flatMap((mutation) => table.flatMap((row) => spoil(row, table, mutation)));
}
