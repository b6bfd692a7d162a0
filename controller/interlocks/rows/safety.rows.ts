import { tower, type Interlock } from '../interlock.ts';
import { ALL_BUT_WAY_OUT, AXES, CARRIAGE, MACHINERY } from '../motion-groups.ts';

/** The independent safety hardware and the supply, mirrored. */
export const SAFETY_ROWS: readonly Interlock[] = [
  { id: 'IL-01', motions: ALL_BUT_WAY_OUT, fact: tower('safetyChainClosed'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [5, 6, 24, 27, 33] },
  { id: 'IL-02', motions: MACHINERY, fact: tower('runEnabled'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [5, 30, 34, 33] },
  { id: 'IL-03', motions: ALL_BUT_WAY_OUT, fact: tower('keyInAuto'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [7] },
  { id: 'IL-04', motions: MACHINERY, fact: tower('hatchLocked'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [6] },
  { id: 'IL-05', motions: CARRIAGE, fact: tower('overtravelClear'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [27, 33] },
  { id: 'IL-06', motions: CARRIAGE, fact: tower('slackRopeOk'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [25] },
  { id: 'IL-07', motions: AXES, fact: tower('supplyOk'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [28, 29, 33] },
];
