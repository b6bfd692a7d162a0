import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';

/** What the drawing says of one place. */
export interface PlaceState {
  readonly state: string;
  readonly palletId: string | undefined;
  readonly carId: string | undefined;
  readonly isOutOfService: boolean;
}

type Stood = { readonly state: string; readonly palletId?: string | undefined; readonly carId?: string | undefined };
const unknown: Stood = { state: 'unknown' };

/** State of a place by its id (`cell:2-1R`, `bay:A`), by the inventory and what is out of service. A place that nobody tells of is unknown. */
export function placeStateOf(tower: TowerSnapshot, placeId: string): PlaceState {
  const [kind, name = ''] = placeId.split(':');
  const { state, palletId, carId }: Stood = (kind === 'bay' ? tower.bays[name] : tower.cells[name]) ?? unknown;
  const isOutOfService = (tower.quarantines ?? []).some(({ place }) => place === placeId);
  return { state, palletId, carId, isOutOfService };
}

/** Where a pallet or car is by the inventory: a place id or `carriage`; undefined when it is not in the tower. */
export function placeOf(tower: TowerSnapshot, what: 'palletId' | 'carId', id: string): string | undefined {
  if (tower.carriage[what] === id) return 'carriage';
  const cell = Object.entries(tower.cells).find(([, view]) => view[what] === id);
  if (cell !== undefined) return `cell:${cell[0]}`;
  const bay = Object.entries(tower.bays).find(([, view]) => view[what] === id);
  return bay === undefined ? undefined : `bay:${bay[0]}`;
}

/** Every pallet, or every car, that the inventory has in the tower. */
export function everyOne(tower: TowerSnapshot, what: 'palletId' | 'carId'): readonly string[] {
  const views: readonly Stood[] = [...Object.values(tower.cells), ...Object.values(tower.bays), { state: '', palletId: tower.carriage.palletId, carId: tower.carriage.carId }];
  return [...new Set(views.flatMap((view) => view[what] ?? []))].toSorted();
}
