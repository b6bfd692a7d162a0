import { everyBay, motionBay, tower, type Interlock } from '../interlock.ts';
import { SHUTTLE } from '../motion-groups.ts';

/** The shuttle reaches out only from a carriage that stands, is level and is pinned, and with a fork of which it is known whether it holds. */
export const SHUTTLE_ROWS: readonly Interlock[] = [
  // Not asked of a shuttle that creeps back on a technician's word: it may lie under a pallet that it has lost, with a fork that goes neither up nor down.
  { id: 'IL-39', motions: ['shuttle.cell', 'shuttle.retract', 'shuttle.bay', 'shuttle.home'], fact: tower('forkAtEnd'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'engaging', hazards: [17] },
  { id: 'IL-40', motions: [...SHUTTLE, 'inner.open'], fact: tower('liftStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [18, 19] },
  { id: 'IL-41', motions: [...SHUTTLE, 'inner.open'], fact: tower('travelStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [18, 19] },
  { id: 'IL-42', motions: ['shuttle.cell', 'shuttle.bay', 'inner.open', 'lockPin.in'], fact: tower('liftAtLevel'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', mendedBy: 'levelling', hazards: [19] },
  { id: 'IL-43', motions: ['shuttle.cell', 'shuttle.bay', 'inner.open'], fact: tower('travelAtPosition'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', mendedBy: 'levelling', hazards: [19] },
  { id: 'IL-44', motions: [...SHUTTLE, 'inner.open'], fact: tower('lockPinIn'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'bolting', hazards: [17, 18] },
  { id: 'IL-45', motions: ['shuttle.cell', 'shuttle.home'], fact: everyBay('innerClosedLocked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'shutting', hazards: [2, 5] },
  { id: 'IL-46', motions: ['shuttle.retract', 'shuttle.bay'], fact: everyBay('innerPathSafe'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 5] },
  { id: 'IL-47', motions: ['shuttle.bay', 'inner.open'], fact: motionBay('carriageHere'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'levelling', hazards: [2, 18, 19] },
  { id: 'IL-48', motions: [...SHUTTLE, 'inner.open'], fact: tower('liftBraked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [19, 26] },
  { id: 'IL-49', motions: [...SHUTTLE, 'inner.open'], fact: tower('travelBraked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [19, 26] },
];
