import type { TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { palletInTransfer } from '../flow/pallet-in-transfer.ts';
import { bareCell } from '../flow/car-place.ts';

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

/** Phases that begin when the car has driven out: the books keep it until two proofs have held, the picture must not. */
const DRIVEN_OUT: ReadonlySet<string> = new Set(['proving', 'closing', 'puttingAway']);

function bayOf(id: string, view: TowerSnapshot['bays'][string], tower: TowerSnapshot): Occupant {
  // A car that drives in is in the books only behind the shut door; the sensors of the bay see it before.
  const comesIn = tower.returns?.find((one) => one.bay === id && one.checkIn !== undefined && one.checkIn.stage !== 'comeIn');
  if (comesIn !== undefined) return { ...occupantOf(view), carId: comesIn.carId };
  const hasLeft = tower.collections.some(({ bay, phase, carId }) => bay === id && carId === view.carId && DRIVEN_OUT.has(phase));
  return hasLeft ? { ...occupantOf(view), carId: undefined } : occupantOf(view);
}

/** The inventory as the drawing needs it. A pallet between two places is drawn on the shuttle, which holds it. */
export function contentsOf(tower: TowerSnapshot): SceneContents {
  const moved = palletInTransfer(tower);
  const cellOf = (id: string, view: TowerSnapshot['cells'][string]): Occupant =>
    moved !== undefined && bareCell(moved.homeCell) === bareCell(id) ? { hasPallet: false, carId: undefined, isKnown: true } : occupantOf(view);
  return {
    places: Object.fromEntries([
      ...Object.entries(tower.cells).map(([id, view]) => [`cell:${bareCell(id)}`, cellOf(id, view)] as const),
      ...Object.entries(tower.bays).map(([id, view]) => [`bay:${id}`, bayOf(id, view, tower)] as const),
    ]),
    carriage: moved === undefined ? occupantOf(tower.carriage) : { hasPallet: true, carId: moved.carId, isKnown: true },
  };
}
