import { everyBay, tower, type Interlock } from '../interlock.ts';
import { CARRIAGE } from '../motion-groups.ts';

/** The carriage does not go while anything reaches out of it or into the shaft. */
export const CARRIAGE_ROWS: readonly Interlock[] = [
  { id: 'IL-10', motions: CARRIAGE, fact: tower('shuttleCentred'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'retracting', hazards: [18, 33] },
  { id: 'IL-11', motions: CARRIAGE, fact: tower('lockPinOut'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'bolting', hazards: [17] },
  { id: 'IL-12', motions: CARRIAGE, fact: everyBay('innerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'shutting', hazards: [2, 5, 40, 33] },
  { id: 'IL-13', motions: CARRIAGE, fact: tower('carriageLoadSafe'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'bolting', hazards: [10, 17, 51] },
];
