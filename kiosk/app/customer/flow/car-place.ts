import { placesOf } from '../../../../config/places.ts';
import type { SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { palletInTransfer } from './pallet-in-transfer.ts';

/** Where a car is, as far as the tower knows. */
export type CarPlace =
  | { readonly kind: 'cell'; readonly level: string; readonly position: string }
  | { readonly kind: 'lift' }
  /** Between the lift and a place, on the shuttle. */
  | { readonly kind: 'shuttle' }
  | { readonly kind: 'bay'; readonly bay: string }
  | { readonly kind: 'unknown' };

/** Cell ids are written with or without their kind, depending on who names them. */
export const bareCell = (cell: string): string => cell.replace(/^cell:/u, '');

/** The place of a car in the inventory of a snapshot. */
export function carPlace(tower: TowerSnapshot, carId: string, site: SiteView): CarPlace {
  if (tower.carriage.carId === carId) return { kind: 'lift' };
  if (palletInTransfer(tower)?.carId === carId) return { kind: 'shuttle' };
  const bay = Object.entries(tower.bays).find(([, view]) => view.carId === carId);
  if (bay !== undefined) return { kind: 'bay', bay: bay[0] };
  const cell = Object.entries(tower.cells).find(([, view]) => view.carId === carId);
  const place = placesOf(site).find(({ name }) => cell !== undefined && name === bareCell(cell[0]));
  return place === undefined ? { kind: 'unknown' } : { kind: 'cell', level: place.level, position: place.position };
}
