import type { BringerManner } from '../people/people.port.ts';
import { beginOrder, emptyPallet, orderOf, untilIdle } from './orders.scenario.ts';
import { expectInventoryTrue, expectNoViolation, machineMoves, reasonsOf, whereabouts } from './plays.ts';
import type { Stage, StageReturn } from './stage.port.ts';

/** Everything that a customer may need for one thing. */
const PATIENCE_MS = 300_000;
/** The outer door may take this long to let somebody out (I18), and an attempt to move would have shown by then. */
const NOTHING_MS = 60_000;

/** A return that the tower waits for, its outer door open. */
export interface Returned {
  readonly returnId: string;
  readonly bay: string;
  readonly carId: string;
  readonly palletId: string;
}

/** The return as screens show it. */
export function returnOf(stage: Stage, { returnId }: Returned): StageReturn | undefined {
  return stage.tower.snapshot().tower.returns?.find((one) => one.returnId === returnId);
}

/** A car is out, and is announced again with `people` in it; waits until an empty pallet stands behind an open door. `wanted`: which one. */
export async function announceReturn(stage: Stage, people = 1, wanted?: Parameters<typeof emptyPallet>[1]): Promise<Returned | undefined> {
  const out = await emptyPallet(stage, wanted);
  if (out === undefined) return undefined;
  const returnId = `return-${out.carId}`;
  if (!(await beginOrder(stage, { kind: 'receive', orderId: returnId, carId: out.carId, people }))) return undefined;
  await stage.clock.until(() => orderOf(stage, returnId)?.phase === 'awaiting', PATIENCE_MS);
  const order = orderOf(stage, returnId);
  stage.expect('an empty pallet waits behind an open door', order?.phase === 'awaiting', `${order?.phase ?? 'none'}; ${reasonsOf(stage)}`);
  if (order?.bay === undefined || order.palletId === undefined) return undefined;
  return { returnId, bay: order.bay, carId: out.carId, palletId: order.palletId };
}

/** Sends somebody with the car. Returns their number. */
export function bring(stage: Stage, { bay, carId }: Returned, manner: BringerManner = {}): number {
  return stage.people.assign({ kind: 'bringer', bay, carId, manner });
}

/** Waits until the screen asks for this, and states that it does. */
export async function untilAsked(stage: Stage, returned: Returned, asked: string, sentence: string): Promise<boolean> {
  const came = await stage.clock.until(() => returnOf(stage, returned)?.checkIn?.stage === asked, PATIENCE_MS);
  stage.expect(sentence, came, JSON.stringify(returnOf(stage, returned)));
  return came;
}

/** Both buttons beside the door, by whoever stands there. */
export async function pressBoth(stage: Stage, { bay }: Returned): Promise<void> {
  for (const side of ['left', 'right'] as const) {
    stage.people.attendant.pressAllClear(bay, side);
    await stage.clock.runFor(1000);
  }
}

/** States that for a minute neither machine nor outer door moves, whatever was pressed. */
export async function expectNothing(stage: Stage, { bay }: Returned, sentence: string): Promise<void> {
  const outer = stage.plant.state.doors[`${bay}.outer`];
  const moved = await stage.clock.until(() => machineMoves(stage.plant.state) || (outer?.position ?? 0) < 0.99, NOTHING_MS);
  stage.expect(sentence, !moved, `outer door at ${String(outer?.position)}; ${reasonsOf(stage)}`);
}

/** Waits until the car is in a cell on its pallet, and states that and that nothing was broken. */
export async function untilTakenIn(stage: Stage, { carId, palletId }: Returned): Promise<void> {
  await untilIdle(stage);
  const { state } = stage.plant;
  const taken = state.cars[carId]?.place === palletId && state.pallets[palletId]?.place.startsWith('cell:') === true;
  stage.expect('the car stands in a cell', taken, `${whereabouts(stage, palletId)}, ${carId} on ${state.cars[carId]?.place ?? 'nothing'}`);
  await expectInventoryTrue(stage);
  expectNoViolation(stage);
}

/** Waits until the car is refused, has somebody drive it out, and states that its pallet is at home without it. */
export async function untilLetOut(stage: Stage, returned: Returned, code: string): Promise<void> {
  const { returnId, bay, carId, palletId } = returned;
  const refused = await stage.clock.until(() => orderOf(stage, returnId)?.phase === 'leaving', PATIENCE_MS);
  stage.expect(`the car is refused as ${code}`, refused && orderOf(stage, returnId)?.refusal === code, JSON.stringify(returnOf(stage, returned)));
  stage.people.assign({ kind: 'driver', bay, carId });
  await untilIdle(stage);
  const { state } = stage.plant;
  stage.expect('the car is outside and its pallet is in a cell', state.cars[carId]?.place === 'outside' && state.pallets[palletId]?.place.startsWith('cell:') === true, whereabouts(stage, palletId));
  await expectInventoryTrue(stage);
  expectNoViolation(stage);
}

/** Breaks a sensor, and states that it is broken. */
export function sabotage(stage: Stage, target: string, kind: string): void {
  const broken = stage.faults.start(target, kind);
  stage.expect(`${target} is ${kind}`, broken.ok, broken.ok ? undefined : broken.error.message);
}

/** The person that the kiosk knows says there that nobody is left, and is heard. */
export async function sayAtKiosk(stage: Stage, { returnId }: Returned): Promise<void> {
  const said = await stage.tower.allClear(returnId, { role: 'customer' });
  stage.expect('the kiosk takes the word', said.ok, said.ok ? undefined : said.error.message);
}
