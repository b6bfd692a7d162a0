import { tower, type Interlock } from '../interlock.ts';
import { BOLTS } from '../motion-groups.ts';

/** Bolts move only while what they hold stands still. */
export const BOLT_ROWS: readonly Interlock[] = [
  { id: 'IL-70', motions: BOLTS, fact: tower('liftStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  { id: 'IL-71', motions: BOLTS, fact: tower('travelStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  { id: 'IL-72', motions: BOLTS, fact: tower('shuttleStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  { id: 'IL-73', motions: ['lockPin.out'], fact: tower('shuttleCentred'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [18] },
  { id: 'IL-74', motions: ['lockPin.out'], fact: tower('carriageLoadSafe'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [17] },
  { id: 'IL-75', motions: ['palletLock.lock'], fact: tower('carriagePalletSeated'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [17] },
  { id: 'IL-76', motions: ['palletLock.unlock', 'fork.engage', 'fork.release'], fact: tower('lockPinIn'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [17, 18] },
  { id: 'IL-77', motions: ['palletLock.unlock'], fact: tower('forkEngaged'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [17] },
  { id: 'IL-78', motions: ['fork.release'], fact: tower('forkMayRelease'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [17, 29] },
  { id: 'IL-79', motions: ['fork.engage'], fact: tower('forkMayEngage'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [17] },
];
