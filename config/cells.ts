import { placesOf, type Place, type PlaceGeometry } from './places.ts';
import type { Site } from './schema/site.schema.ts';

/** What of a car decides which cells take it; lengths in mm, mass in kg. Width is one for all cells: that of the pallet. */
export interface CarSize {
  readonly lengthMm: number;
  /** From the pallet to its highest point, roof box and aerial included. */
  readonly heightMm: number;
  readonly massKg: number;
}

/** What a cell takes: room above the pallet, length and mass of the car on it. */
export interface CellSize {
  readonly clearHeightMm: number;
  readonly lengthMm: number;
  readonly massKg: number;
}

/** The part of a site that decides what its cells take. */
export interface CellRules {
  readonly tower: PlaceGeometry['tower'] & Pick<Site['tower'], 'levels' | 'cells' | 'carLimits' | 'headroomMm'>;
}

/** The largest car that the site lets in; a car of which nothing is known counts as this one. */
export function largestCar({ tower: { carLimits } }: Pick<CellRules, 'tower'>): CarSize {
  return { lengthMm: carLimits.lengthMm, heightMm: carLimits.heightMm, massKg: carLimits.massKg };
}

/** What one place takes: what is said of its own cell, else of its storey, else the largest car of the site. Bays take what the site takes. */
export function cellSizeOf(site: CellRules, { level, position, side, kind }: Pick<Place, 'level' | 'position' | 'side' | 'kind'>): CellSize {
  const { tower } = site;
  const { lengthMm, heightMm, massKg } = largestCar(site);
  const all = { clearHeightMm: heightMm + tower.headroomMm, lengthMm, massKg };
  if (kind === 'bay') return all;
  const storey = tower.levels.find(({ id }) => id === level)?.takes ?? {};
  const own = tower.cells?.find((one) => one.level === level && one.position === position && one.side === side)?.takes ?? {};
  return {
    clearHeightMm: own.clearHeightMm ?? storey.clearHeightMm ?? all.clearHeightMm,
    lengthMm: own.lengthMm ?? storey.lengthMm ?? all.lengthMm,
    massKg: own.massKg ?? storey.massKg ?? all.massKg,
  };
}

/** Whether a cell takes a car, with the headroom of the site above it. */
export function takes(cell: CellSize, car: CarSize, headroomMm: number): boolean {
  return car.heightMm + headroomMm <= cell.clearHeightMm && car.lengthMm <= cell.lengthMm && car.massKg <= cell.massKg;
}

/**
 * Order of cells by what they take: height, then mass, then length. A cell that takes less in one respect and more in none comes first;
 * 0 means that both take the same.
 */
export function bySize(one: CellSize, other: CellSize): number {
  return one.clearHeightMm - other.clearHeightMm || one.massKg - other.massKg || one.lengthMm - other.lengthMm;
}

/** The sizes of all cells of a site by the id of the place. */
export function cellSizes(site: CellRules & PlaceGeometry): ReadonlyMap<string, CellSize> {
  return new Map(placesOf(site).filter(({ kind }) => kind === 'cell').map((place) => [place.id, cellSizeOf(site, place)]));
}
