import { tower, type Interlock } from '../interlock.ts';
import { LIFT, SHUTTLE, TRAVEL } from '../motion-groups.ts';

/** An axis is trusted only while its own readings are. */
export const AXIS_ROWS: readonly Interlock[] = [
  { id: 'IL-20', motions: LIFT, fact: tower('liftLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 31] },
  { id: 'IL-21', motions: ['lift.move'], fact: tower('liftHomed'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23] },
  { id: 'IL-22', motions: ['lift.move'], fact: tower('liftPositionAgrees'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [19, 23, 31] },
  { id: 'IL-23', motions: LIFT, fact: tower('liftNoFault'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [24, 26] },
  { id: 'IL-24', motions: TRAVEL, fact: tower('travelLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 31] },
  { id: 'IL-25', motions: ['travel.move'], fact: tower('travelHomed'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23] },
  { id: 'IL-26', motions: ['travel.move'], fact: tower('travelPositionAgrees'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23, 31] },
  { id: 'IL-27', motions: TRAVEL, fact: tower('travelNoFault'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [26] },
  { id: 'IL-28', motions: SHUTTLE, fact: tower('shuttleLive'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [30, 31] },
  { id: 'IL-29', motions: ['shuttle.cell', 'shuttle.retract', 'shuttle.bay'], fact: tower('shuttleHomed'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', mendedBy: 'homing', hazards: [23] },
  { id: 'IL-30', motions: SHUTTLE, fact: tower('shuttleNoFault'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [26] },
];
