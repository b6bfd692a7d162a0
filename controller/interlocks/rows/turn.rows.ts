import { tower, type Interlock } from '../interlock.ts';
import { BOLTS, SHUTTLE, TURN } from '../motion-groups.ts';

/**
 * A carriage that turns: its axis is trusted only while its own readings are, and the shuttle reaches out only when it stands at
 * an angle that has a place, braked. What the carriage as a whole needs stands with the carriage.
 */
export const TURN_ROWS: readonly Interlock[] = [
  { id: 'IL-100', motions: TURN, fact: tower('turnLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 31] },
  { id: 'IL-101', motions: ['turn.move'], fact: tower('turnHomed'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23] },
  { id: 'IL-102', motions: ['turn.move'], fact: tower('turnPositionAgrees'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [20, 23, 31] },
  { id: 'IL-103', motions: TURN, fact: tower('turnNoFault'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [26] },
  { id: 'IL-104', motions: [...SHUTTLE, 'inner.open'], fact: tower('turnStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [18, 20] },
  { id: 'IL-105', motions: ['shuttle.cell', 'shuttle.bay', 'inner.open', 'lockPin.in'], fact: tower('turnAtAngle'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', mendedBy: 'levelling', hazards: [20] },
  { id: 'IL-106', motions: [...SHUTTLE, 'inner.open'], fact: tower('turnBraked'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [20, 26] },
  { id: 'IL-107', motions: BOLTS, fact: tower('turnStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [17, 18] },
  // Held by a technician: away from its own limit only, and never beside another axis of the carriage.
  { id: 'IL-108', motions: ['turn.jogOut'], fact: tower('turnNearLimit'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [27] },
  { id: 'IL-109', motions: ['lift.jog', 'lift.jogOut', 'travel.jog', 'travel.jogOut'], fact: tower('turnStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [55] },
  { id: 'IL-110', motions: ['turn.jog', 'turn.jogOut'], fact: tower('liftStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [55] },
  { id: 'IL-111', motions: ['turn.jog', 'turn.jogOut'], fact: tower('travelStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [55] },
];
