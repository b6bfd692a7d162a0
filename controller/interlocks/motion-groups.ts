import type { MotionKind } from './motion.ts';

/** Each axis in search of its reference. */
export const HOMINGS: readonly MotionKind[] = ['lift.home', 'travel.home', 'turn.home', 'shuttle.home'];

export const LIFT: readonly MotionKind[] = ['lift.move', 'lift.home'];
export const TRAVEL: readonly MotionKind[] = ['travel.move', 'travel.home'];
export const TURN: readonly MotionKind[] = ['turn.move', 'turn.home'];

/** The carriage as a whole goes somewhere. */
export const CARRIAGE: readonly MotionKind[] = [...LIFT, ...TRAVEL, ...TURN];

/** The shuttle leaves or re-enters the carriage. */
export const SHUTTLE: readonly MotionKind[] = ['shuttle.cell', 'shuttle.retract', 'shuttle.bay', 'shuttle.home', 'shuttle.recover'];

export const BOLTS: readonly MotionKind[] = ['lockPin.in', 'lockPin.out', 'fork.engage', 'fork.release', 'palletLock.lock', 'palletLock.unlock'];

/** Everything with a drive. */
export const AXES: readonly MotionKind[] = ['lift.move', 'travel.move', 'turn.move', 'shuttle.cell', 'shuttle.retract', 'shuttle.bay', 'shuttle.recover', ...HOMINGS];

/** Everything but the outer door. */
export const MACHINERY: readonly MotionKind[] = [...AXES, ...BOLTS, 'inner.open', 'inner.close'];

/** Everything but the opening of the outer door, which must always be able to let a person out. */
export const ALL_BUT_WAY_OUT: readonly MotionKind[] = [...MACHINERY, 'outer.close'];

/** Work that begins. No motion itself, but nothing of it moves before this is permitted. */
export const NEW_WORK: readonly MotionKind[] = ['order.deliver', 'order.receive', 'order.relocate', 'order.provide', 'order.stow', 'order.audit'];

/** Work that begins, and work that goes on with its next step. */
export const ORDERS: readonly MotionKind[] = [...NEW_WORK, 'order.goOn'];
