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
  readonly xMm: number;
  /** Shuttle position in mm at which the pallet stands in this place: negative left, positive right. */
  readonly reachMm: number;
}

export type PlaceId = `cell:${string}` | `bay:${string}`;

/** The part of a site that decides where its places are; the public site view has it too. */
export interface PlaceGeometry {
  readonly tower: Pick<Site['tower'], 'levels' | 'positions' | 'sides' | 'bays'>;
  readonly axes: { readonly shuttle: Pick<Site['axes']['shuttle'], 'strokeMm'> };
}

/** All places of a site in the order level, position, side (left first); bays stand where the site says. */
export function placesOf(site: PlaceGeometry): readonly Place[] {
  const { levels, positions, sides, bays } = site.tower;
  const places: Place[] = [];
  for (const level of levels) {
    for (const position of positions) {
      for (const side of sides) {
        const bay = bays.find((b) => b.level === level.id && b.position === position.id && b.side === side);
        const name = bay?.id ?? `${level.id}-${position.id}${side === 'left' ? 'L' : 'R'}`;
        const kind = bay ? 'bay' : 'cell';
        const reachMm = side === 'left' ? -site.axes.shuttle.strokeMm : site.axes.shuttle.strokeMm;
        places.push({ id: `${kind}:${name}`, kind, name, level: level.id, position: position.id, side, zMm: level.zMm, xMm: position.xMm, reachMm });
      }
    }
  }
  return places;
}
