import { placesOf } from '../../config/places.ts';
import type { Place } from '../../config/places.ts';
import type { Site } from '../../config/schema/site.schema.ts';

/** A shuttle or a pallet nearer to its mark than this is exactly there, as far as bolts and forks are concerned. */
export const SEAT_TOLERANCE_MM = 5;
/** Lift and travel may miss a place by this much before a pallet no longer finds its rails. */
export const RAIL_TOLERANCE_MM = 10;
/** Beyond this misalignment an extended shuttle touches the steelwork. */
export const STRUCTURE_CLEARANCE_MM = 15;
/** Slower than this is standing. */
export const STILL_MM_PER_S = 2;

/** Lengths along the shuttle axis that follow from the site, in mm. */
export interface Geometry {
  readonly places: readonly Place[];
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
  return {
    places: placesOf(site),
    strokeMm,
    palletLengthMm,
    planeClearanceMm: (strokeMm - palletLengthMm) / 2,
    outerPlaneMm: strokeMm / 2,
    palletGapMm: strokeMm - palletLengthMm,
    doorHalfHeightMm: site.doors.inner.heightMm / 2,
    doorHalfWidthMm: site.doors.inner.widthMm / 2,
  };
}

/** The place on the side of `yMm` that lift and travel stand at within `toleranceMm`, or undefined. */
export function placeAt(geometry: Geometry, zMm: number, xMm: number, yMm: number, toleranceMm: number): Place | undefined {
  for (const place of geometry.places) {
    if (place.reachMm > 0 !== yMm > 0) continue;
    if (Math.abs(place.zMm - zMm) <= toleranceMm && Math.abs(place.xMm - xMm) <= toleranceMm) return place;
  }
  return undefined;
}

/** The bay whose inner plane a shuttle at these positions crosses, or undefined: it reaches out in front of that bay's door. */
export function bayCrossedBy(geometry: Geometry, zMm: number, xMm: number, yMm: number): Place | undefined {
  if (Math.abs(yMm) <= geometry.planeClearanceMm) return undefined;
  for (const place of geometry.places) {
    if (place.kind !== 'bay' || place.reachMm > 0 !== yMm > 0) continue;
    const inFront = Math.abs(place.zMm - zMm) <= geometry.doorHalfHeightMm && Math.abs(place.xMm - xMm) <= geometry.doorHalfWidthMm;
    if (inFront) return place;
  }
  return undefined;
}

/** Distance in mm from the lift to the nearest level. */
export function levelErrorMm(site: Site, zMm: number): number {
  let nearest = Infinity;
  for (const level of site.tower.levels) nearest = Math.min(nearest, Math.abs(level.zMm - zMm));
  return nearest;
}
