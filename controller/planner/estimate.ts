import { stationOf, type CarriagePosition } from '../../config/axes.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { DeliverPhase } from '../journal/journal.port.ts';
import { carriageDurationMs } from './carriage-move.ts';
import { moveDurationMs } from './s-curve.ts';

/** Where a collection goes: the carriage's position when its present phase began, its cell and its bay. */
export interface Route {
  readonly fromZMm: number;
  readonly fromXMm: number;
  /** At the rim, in a tower that turns its carriage. */
  readonly fromTurnMm?: number;
  readonly cell: Place;
  readonly bay: Place;
}

/** A range of seconds, never a single number. */
export interface Estimate {
  readonly lowS: number;
  readonly highS: number;
}

/** Between two motions: durable intent, arming and read-back, one poll of the slowest sensor, its hold time, durable outcome. */
const COMMAND_MS = 500;
/** The range around the computed time; what a step takes beyond its motion varies with polls and the disk. */
const LOW = 0.92;
const HIGH = 1.12;
const HIGH_EXTRA_MS = 3000;
/** How long customers take between the open door and having left (45 s to 4 min at real towers). */
const DWELL_MS = { low: 45_000, high: 240_000 };

/** Horn and red light last so long before a door begins to come down where people may stand: 2 s, and a round of the slowest bus. */
export const STREET_WARNING_MS = 2200;

/** Phases up to the open outer door, in their order. */
const UNTIL_OPEN: readonly DeliverPhase[] = ['finding', 'taking', 'coming', 'presenting', 'opening'];

/** Time from now until the outer door is open. Undefined for phases in which it is open already or will not open. */
export function estimateUntilOpen(phase: DeliverPhase, inPhaseMs: number, route: Route, site: Site): Estimate | undefined {
  const at = UNTIL_OPEN.indexOf(phase === 'queued' ? 'finding' : phase);
  const present = UNTIL_OPEN[at];
  if (present === undefined) return undefined;
  const later = UNTIL_OPEN.slice(at + 1).reduce((sum, next) => sum + phaseMs(next, route, site), 0);
  const planned = phaseMs(present, route, site);
  return range(Math.max(0, planned * LOW - inPhaseMs) + later * LOW, Math.max(HIGH_EXTRA_MS, planned * HIGH + HIGH_EXTRA_MS - inPhaseMs) + later * HIGH);
}

/** What each phase from this one to the open outer door takes by the limits of the site, in whole seconds. */
export function planUntilOpen(phase: DeliverPhase, route: Route, site: Site): readonly { readonly phase: DeliverPhase; readonly seconds: number }[] {
  const at = UNTIL_OPEN.indexOf(phase);
  return at < 0 ? [] : UNTIL_OPEN.slice(at).map((each) => ({ phase: each, seconds: Math.round(phaseMs(each, route, site) / 1000) }));
}

/** Time until a queued collection's door is open, behind another one that runs with `ahead` left until its own door is open. */
export function estimateQueued(ahead: Estimate | undefined, routeAhead: Route, own: Route, site: Site): Estimate {
  const away = phaseMs('closing', routeAhead, site) + phaseMs('puttingAway', routeAhead, site);
  const mine = UNTIL_OPEN.reduce((sum, phase) => sum + phaseMs(phase, own, site), 0);
  const low = (ahead?.lowS ?? 0) * 1000 + (ahead ? DWELL_MS.low : 0) + away * LOW + mine * LOW;
  return range(low, (ahead?.highS ?? 0) * 1000 + DWELL_MS.high + away * HIGH + mine * HIGH);
}

/** What the steps of a phase take by the limits of the site, in ms. */
export function phaseMs(phase: DeliverPhase, route: Route, site: Site): number {
  const { cell, bay } = route;
  switch (phase) {
    case 'finding': return carriageMs({ lift: route.fromZMm, travel: route.fromXMm, turn: route.fromTurnMm ?? 0 }, cell, site);
    case 'taking': return pickMs(site);
    case 'coming': return carriageMs(stationOf(site, cell), bay, site);
    case 'presenting': return innerDoorMs(site) * 2 + putMs(site);
    case 'opening': return outerDoorMs(site);
    case 'closing': return STREET_WARNING_MS + outerDoorMs(site);
    case 'puttingAway': return innerDoorMs(site) * 2 + pickMs(site) + carriageMs(stationOf(site, bay), cell, site) + putMs(site);
    case 'queued':
    case 'handover':
    case 'proving':
    case 'done':
    case 'stalled':
    case 'shutting':
    case 'returning':
    case 'cancelled': return 0;
  }
}

/** Lock pin out, all axes of the carriage at the same time, lock pin in. */
function carriageMs(from: CarriagePosition, to: Place, site: Site): number {
  const way = carriageDurationMs(site, from, stationOf(site, to));
  return 2 * (site.actuators.lockPin.travelMs + COMMAND_MS) + way + COMMAND_MS;
}

function strokeMs(site: Site): number {
  return moveDurationMs(site.axes.shuttle.strokeMm, site.axes.shuttle) + COMMAND_MS;
}

/** Reach, fork, pull, lock. */
function pickMs(site: Site): number {
  return 2 * strokeMs(site) + site.actuators.fork.travelMs + site.actuators.palletLock.travelMs + 2 * COMMAND_MS;
}

/** Unlock, push, let go, come back. */
function putMs(site: Site): number {
  return pickMs(site);
}

function outerDoorMs({ doors: { outer } }: Site): number {
  return outer.travelMs + outer.lockMs + COMMAND_MS;
}

function innerDoorMs(site: Site): number {
  return site.doors.inner.travelMs + site.doors.inner.lockMs + COMMAND_MS;
}

function range(lowMs: number, highMs: number): Estimate {
  return { lowS: Math.floor(lowMs / 1000), highS: Math.ceil(highMs / 1000) };
}
