import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { isHeldKind } from '../../../interlocks/maintenance-motions.ts';
import { kindOf } from '../../../interlocks/motion.ts';
import { motionsOf } from '../../../interlocks/motions-of.ts';
import { createInterlockBook } from '../../../interlocks/permit.ts';
import type { Mutant } from './mutant.ts';

const BAYS = ['A', 'B'];

/** A conjunction loses nothing by a part that another part repeats: the same fact, with the same value, for the same motions. */
function isRepeated({ row, mutation, dropped, next }: Mutant): boolean {
  if (mutation !== 'removed' && mutation !== 'operandDropped' && mutation !== 'orNext') return false;
  const book = createInterlockBook(BAYS, INTERLOCKS.filter(({ id }) => id !== row.id && id !== next?.id));
  const own = createInterlockBook(BAYS, [row]);
  return motionsOf(BAYS).filter((motion) => (dropped === undefined ? row.motions.includes(kindOf(motion).kind) : kindOf(motion).kind === dropped))
    .every((motion) => own.rowsOf(motion).every(({ fact }) => book.rowsOf(motion).some((other) => other.fact === fact && other.interlock.expects === row.expects)));
}

/**
 * A safety mirror is asked on each scan whatever its motions are, and latches a stop when it breaks; while it is broken no reset is taken, and a latched stop
 * refuses every motion but the way out. Which motions it names, or whether it is watched while they run, makes no difference to the gate then. Not so by
 * hand, where the enabling device stands in for what is bridged; nor to work, which the latch does not ask.
 */
function isMirroredAnyhow({ row, mutation, dropped, next }: Mutant): boolean {
  if (row.kind !== 'safetyMirror') return false;
  if (mutation === 'notWatched') return row.bridged !== true;
  if (mutation === 'orNext') return row.bridged !== true && next?.kind === 'safetyMirror';
  if (mutation !== 'operandDropped' || dropped === undefined || dropped.startsWith('order.')) return false;
  return !(row.bridged === true && isHeldKind(dropped));
}

/** Why a mutant is no mutant: over every state of the facts the gate answers the same. Undefined where it may not. */
export function proofOf(mutant: Mutant): string | undefined {
  if (isRepeated(mutant)) return 'another row asks the same of the same motions';
  return isMirroredAnyhow(mutant) ? 'a mirror that breaks latches a stop whatever moves, and no reset is taken before it is whole: the latch refuses what the row refused' : undefined;
}
