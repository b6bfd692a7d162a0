import { carriageAxesOf, limitsOf, type CarriagePosition } from '../../config/axes.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { moveDurationMs } from './s-curve.ts';

/** Shortest time in ms for the carriage from one position to another: its axes run at the same time, so the slowest of them tells. */
export function carriageDurationMs(site: Site, from: CarriagePosition, to: CarriagePosition): number {
  const times = carriageAxesOf(site).map((id) => moveDurationMs((to[id] ?? 0) - (from[id] ?? 0), limitsOf(site, id)));
  return Math.max(0, ...times);
}
