import type { Side, Site } from './schema/site.schema.ts';

/** A cell or a bay: where a pallet can stand, and where the carriage must be to reach it. */
export interface Place {
  /** `cell:<level>-<position><L|R>` or `bay:<id>`, as in traces, inventory and API. */
  readonly id: PlaceId;
  readonly kind: 'cell' | 'bay';
  /** Cell id (`2-3R`) or bay id (`A`). */
  readonly name: string;
  readonly level: string;
  readonly position: string;
  readonly side: Side;
  readonly zMm: number;
  /** Along the aisle; 0 in a tower without one. */
  readonly xMm: number;
  /** Angle of the turntable at which the shuttle looks into this place; only in towers that turn their carriage. */
  readonly turnDeg?: number;
  /** Shuttle position in mm at which the pallet stands in this place: negative left, positive right. */
  readonly reachMm: number;
}

export type PlaceId = `cell:${string}` | `bay:${string}`;

/** One place of the grid of levels, positions and sides. */
interface Spot {
  readonly level: string;
  readonly position: string;
  readonly side: Side;
}

/** The part of a site that decides where its places are; the public site view has it too. */
export interface PlaceGeometry {
  readonly tower: Pick<Site['tower'], 'levels' | 'positions' | 'sides' | 'bays'> & { readonly omitted?: readonly Spot[] | undefined };
  readonly axes: { readonly shuttle: Pick<Site['axes']['shuttle'], 'strokeMm'> };
}

/** Of sites that have been asked for: a site is data and never changes. */
const known = new WeakMap<PlaceGeometry, readonly Place[]>();

/** All places of a site in the order level, position, side (left first); bays stand where the site says, and where it omits a place there is none. */
export function placesOf(site: PlaceGeometry): readonly Place[] {
  const places = known.get(site) ?? enumerate(site);
  known.set(site, places);
  return places;
}

function enumerate(site: PlaceGeometry): readonly Place[] {
  const { levels, positions, sides, bays, omitted = [] } = site.tower;
  const places: Place[] = [];
  for (const level of levels) {
    for (const position of positions) {
      for (const side of sides) {
        const isHere = (one: Spot): boolean => one.level === level.id && one.position === position.id && one.side === side;
        if (omitted.some(isHere)) continue;
        const bay = bays.find(isHere);
        const name = bay?.id ?? `${level.id}-${position.id}${side === 'left' ? 'L' : 'R'}`;
        const kind = bay ? 'bay' : 'cell';
        const reachMm = side === 'left' ? -site.axes.shuttle.strokeMm : site.axes.shuttle.strokeMm;
        const turned = position.turnDeg === undefined ? {} : { turnDeg: position.turnDeg };
        places.push({ id: `${kind}:${name}`, kind, name, level: level.id, position: position.id, side, zMm: level.zMm, xMm: position.xMm ?? 0, ...turned, reachMm });
      }
    }
  }
  return places;
}
