import { kindOf, type Motion } from '../interlocks/motion.ts';

/** The carriage goes up, along and round at once; all belong to one journey. */
const JOURNEY: ReadonlySet<string> = new Set(['lift.move', 'travel.move', 'turn.move']);
/** A pallet that the fork holds or that sits centred is locked or unlocked while the door in front of it moves: neither reads the other. */
const LOCKS: ReadonlySet<string> = new Set(['palletLock.lock', 'palletLock.unlock']);
const INNER_DOORS: ReadonlySet<string> = new Set(['inner.open', 'inner.close']);
/** The street side is locked away from the shaft by the inner door. */
const STREET: ReadonlySet<string> = new Set(['outer.open', 'outer.close']);
/** Both doors of one bay would let the street into the shaft: each is permitted while the other has not begun to move. */
const OPENS_INNER: ReadonlySet<string> = new Set(['inner.open', 'inner.stepOpen']);
const OPENS_OUTER: ReadonlySet<string> = new Set(['outer.open', 'outer.stepOpen']);

/**
 * Whether two motions may run at the same time. The table judges what is measured; two commands given in the same scan have not
 * been measured yet, so this list keeps them apart. Together may go: the axes of one journey, a pallet lock beside an inner door, and an outer
 * door beside anything but the opening of the inner door of its bay.
 */
export function mayRunTogether(a: Motion, b: Motion): boolean {
  const [{ kind: first, bay }, { kind: second, bay: other }] = [kindOf(a), kindOf(b)];
  if (bay === other && ((OPENS_INNER.has(first) && OPENS_OUTER.has(second)) || (OPENS_OUTER.has(first) && OPENS_INNER.has(second)))) return false;
  if (STREET.has(first) || STREET.has(second)) return true;
  if ((LOCKS.has(first) && INNER_DOORS.has(second)) || (INNER_DOORS.has(first) && LOCKS.has(second))) return true;
  return JOURNEY.has(first) && JOURNEY.has(second) && first !== second;
}
