import { createHash } from 'node:crypto';
import type { Stage } from '../../../../sim/scenarios/stage.port.ts';

const rounded = (value: number | undefined): number | undefined => (value === undefined ? undefined : Math.round(value));
const HUNDREDTHS = 100;

/** How a tower is found, in short, and whether the journal knows at this moment where everything is. */
export interface Situation {
  readonly situation: string;
  /** Not while a customer who drives off has not been seen to have left: that is proven on the way on. */
  readonly isTrue: boolean;
}

/**
 * What whoever goes on finds after the way back: what the journal knows of orders and stock, and how the tower stands. A controller that has just booted knows
 * nothing else, so that two runs of a sequence with the same situation go on in the same way.
 */
export async function situationOf(stage: Stage): Promise<Situation> {
  const { axes, doors, lockPin, fork, palletLock, pallets, cars, bays, coupledPallet } = stage.plant.state;
  const journal = await stage.inventory();
  const found = {
    orders: stage.tower.snapshot().tower.orders.map(({ orderId, phase, stage: at, back, ways, bay, palletId }) => [orderId, phase, at, back, ways, bay, palletId]),
    journal,
    axes: Object.entries(axes).map(([id, axis]) => [id, rounded((axis as { readonly positionMm: number }).positionMm)]),
    doors: Object.entries(doors).map(([id, { position, locked }]) => [id, rounded(position * HUNDREDTHS), locked]),
    bolts: [lockPin.position, fork.position, palletLock.position, coupledPallet],
    pallets: Object.entries(pallets).map(([id, { place, yMm }]) => [id, place, rounded(yMm)]),
    cars: Object.entries(cars).map(([id, { place, offsetMm }]) => [id, place, rounded(offsetMm)]),
    bays: Object.entries(bays).map(([id, { persons, passagesIn, passagesOut }]) => [id, persons, passagesIn, passagesOut]),
  };
  return {
    situation: createHash('sha256').update(JSON.stringify(found)).digest('hex').slice(0, 16),
    isTrue: Object.entries(pallets).every(([id, { place }]) => journal.pallets[id] === place) && Object.entries(cars).every(([id, { place }]) => journal.cars[id] === place),
  };
}
