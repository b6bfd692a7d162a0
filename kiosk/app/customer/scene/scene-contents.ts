import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { bareCell } from '../flow/tower-digest.ts';

/** What stands where: `cell:2-3R`, `bay:A` and `carriage`, with pallet and car. */
export interface Occupant {
  readonly hasPallet: boolean;
  readonly carId: string | undefined;
  /** Known to be there; an unknown place is drawn hatched. */
  readonly isKnown: boolean;
}

export interface SceneContents {
  readonly places: Readonly<Record<string, Occupant>>;
  readonly carriage: Occupant;
}

const occupantOf = (view: { readonly palletId?: string | undefined; readonly carId?: string | undefined; readonly state: string }): Occupant => ({
  hasPallet: view.palletId !== undefined || view.carId !== undefined,
  carId: view.carId,
  isKnown: view.state !== 'unknown',
});

/** The inventory as the drawing needs it. */
export function contentsOf(tower: TowerSnapshot): SceneContents {
  return {
    places: Object.fromEntries([
      ...Object.entries(tower.cells).map(([id, view]) => [`cell:${bareCell(id)}`, occupantOf(view)] as const),
      ...Object.entries(tower.bays).map(([id, view]) => [`bay:${id}`, occupantOf(view)] as const),
    ]),
    carriage: occupantOf(tower.carriage),
  };
}
