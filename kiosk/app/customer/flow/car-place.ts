import { placesOf } from '../../../../config/places.ts';
import type { SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { palletInTransfer } from './pallet-in-transfer.ts';

/** Where a car is, as far as the tower knows. */
export type CarPlace =
  | { readonly kind: 'cell'; readonly level: string; readonly position: string }
  /** `levels`: the one at which it stands, or the two between which it does; absent while that is not measured. */
  | { readonly kind: 'lift'; readonly levels?: readonly [string] | readonly [lower: string, upper: string] }
  /** Between the lift and a place, on the shuttle. */
  | { readonly kind: 'shuttle' }
  | { readonly kind: 'bay'; readonly bay: string }
  | { readonly kind: 'unknown' };

/** As near as this, the lift stands at a level, mm. */
const AT_LEVEL_MM = 60;

/** Where the lift stands, by its measured height. */
function liftLevels(tower: TowerSnapshot, site: SiteView): readonly [string] | readonly [string, string] | undefined {
  const lift = tower.axes['lift'];
  if (lift?.quality !== 'good') return undefined;
  const levels = site.tower.levels.toSorted((a, b) => a.zMm - b.zMm);
  const at = levels.find(({ zMm }) => Math.abs(zMm - lift.positionMm) <= AT_LEVEL_MM);
  if (at !== undefined) return [at.id];
  const lower = levels.findLast(({ zMm }) => zMm < lift.positionMm);
  const upper = levels.find(({ zMm }) => zMm > lift.positionMm);
  return lower !== undefined && upper !== undefined ? [lower.id, upper.id] : undefined;
}

/** Cell ids are written with or without their kind, depending on who names them. */
export const bareCell = (cell: string): string => cell.replace(/^cell:/u, '');

/** The place of a car in the inventory of a snapshot. */
export function carPlace(tower: TowerSnapshot, carId: string, site: SiteView): CarPlace {
  if (tower.carriage.carId === carId) {
    const levels = liftLevels(tower, site);
    return levels === undefined ? { kind: 'lift' } : { kind: 'lift', levels };
  }
  if (palletInTransfer(tower)?.carId === carId) return { kind: 'shuttle' };
  const bay = Object.entries(tower.bays).find(([, view]) => view.carId === carId);
  if (bay !== undefined) return { kind: 'bay', bay: bay[0] };
  const cell = Object.entries(tower.cells).find(([, view]) => view.carId === carId);
  const place = placesOf(site).find(({ name }) => cell !== undefined && name === bareCell(cell[0]));
  return place === undefined ? { kind: 'unknown' } : { kind: 'cell', level: place.level, position: place.position };
}
