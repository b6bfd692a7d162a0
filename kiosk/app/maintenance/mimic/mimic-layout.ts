import { placesOf } from '../../../../config/places.ts';
import type { Place } from '../../../../config/places.ts';
import type { SiteView } from '../../../../controller/api/contract/index.ts';

/** Size of one place of the drawing, and what lies between two. */
export const BOX = { width: 104, height: 66, gap: 6 } as const;
/** Width of the shaft between the two sides, in which the carriage goes up and down. */
const SHAFT_WIDTH = 128;
const LABEL_WIDTH = 34;
const SINGLE_STOREY_MM = 2400;
const PITCH = { x: BOX.width + BOX.gap, y: BOX.height + BOX.gap } as const;

/** A place with the corner of its box. */
export interface DrawnPlace {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
}

/** The elevation: the left side, the shaft, the right side. Heights, and distances along an aisle, are to scale. */
export interface MimicLayout {
  readonly places: readonly DrawnPlace[];
  readonly levels: readonly { readonly id: string; readonly y: number }[];
  readonly width: number;
  readonly height: number;
  readonly shaft: { readonly x: number; readonly width: number };
  /** Top of the carriage's box at a height. */
  readonly yAt: (zMm: number) => number;
  /** Left edges of the carriage's box in front of both sides; nothing in a tower without an aisle. */
  readonly xAt: (travelMm: number) => readonly number[];
}

/** Smallest distance between neighbours: one place wide, or one storey high. */
function pitchOf(values: readonly number[], otherwise: number): number {
  const sorted = [...new Set(values)].toSorted((a, b) => a - b);
  const steps = sorted.slice(1).map((value, i) => value - (sorted[i] ?? value));
  return steps.length === 0 ? otherwise : Math.min(...steps);
}

/** Reads the elevation off the site. */
export function mimicLayoutOf(site: SiteView): MimicLayout {
  const { levels, positions } = site.tower;
  const heights = levels.map(({ zMm }) => zMm);
  const highest = Math.max(...heights);
  const storeyMm = pitchOf(heights, SINGLE_STOREY_MM);
  const hasAisle = site.axes.travel !== undefined;
  const along = positions.map(({ xMm }) => xMm ?? 0);
  const nearest = Math.min(...along);
  const columnMm = pitchOf(along, 1);
  const columnOf = (xMm: number): number => (xMm - nearest) / columnMm;
  const columns = hasAisle ? Math.max(...along.map(columnOf)) + 1 : positions.length;
  const sideWidth = columns * PITCH.x;
  const shaft = { x: LABEL_WIDTH + sideWidth, width: SHAFT_WIDTH };
  const leftEdge = { left: LABEL_WIDTH, right: shaft.x + shaft.width + BOX.gap };
  const yAt = (zMm: number): number => ((highest - zMm) / storeyMm) * PITCH.y + BOX.gap;
  const columnAt = ({ position, xMm }: Place): number => (hasAisle ? columnOf(xMm) : positions.findIndex(({ id }) => id === position));
  return {
    places: placesOf(site).map((place) => ({ place, x: leftEdge[place.side] + columnAt(place) * PITCH.x, y: yAt(place.zMm) })),
    levels: levels.map(({ id, zMm }) => ({ id, y: yAt(zMm) })),
    width: leftEdge.right + sideWidth,
    height: yAt(Math.min(...heights)) + PITCH.y,
    shaft,
    yAt,
    xAt: (travelMm) => (hasAisle ? site.tower.sides.map((side) => leftEdge[side] + columnOf(travelMm) * PITCH.x) : []),
  };
}
