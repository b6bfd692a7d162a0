import { placesOf } from '../../../../config/places.ts';
import type { Place } from '../../../../config/places.ts';
import type { SiteView } from '../../../../controller/api/contract/index.ts';

/** A point of the tower in mm: `x` along the aisle, `d` depth (negative towards the street), `z` height. */
export interface TowerPoint {
  readonly x: number;
  readonly d: number;
  readonly z: number;
}

/** A point of the drawing, in mm of the tower as well: 1 is 1 mm at the front. */
export interface DrawnPoint {
  readonly u: number;
  readonly v: number;
}

/**
 * Cabinet projection: the street front is drawn true to scale, depth goes up to the right, foreshortened. It is linear, so
 * a thing that moves in the tower is moved in the drawing by the projection of its way.
 */
const DEPTH_SCALE = 0.4;
const DEPTH_ANGLE = (27 * Math.PI) / 180;
const DEPTH_U = DEPTH_SCALE * Math.cos(DEPTH_ANGLE);
const DEPTH_V = DEPTH_SCALE * Math.sin(DEPTH_ANGLE);

export function project({ x, d, z }: TowerPoint): DrawnPoint {
  return { u: x + d * DEPTH_U, v: -z - d * DEPTH_V };
}

/** A flat figure of the tower as the `d` of an SVG path. */
export function outline(points: readonly TowerPoint[]): string {
  return `${points.map((point, i) => `${i === 0 ? 'M' : 'L'}${pair(project(point))}`).join('')}Z`;
}

/** A line of the tower, open. */
export function line(from: TowerPoint, to: TowerPoint): string {
  return `M${pair(project(from))}L${pair(project(to))}`;
}

const pair = ({ u, v }: DrawnPoint): string => `${u.toFixed(1)} ${v.toFixed(1)}`;

/** `transform` that moves a drawing made at the origin to a point. */
export function moveTo(point: TowerPoint): string {
  const { u, v } = project(point);
  return `translate(${u.toFixed(2)} ${v.toFixed(2)})`;
}

/** The same as a style: 1 px is one unit of the drawing. */
export function cssMoveTo(point: TowerPoint): string {
  const { u, v } = project(point);
  return `translate(${u.toFixed(2)}px, ${v.toFixed(2)}px)`;
}

/** What the drawing is made of: the storeys, the places and how far it all reaches. */
export interface TowerLayout {
  readonly places: readonly Place[];
  readonly levels: readonly { readonly id: string; readonly zMm: number }[];
  readonly storeyMm: number;
  readonly pallet: { readonly lengthMm: number; readonly widthMm: number };
  /** Outer faces of the building. */
  readonly front: number;
  readonly back: number;
  readonly left: number;
  readonly right: number;
  readonly ground: number;
  readonly roof: number;
  /** Half of the aisle's depth, between the inner faces of the two rows. */
  readonly aisleHalfMm: number;
  readonly viewBox: { readonly u: number; readonly v: number; readonly width: number; readonly height: number };
}

const MARGIN_MM = 300;
/** Room for the lamps and names of the storeys beside the building. */
const LAMPS_MM = 1500;
/** Depth of the street that is drawn before the tower. */
export const STREET_MM = 4000;
/** Height of a storey where the site has only one. */
const SINGLE_STOREY_MM = 2400;

/** Which way the shuttle of a turned carriage points, as shares of its reach: 0 degrees is across the front. */
export function pointing(turnDeg: number): { readonly x: number; readonly d: number } {
  const angle = (turnDeg * Math.PI) / 180;
  return { x: Math.sin(angle), d: Math.cos(angle) };
}

/** A place around a shaft stands where the turned shuttle reaches; the drawing knows only along and across. */
function asDrawn(place: Place): Place {
  if (place.turnDeg === undefined) return place;
  const way = pointing(place.turnDeg);
  return { ...place, xMm: Math.round(place.reachMm * way.x), reachMm: Math.round(place.reachMm * way.d) };
}

/** Reads the layout off the site; nothing here is drawn that the site does not say. */
export function layoutOf(site: SiteView): TowerLayout {
  const { levels, pallet } = site.tower;
  const places = placesOf(site).map(asDrawn);
  const heights = levels.map(({ zMm }) => zMm);
  const lowest = Math.min(...heights);
  const highest = Math.max(...heights);
  const storeyMm = levels.length > 1 ? (highest - lowest) / (levels.length - 1) : SINGLE_STOREY_MM;
  const along = places.map(({ xMm }) => xMm);
  const halfWidth = pallet.widthMm / 2 + 200;
  const left = Math.min(...along) - halfWidth;
  const right = Math.max(...along) + halfWidth;
  const front = Math.min(...places.map(({ reachMm }) => reachMm), 0) - pallet.lengthMm / 2;
  const back = Math.max(...places.map(({ reachMm }) => reachMm), 0) + pallet.lengthMm / 2;
  const ground = lowest;
  const roof = highest + storeyMm;
  const topLeft = project({ x: left, d: back, z: roof });
  const lower = project({ x: left, d: front - STREET_MM, z: ground });
  const upper = project({ x: right, d: back, z: roof });
  return {
    places, levels, storeyMm, pallet, front, back, left, right, ground, roof,
    aisleHalfMm: site.axes.shuttle.strokeMm - pallet.lengthMm / 2,
    viewBox: {
      u: Math.min(lower.u, left - LAMPS_MM + front * DEPTH_U) - MARGIN_MM, v: topLeft.v - MARGIN_MM,
      width: upper.u - Math.min(lower.u, left - LAMPS_MM + front * DEPTH_U) + 2 * MARGIN_MM, height: lower.v - topLeft.v + 2 * MARGIN_MM,
    },
  };
}
