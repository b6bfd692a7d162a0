import type { Place } from '../../../../config/places.ts';
import type { CollectionView, ReturnView, TowerSnapshot } from '../../../../controller/api/contract/index.ts';
import { bareCell } from '../flow/car-place.ts';
import { palletInTransfer } from '../flow/pallet-in-transfer.ts';

/** The way of one car through the tower: out to its customer, or back in. */
export interface Journey {
  readonly way: 'out' | 'in';
  readonly id: string;
  readonly carId: string;
  readonly phase: CollectionView['phase'] | ReturnView['phase'];
  readonly isPaused: boolean;
  /** Where it comes from, or where it goes to; undefined while the tower has not said it. */
  readonly cell: Place | undefined;
  readonly bay: Place | undefined;
  /** The car is on the carriage, or on its shuttle. */
  readonly isCarried: boolean;
}

const cellOf = ({ cells }: TowerSnapshot, carId: string): string | undefined => Object.entries(cells).find(([, cell]) => cell.carId === carId)?.[0];

/** The journey of a car by the orders of a snapshot, through the places of its site; undefined when it makes none. */
export function journeyOf(tower: TowerSnapshot, carId: string | undefined, places: readonly Place[]): Journey | undefined {
  if (carId === undefined) return undefined;
  const placeNamed = (kind: Place['kind'], name: string | undefined): Place | undefined =>
    places.find((place) => place.kind === kind && name !== undefined && place.name === bareCell(name));
  const isCarried = tower.carriage.carId === carId || palletInTransfer(tower)?.carId === carId;
  const collection = tower.collections.find((each) => each.carId === carId);
  if (collection !== undefined) {
    const { collectionId, phase, paused, fromCell, bay } = collection;
    return { way: 'out', id: collectionId, carId, phase, isPaused: paused, cell: placeNamed('cell', fromCell), bay: placeNamed('bay', bay), isCarried };
  }
  const back = tower.returns?.find((each) => each.carId === carId);
  if (back === undefined) return undefined;
  // Once it stands in its place there is no order any more: the inventory says where that is.
  const toCell = back.phase === 'done' ? cellOf(tower, carId) : tower.orders.find(({ orderId }) => orderId === back.returnId)?.toCell;
  return { way: 'in', id: back.returnId, carId, phase: back.phase, isPaused: back.paused, cell: placeNamed('cell', toCell), bay: placeNamed('bay', back.bay), isCarried };
}

/** Phases of a collection in which the lift has not taken the car yet: it can be seen up there. */
const STILL_UP: readonly Journey['phase'][] = ['queued', 'finding'];

/** Where the customer has to look to see the car through the glass; undefined once it is taken, for then it moves. */
export function placeToLookAt(journey: Journey | undefined): Place | undefined {
  return journey?.way === 'out' && STILL_UP.includes(journey.phase) && !journey.isCarried ? journey.cell : undefined;
}

/** Phases in which a bay is lit: the car comes into it, stands in it, or is looked at in it. */
const LIT: readonly Journey['phase'][] = ['presenting', 'opening', 'handover', 'awaiting', 'closing', 'checking'];

/** Name of the bay that is lit for this journey. */
export const litBay = (journey: Journey | undefined): string | undefined =>
  journey !== undefined && LIT.includes(journey.phase) ? journey.bay?.name : undefined;
