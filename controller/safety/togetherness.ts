import { kindOf, type Motion } from '../interlocks/motion.ts';

/** The carriage goes up, along and round at once; all belong to one journey. */
const JOURNEY: ReadonlySet<string> = new Set(['lift.move', 'travel.move', 'turn.move']);
/** The street side is locked away from the shaft by the inner door. */
const STREET: ReadonlySet<string> = new Set(['outer.open', 'outer.close']);

/**
 * Whether two motions may run at the same time. The table judges what is measured; two commands given in the same scan have not
 * been measured yet, so this list keeps them apart: the axes of one journey, and an outer door beside anything.
 */
export function mayRunTogether(a: Motion, b: Motion): boolean {
  const [first, second] = [kindOf(a).kind, kindOf(b).kind];
  if (STREET.has(first) || STREET.has(second)) return true;
  return JOURNEY.has(first) && JOURNEY.has(second) && first !== second;
}
