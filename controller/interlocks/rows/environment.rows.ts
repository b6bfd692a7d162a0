import { everyBay, tower, type Interlock } from '../interlock.ts';
import { AXES, LIFT, MACHINERY, NEW_WORK, ORDERS, ALL_BUT_WAY_OUT } from '../motion-groups.ts';

/** Whatever a closing contactor or a falling part could make worse; the way out stays. */
const MOVING = [...MACHINERY, 'outer.close'] as const;

/**
 * What happens around the tower. Rows with a `plan` follow the site's plan for that event: which new work is refused, whether what runs
 * is stopped. Without a plan the strictest of all holds.
 */
export const ENVIRONMENT_ROWS: readonly Interlock[] = [
  { id: 'IL-120', motions: ORDERS, fact: tower('fireClear'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', plan: { event: 'fire', decides: 'newWork' }, hazards: [43, 44] },
  { id: 'IL-121', motions: MOVING, fact: tower('fireClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', plan: { event: 'fire', decides: 'running' }, hazards: [43, 44] },
  { id: 'IL-122', motions: ORDERS, fact: tower('gasClear'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', plan: { event: 'gas', decides: 'newWork' }, hazards: [43, 45] },
  { id: 'IL-123', motions: MOVING, fact: tower('gasClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', plan: { event: 'gas', decides: 'running' }, hazards: [43, 45] },
  { id: 'IL-124', motions: ORDERS, fact: tower('windSafe'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', plan: { event: 'storm', decides: 'newWork' }, hazards: [46] },
  { id: 'IL-125', motions: MOVING, fact: tower('windSafe'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', plan: { event: 'storm', decides: 'running' }, hazards: [46] },
  { id: 'IL-126', motions: [...ALL_BUT_WAY_OUT, ...NEW_WORK], fact: tower('seismicClear'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [47] },
  // Water in the pit is water at the buffers and the rope tension of the lift.
  { id: 'IL-127', motions: [...LIFT, ...NEW_WORK], fact: tower('pitDry'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [48] },
  { id: 'IL-128', motions: ORDERS, fact: tower('mainsPresent'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', plan: { event: 'power', decides: 'newWork' }, hazards: [28] },
  { id: 'IL-129', motions: MOVING, fact: tower('mainsPresent'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', plan: { event: 'power', decides: 'running' }, hazards: [28] },
  // An axis that loses its power in full motion falls back on its brake alone; it is stopped while there is still power to do it on a ramp.
  { id: 'IL-130', motions: [...AXES, ...NEW_WORK], fact: tower('supplyReserve'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'operator', hazards: [28, 29] },
  { id: 'IL-131', motions: [...AXES, ...NEW_WORK], fact: tower('debrisClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [51] },
  // EN 14010, 5.2.3.6: from inside a bay everything can be stopped, and the way out stays open.
  { id: 'IL-132', motions: [...MOVING, ...NEW_WORK], fact: everyBay('exitReleased'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'operator', hazards: [5, 63] },
  { id: 'IL-133', motions: ORDERS, fact: tower('eventsReleased'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [43, 44, 47, 48] },

  // Work that goes on with its next step asks for no more than this: what it moves is asked for motion by motion. New work, whatever it is, needs what every motion needs, and somebody who can be told of it.
  { id: 'IL-134', motions: ORDERS, fact: tower('safetyChainClosed'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [5, 24] },
  { id: 'IL-135', motions: NEW_WORK, fact: tower('keyInAuto'), expects: true, kind: 'safetyMirror', reaction: 'stop', reset: 'technician', hazards: [7, 57] },
  { id: 'IL-136', motions: NEW_WORK, fact: tower('apiAlive'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [30] },
  { id: 'IL-137', motions: NEW_WORK, fact: tower('journalWritable'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'operator', hazards: [35, 61] },
];
