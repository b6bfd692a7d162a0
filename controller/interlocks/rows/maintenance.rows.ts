import { everyBay, tower, type Interlock } from '../interlock.ts';
import { ALL_BUT_WAY_OUT } from '../motion-groups.ts';
import { BRIDGED, MAINTENANCE_KINDS, TWINS } from '../maintenance-motions.ts';

/**
 * What a held motion needs beside the physics of its twin. A hand that lets go is no fault: those rows release the motion, which
 * stops its axis and latches nothing. A key that is turned stops everything.
 */
export const MAINTENANCE_ROWS: readonly Interlock[] = [
  { id: 'IL-160', motions: MAINTENANCE_KINDS, fact: tower('keyInMaintenance'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [7, 55, 57] },
  { id: 'IL-161', motions: MAINTENANCE_KINDS, fact: tower('enablingPressed'), expects: true, kind: 'interlock', reaction: 'release', reset: 'technician', hazards: [55, 56] },
  { id: 'IL-162', motions: MAINTENANCE_KINDS, fact: tower('enablingFresh'), expects: true, kind: 'interlock', reaction: 'release', reset: 'technician', hazards: [56] },
  { id: 'IL-163', motions: MAINTENANCE_KINDS, fact: tower('manualMode'), expects: true, kind: 'interlock', reaction: 'release', reset: 'technician', hazards: [7, 55, 57] },
  { id: 'IL-164', motions: MAINTENANCE_KINDS, fact: tower('motionHeld'), expects: true, kind: 'interlock', reaction: 'release', reset: 'technician', hazards: [55, 56, 57] },
  { id: 'IL-165', motions: MAINTENANCE_KINDS, fact: tower('runEnabled'), expects: true, kind: 'interlock', reaction: 'release', reset: 'technician', hazards: [5, 30] },
  // Away from a limit, by the axis that stands at it: the contacts of all axes are wired in series.
  { id: 'IL-166', motions: ['lift.jogOut'], fact: tower('liftNearLimit'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [27] },
  { id: 'IL-167', motions: ['travel.jogOut'], fact: tower('travelNearLimit'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [27] },
  { id: 'IL-168', motions: ['shuttle.jogOut'], fact: tower('shuttleNearLimit'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [27] },
  { id: 'IL-169', motions: ['shuttle.jog'], fact: everyBay('shuttleWayFree'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [2, 5, 40] },
  // Held slowly, two axes still do not go at once.
  { id: 'IL-170', motions: ['lift.jog', 'lift.jogOut'], fact: tower('travelStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [55] },
  { id: 'IL-171', motions: ['travel.jog', 'travel.jogOut'], fact: tower('liftStill'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [55] },
  { id: 'IL-172', motions: ['shuttle.jog', 'shuttle.jogIn'], fact: tower('overtravelClear'), expects: true, kind: 'interlock', reaction: 'stop', reset: 'technician', hazards: [27] },
];

/** While somebody may be inside, or has been and nobody has given the tower back, it does nothing by itself. */
export const MODE_ROWS: readonly Interlock[] = [
  { id: 'IL-173', motions: ALL_BUT_WAY_OUT, fact: tower('productionMode'), expects: true, kind: 'permissive', reaction: 'refuse', reset: 'technician', hazards: [7] },
];

/** The rows of production with every held motion whose twin they bind. What the enabling device stands in for is marked. */
export function withHeldMotions(rows: readonly Interlock[]): readonly Interlock[] {
  return rows.map((row) => {
    const held = MAINTENANCE_KINDS.filter((kind) => binds(row, TWINS[kind]));
    const isBridged = row.kind === 'safetyMirror' && BRIDGED.has(row.fact.name);
    return { ...row, motions: [...row.motions, ...held], ...(isBridged && { bridged: true as const }) };
  });
}

function binds(row: Interlock, { like, without, also = [] }: (typeof TWINS)[keyof typeof TWINS]): boolean {
  return (row.motions.includes(like) && !without.includes(row.fact.name)) || also.includes(row.id);
}
