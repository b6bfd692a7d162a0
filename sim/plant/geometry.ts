import { stationOf } from '../../config/axes.ts';
import type { CarriagePosition } from '../../config/axes.ts';
import { placesOf } from '../../config/places.ts';
import type { Place, PlaceId } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import type { OfAxes } from './plant.port.ts';

/** Where the axes of a tower are. */
export type Pose = OfAxes<{ readonly positionMm: number }>;
export type CarriagePose = Omit<Pose, 'shuttle'>;

/** A shuttle or a pallet nearer to its mark than this is exactly there, as far as bolts and forks are concerned. */
export const SEAT_TOLERANCE_MM = 5;
/** The carriage may miss a place by this much before a pallet no longer finds its rails. */
export const RAIL_TOLERANCE_MM = 10;
/** Beyond this misalignment an extended shuttle touches the steelwork. */
export const STRUCTURE_CLEARANCE_MM = 15;
/** Slower than this is standing. */
export const STILL_MM_PER_S = 2;

/** Lengths along the shuttle axis that follow from the site, in mm. */
export interface Geometry {
  readonly places: readonly Place[];
  /** Where each axis of the carriage stands for each place. */
  readonly stations: ReadonlyMap<PlaceId, CarriagePosition>;
  /** One place for each of these stances: the others of a tower are above and below it. */
  readonly stances: readonly Place[];
  readonly strokeMm: number;
  readonly palletLengthMm: number;
  /**
   * The shuttle is as long as a pallet and the plane between carriage and place lies half a stroke away, so this far from the
   * centre its end (or that of the pallet on it) enters the plane.
   */
  readonly planeClearanceMm: number;
  /** From the centre of a place to the plane of its outer door. */
  readonly outerPlaneMm: number;
  /** Gap between a pallet on the carriage and one in a place; two pallets touch when one is moved further towards the other. */
  readonly palletGapMm: number;
  /** Half an inner door: how far a shuttle beside its middle still meets it. */
  readonly doorHalfHeightMm: number;
  readonly doorHalfWidthMm: number;
}

/** Derives the lengths of a site. */
export function geometryOf(site: Site): Geometry {
  const { strokeMm } = site.axes.shuttle;
  const palletLengthMm = site.tower.pallet.lengthMm;
  const places = placesOf(site);
  const stations = new Map(places.map((place) => [place.id, stationOf(site, place)]));
  const stanceOf = ({ id }: Place): string => `${String(stations.get(id)?.travel)} ${String(stations.get(id)?.turn)}`;
  return {
    places,
    stations,
    stances: [...new Map(places.map((place) => [stanceOf(place), place])).values()],
    strokeMm,
    palletLengthMm,
    planeClearanceMm: (strokeMm - palletLengthMm) / 2,
    outerPlaneMm: strokeMm / 2,
    palletGapMm: strokeMm - palletLengthMm,
    doorHalfHeightMm: site.doors.inner.heightMm / 2,
    doorHalfWidthMm: site.doors.inner.widthMm / 2,
  };
}

/** How far the carriage is from where it should be for a place: the worst of its axes other than the lift, in mm. */
function asideMm({ stations }: Geometry, place: Place, axes: CarriagePose): number {
  const station = stations.get(place.id);
  const travelMm = axes.travel === undefined ? 0 : Math.abs((station?.travel ?? NaN) - axes.travel.positionMm);
  const turnMm = axes.turn === undefined ? 0 : Math.abs((station?.turn ?? NaN) - axes.turn.positionMm);
  return Math.max(travelMm, turnMm);
}

/** Whether the carriage stands at a place within `toleranceMm` of each of its axes. */
export function standsAt(geometry: Geometry, place: Place, axes: CarriagePose, toleranceMm: number): boolean {
  return Math.abs(place.zMm - axes.lift.positionMm) <= toleranceMm && asideMm(geometry, place, axes) <= toleranceMm;
}

/** The place that the carriage stands at within `toleranceMm`, on the side to which `yMm` points, or undefined. */
export function placeOnSide(geometry: Geometry, axes: CarriagePose, yMm: number, toleranceMm: number): Place | undefined {
  for (const place of geometry.places) {
    if (place.reachMm > 0 !== yMm > 0) continue;
    if (standsAt(geometry, place, axes, toleranceMm)) return place;
  }
  return undefined;
}

/** The place on the side of the shuttle that the carriage stands at within `toleranceMm`, or undefined. */
export function placeAt(geometry: Geometry, axes: Pose, toleranceMm: number): Place | undefined {
  return placeOnSide(geometry, axes, axes.shuttle.positionMm, toleranceMm);
}

/** The bay whose inner plane the shuttle crosses, or undefined: it reaches out in front of that bay's door. */
export function bayCrossedBy(geometry: Geometry, axes: Pose): Place | undefined {
  const yMm = axes.shuttle.positionMm;
  if (Math.abs(yMm) <= geometry.planeClearanceMm) return undefined;
  for (const place of geometry.places) {
    if (place.kind !== 'bay' || place.reachMm > 0 !== yMm > 0) continue;
    const inFront = Math.abs(place.zMm - axes.lift.positionMm) <= geometry.doorHalfHeightMm && asideMm(geometry, place, axes) <= geometry.doorHalfWidthMm;
    if (inFront) return place;
  }
  return undefined;
}

/** Distance in mm from travel and turn to the nearest position of the tower. */
export function positionErrorMm(geometry: Geometry, axes: CarriagePose): number {
  let nearest = Infinity;
  for (const place of geometry.stances) nearest = Math.min(nearest, asideMm(geometry, place, axes));
  return nearest;
}

/** Distance in mm from the lift to the nearest level. */
export function levelErrorMm(site: Site, zMm: number): number {
  let nearest = Infinity;
  for (const level of site.tower.levels) nearest = Math.min(nearest, Math.abs(level.zMm - zMm));
  return nearest;
}
