import { placesOf } from '../../config/places.ts';
import type { PlantState } from '../plant/plant.port.ts';
import type { Stage, StageCollection } from './stage.port.ts';

/** Slower than this is standing, mm/s. */
const STILL_MM_PER_S = 2;
/** A whole collection, customer included, is over by then. */
const COLLECTION_MS = 600_000;
/** From the accepted request to the open outer door. */
const ARRIVAL_MS = 300_000;
/** Whoever only waits for an end looks at the screen this often: a whole snapshot is made for each look while the tower moves. */
const GLANCE_MS = 500;

/** A collection that the tower has accepted. */
export interface Asked {
  readonly collectionId: string;
  readonly bay: string;
  readonly carId: string;
  readonly palletId: string;
  readonly cell: string;
}

/** Pallets with cars, in the order of the places: level, position, left before right. */
export function carsInCells(stage: Stage): readonly { readonly palletId: string; readonly carId: string; readonly cell: string }[] {
  const pallets = Object.entries(stage.plant.state.pallets);
  return placesOf(stage.site).flatMap(({ id }) =>
    pallets.flatMap(([palletId, { place, car }]) => (place === id && id.startsWith('cell:') && car !== undefined ? [{ palletId, carId: car, cell: id }] : [])),
  );
}

/** Asks for the car of a cell, by default of the last cell, the farthest up. Undefined, and a failed expectation, when refused. */
export async function askFor(stage: Stage, wanted = carsInCells(stage).at(-1)): Promise<Asked | undefined> {
  stage.expect('a car stands in a cell', wanted !== undefined);
  if (wanted === undefined) return undefined;
  const collectionId = `play-${wanted.carId}`;
  const asked = await stage.tower.collect({ collectionId, bookingId: undefined, carId: wanted.carId });
  stage.expect(`the tower accepts the collection of ${wanted.carId}`, asked.ok, asked.ok ? undefined : asked.error.message);
  return asked.ok ? { collectionId, bay: asked.value.bay, ...wanted } : undefined;
}

/** The collection as the controller shows it; undefined once it has ended. */
export function collectionOf(stage: Stage, collectionId: string): StageCollection | undefined {
  return stage.tower.snapshot().tower.collections.find((one) => one.collectionId === collectionId);
}

const isOver = (collection: StageCollection | undefined): boolean =>
  collection === undefined || ['done', 'stalled', 'cancelled'].includes(collection.phase);

/** Waits until the outer door stands open with the car behind it. */
export async function untilHandedOver(stage: Stage, { bay, palletId }: Asked): Promise<boolean> {
  const { pallets, doors } = stage.plant.state;
  const arrived = await stage.clock.until(() => pallets[palletId]?.place === `bay:${bay}` && (doors[`${bay}.outer`]?.position ?? 0) >= 0.99, ARRIVAL_MS);
  stage.expect(`${palletId} stands in bay ${bay} behind an open outer door`, arrived, whereabouts(stage, palletId));
  return arrived;
}

/** Waits until the collection has ended and its empty pallet stands at home again, and states both. */
export async function untilEnded(stage: Stage, asked: Asked): Promise<boolean> {
  const { state } = stage.plant;
  // Paused is a question to a person; nobody in these plays answers it unasked.
  const ended = await stage.clock.until(() => {
    const collection = collectionOf(stage, asked.collectionId);
    return isOver(collection) || collection?.paused === true;
  }, COLLECTION_MS, GLANCE_MS);
  const collection = collectionOf(stage, asked.collectionId);
  const home = state.pallets[asked.palletId]?.place === asked.cell;
  const phase = collection === undefined ? 'ended' : `${collection.phase}${collection.paused ? ', paused' : ''}`;
  stage.expect(`the collection of ${asked.carId} ends by itself`, ended && collection?.paused !== true && collection?.phase !== 'stalled', `${phase}; ${reasonsOf(stage)}`);
  stage.expect(`${asked.carId} has left and ${asked.palletId} stands in ${asked.cell} again`, home && state.cars[asked.carId]?.place === 'outside', whereabouts(stage, asked.palletId));
  return home;
}

/** Where a pallet and its car are, for people. */
export function whereabouts({ plant: { state } }: Stage, palletId: string): string {
  const pallet = state.pallets[palletId];
  return `${palletId} in ${pallet?.place ?? 'nowhere'} with ${pallet?.car ?? 'no car'}, lift at ${state.axes.lift.positionMm.toFixed(0)} mm`;
}

/** Why the controller does not move, for people. */
export function reasonsOf({ tower }: Stage): string {
  const { state, resetNeeded, reasons } = tower.snapshot().tower;
  return `tower ${state}, reset by ${resetNeeded ?? 'nobody'}, ${reasons.map(({ interlockId, fact }) => `${interlockId} ${fact}`).join(', ') || 'no reasons'}`;
}

/** Whether anything that could hurt moves: an axis, or a door towards the shaft. */
export function machineMoves({ axes, doors }: PlantState): boolean {
  return (
    (['lift', 'travel', 'turn', 'shuttle'] as const).some((id) => Math.abs(axes[id]?.velocityMmPerS ?? 0) > STILL_MM_PER_S) ||
    Object.entries(doors).some(([id, door]) => id.endsWith('.inner') && door.velocityPerS !== 0)
  );
}

/** States that no axis and no inner door moves for a while. */
export async function expectStandstill(stage: Stage, sentence: string, ms: number): Promise<void> {
  const moved = await stage.clock.until(() => machineMoves(stage.plant.state), ms);
  stage.expect(sentence, !moved, `${JSON.stringify(stage.plant.state.axes)} after ${stage.clock.nowMs().toFixed(0)} ms`);
}

/**
 * What the journal has elsewhere than it is, in words: pallets by place, cars by pallet. `seen`: objects that people have moved by hand, and where; what no
 * sensor has come to since, no journal can know.
 */
export async function misplaced(stage: Stage, seen: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const journal = await stage.inventory();
  const { pallets, cars } = stage.plant.state;
  return [
    ...Object.entries(pallets).filter(([id, { place }]) => journal.pallets[id] !== place && seen[`pallet:${id}`] !== place).map(([id, { place }]) => `${id} is in ${place}, journal says ${journal.pallets[id] ?? 'nothing'}`),
    ...Object.entries(cars).filter(([id, { place }]) => journal.cars[id] !== place).map(([id, { place }]) => `${id} is on ${place}, journal says ${journal.cars[id] ?? 'nothing'}`),
  ];
}

/** States that the journal's inventory is the truth, place by place. */
export async function expectInventoryTrue(stage: Stage): Promise<void> {
  const wrong = await misplaced(stage);
  stage.expect('the journal knows where everything is', wrong.length === 0, wrong.join('; '));
}

/** States that no invariant was violated and nothing touched. */
export function expectNoViolation(stage: Stage): void {
  const found = stage.violations();
  stage.expect('no invariant was violated', found.length === 0, found.map(({ invariant, detail }) => `${invariant}: ${detail}`).join('; '));
}

/** Breaks something, and states that it could be broken. */
export function breaks(stage: Stage, target: string, verb: string, how: Parameters<Stage['faults']['start']>[2] = {}): void {
  const started = stage.faults.start(target, verb, how);
  stage.expect(`${target} can be ${verb}`, started.ok, started.ok ? undefined : started.error.message);
}
