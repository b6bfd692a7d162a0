import { motionBay, tower, type Interlock } from '../interlock.ts';

/** Doors move in front of a carriage that holds its shuttle, and towards nobody. */
export const DOOR_ROWS: readonly Interlock[] = [
  { id: 'IL-60', motions: ['inner.open', 'inner.close'], fact: motionBay('innerLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 40] },
  { id: 'IL-61', motions: ['inner.open', 'inner.close'], fact: tower('shuttleCentred'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'retracting', hazards: [18, 40] },
  { id: 'IL-62', motions: ['inner.close'], fact: motionBay('innerUnobstructed'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [40] },
  { id: 'IL-63', motions: ['outer.open'], fact: motionBay('innerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'shutting', hazards: [2, 63] },
  { id: 'IL-64', motions: ['outer.open', 'outer.close'], fact: motionBay('outerLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'customer', hazards: [30, 41] },
  { id: 'IL-65', motions: ['outer.close'], fact: motionBay('outerUnobstructed'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'customer', hazards: [1, 42] },
  { id: 'IL-66', motions: ['outer.close'], fact: motionBay('personClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'customer', hazards: [1] },
  { id: 'IL-67', motions: ['inner.close'], fact: motionBay('personClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [2, 40] },
];
