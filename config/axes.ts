import type { Place } from './places.ts';
import type { AxisId, AxisLimits, Site } from './schema/site.schema.ts';

/** Every axis that a tower may have, in the order in which people name them. */
export const axisIds = ['lift', 'travel', 'turn', 'shuttle'] as const satisfies readonly AxisId[];

/** Axes that bring the carriage to a place; the shuttle then reaches into it. */
export type CarriageAxisId = Exclude<AxisId, 'shuttle'>;
const carriageAxisIds = ['lift', 'travel', 'turn'] as const satisfies readonly CarriageAxisId[];

/** The part of a site that tells which axes it has. */
export interface AxesOfSite {
  readonly axes: { readonly [K in AxisId]?: unknown };
}

/** Axes that the site has, in the order of `axisIds`. */
export function axesOf({ axes }: AxesOfSite): readonly AxisId[] {
  return axisIds.filter((id) => axes[id] !== undefined);
}

/** Axes of the site that move the whole carriage: the lift, and travel or turn where the layout has them. */
export function carriageAxesOf({ axes }: AxesOfSite): readonly CarriageAxisId[] {
  return carriageAxisIds.filter((id) => axes[id] !== undefined);
}

type TurnAxis = NonNullable<Site['axes']['turn']>;

/** Length of one degree at a radius: the arc r·π/180. */
function arcMm(degrees: number, rimMm: number): number {
  return (degrees * rimMm * Math.PI) / 180;
}

/** Way of a turntable at its rim, in mm, for an angle in degrees: what its drive, its meter and every tolerance in mm count. */
export function rimMmOf(degrees: number, turn: Pick<TurnAxis, 'rimMm'>): number {
  return arcMm(degrees, turn.rimMm);
}

/** Angle in degrees of a way at the rim, in mm. */
export function degreesOf(alongRimMm: number, turn: Pick<TurnAxis, 'rimMm'>): number {
  return (alongRimMm * 180) / (Math.PI * turn.rimMm);
}

const turnLimits = new WeakMap<TurnAxis, AxisLimits>();

/** The limits of a turntable as those of the way at its rim. */
function atRim(turn: TurnAxis): AxisLimits {
  const known = turnLimits.get(turn);
  if (known) return known;
  const mm = (degrees: number): number => arcMm(degrees, turn.rimMm);
  const limits: AxisLimits = {
    minMm: mm(turn.minDeg),
    maxMm: mm(turn.maxDeg),
    // A drive takes whole mm/s2 and mm/s3, and no more than its own limit.
    velocityMmPerS: Math.floor(mm(turn.velocityDegPerS)),
    accelerationMmPerS2: Math.floor(mm(turn.accelerationDegPerS2)),
    jerkMmPerS3: Math.floor(mm(turn.jerkDegPerS3)),
    stopDecelerationMmPerS2: mm(turn.stopDecelerationDegPerS2),
    brakeCloseMs: turn.brakeCloseMs,
    toleranceMm: mm(turn.toleranceDeg),
    holdToleranceMm: mm(turn.holdToleranceDeg),
    homeMm: mm(turn.homeDeg),
    payloadKg: turn.payloadKg,
  };
  turnLimits.set(turn, limits);
  return limits;
}

/** Limits of an axis in mm; those of a turntable along its rim. Undefined for an axis that the site does not have. */
export function findLimits(site: Pick<Site, 'axes'>, id: AxisId): AxisLimits | undefined {
  if (id === 'turn') return site.axes.turn && atRim(site.axes.turn);
  return site.axes[id];
}

/** As `findLimits`, for an axis that the site has. Throws a RangeError for one that it has not: a broken composition. */
export function limitsOf(site: Pick<Site, 'axes' | 'id'>, id: AxisId): AxisLimits {
  const limits = findLimits(site, id);
  if (limits === undefined) throw new RangeError(`the site ${site.id} has no axis ${id}`);
  return limits;
}

/** Where a carriage axis has to stand for a place, in mm; a turntable along its rim. */
export function stationMm(site: Pick<Site, 'axes'>, id: CarriageAxisId, place: Pick<Place, 'zMm' | 'xMm' | 'turnDeg'>): number {
  if (id === 'lift') return place.zMm;
  if (id === 'travel') return place.xMm;
  return site.axes.turn === undefined ? 0 : rimMmOf(place.turnDeg ?? 0, site.axes.turn);
}

/** A position of the carriage: mm of each axis that it has. */
export type CarriagePosition = Readonly<Partial<Record<CarriageAxisId, number>>>;

/** Where the carriage stands for a place. */
export function stationOf(site: Pick<Site, 'axes'>, place: Pick<Place, 'zMm' | 'xMm' | 'turnDeg'>): CarriagePosition {
  return Object.fromEntries(carriageAxesOf(site).map((id) => [id, stationMm(site, id, place)]));
}
