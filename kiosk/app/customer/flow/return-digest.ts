import type { OrderWay, ReturnView, SiteView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { carPlace } from './car-place.ts';
import type { CarPlace } from './car-place.ts';

/** A car that is brought back, as the flow needs it. */
export interface ReturnDigest extends Pick<ReturnView, 'returnId' | 'carId' | 'bay' | 'phase' | 'paused'> {
  /** Why the car was not taken in, or is asked for once more. */
  readonly refusal: ReturnView['refusal'];
  readonly checkIn: ReturnView['checkIn'];
  /** It was stored, and comes out once more. */
  readonly outAgain: ReturnView['outAgain'];
  readonly carAt: CarPlace;
  readonly person: 'none' | 'present' | 'unknown';
  /** What may be chosen for it now. */
  readonly ways: readonly OrderWay[];
}

/** Every return of a snapshot. */
export function returnDigests(tower: TowerSnapshot, site: SiteView): readonly ReturnDigest[] {
  return (tower.returns ?? []).map(({ returnId, carId, bay, phase, paused, refusal, checkIn, outAgain }) => ({
    returnId, carId, bay, phase, paused, refusal, checkIn, outAgain,
    carAt: carPlace(tower, carId, site),
    person: tower.bays[bay]?.person ?? 'unknown',
    ways: tower.orders.find(({ orderId }) => orderId === returnId)?.ways ?? [],
  }));
}
