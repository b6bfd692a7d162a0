import { motionBay, type Interlock } from '../interlock.ts';

/** Across the plane of a bay: door fully open, street side locked, nobody in it. */
export const BAY_ROWS: readonly Interlock[] = [
  { id: 'IL-50', motions: ['shuttle.bay'], fact: motionBay('innerOpen'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [40] },
  { id: 'IL-51', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('outerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'shutting', hazards: [2, 41] },
  { id: 'IL-52', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('personClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 3, 4, 5, 8, 9, 33] },
  { id: 'IL-53', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('contentsProven'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [12, 22] },
];
