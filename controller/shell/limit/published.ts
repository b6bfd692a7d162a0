import type { Site } from '../../../config/schema/site.schema.ts';
import { placesOf } from '../../../config/places.ts';

/** What a tower has shown, in ms; undefined where it was not played. */
export interface Shown {
  /** Accepted request to outer door fully open, the longest. */
  readonly deliverMs: number | undefined;
  /** Request to the car driven out, the longest. */
  readonly collectMs: number | undefined;
}

/** One published figure against the tower. */
export interface FigureCheck {
  readonly figure: string;
  readonly published: number;
  readonly unit: string;
  /** Null where nothing here measures it. */
  readonly measured: number | null;
  readonly met: boolean | null;
  readonly source: string;
}

interface Measure {
  readonly of: (site: Site, shown: Shown) => number | undefined;
  readonly meets: (measured: number, published: number) => boolean;
}

const same = (measured: number, published: number): boolean => measured === published;
const atMost = (measured: number, published: number): boolean => measured <= published;
const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.round(ms / 100) / 10);
const cellsOf = (site: Site) => placesOf(site).filter(({ kind }) => kind === 'cell');

/** Figures that a preset may publish, by name. */
const MEASURES: Readonly<Record<string, Measure>> = {
  // A ground hall with bays only is no storey of the press.
  storeys: { of: (site) => new Set(cellsOf(site).map(({ level }) => level)).size, meets: same },
  capacity: { of: (site) => cellsOf(site).length, meets: same },
  bays: { of: (site) => site.tower.bays.length, meets: same },
  deliverTimeMax: { of: (_site, { deliverMs }) => seconds(deliverMs), meets: atMost },
  collectTimeMax: { of: (_site, { collectMs }) => seconds(collectMs), meets: atMost },
};

/** Holds a tower against its published figures. A figure without a measure is shown, and neither met nor missed. */
export function checkPublished(site: Site, shown: Shown): readonly FigureCheck[] {
  return site.published.map(({ figure, value, unit, source }) => {
    const measure = MEASURES[figure];
    const measured = measure?.of(site, shown);
    return { figure, published: value, unit, source, measured: measured ?? null, met: measure === undefined || measured === undefined ? null : measure.meets(measured, value) };
  });
}
