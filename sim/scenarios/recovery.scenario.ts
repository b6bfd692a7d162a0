import { placesOf } from '../../config/places.ts';
import { followPage, type Hints } from './follow-page.ts';
import { untilMoment, type MomentName } from './moments.ts';
import { askFor, carsInCells, collectionOf, reasonsOf, type Asked } from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';
import { scene } from './trouble.ts';

const TECHNICIAN = 'technician';
const ENDS_MS = 600_000;

/** An interruption of a delivery, and somebody who only follows the page; the customer comes when the car does. */
function interrupted(name: string, at: MomentName, sentence: string, interrupt: (stage: Stage) => Promise<void>, expected: readonly string[], hints?: Hints): Scenario {
  return scene(name, 'recovery', sentence, async (stage) => {
    const asked = await askFor(stage, carsInCells(stage).at(-1));
    if (asked === undefined || !(await untilMoment(stage, asked, at))) return;
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    await interrupt(stage);
    const done = await followPage(stage, hints);
    for (const deed of expected) stage.expect(`the page has led to: ${deed}`, done.some((one) => one.startsWith(deed)), done.join(', '));
    stage.expect('the delivery is over', collectionOf(stage, asked.collectionId) === undefined, reasonsOf(stage));
  });
}

async function pressStop({ tower, clock, expect }: Stage): Promise<void> {
  const stopped = await tower.stop('somebody asked');
  expect('the stop is taken', stopped.ok);
  await clock.runFor(5000);
}

/** Power of a drive fails and comes back: it has lost its reference. */
function powerOff(target: 'lift' | 'travel' | 'shuttle') {
  return async ({ faults, clock, expect }: Stage): Promise<void> => {
    expect(`the ${target} drive loses its power`, faults.start(target, 'off').ok);
    await clock.runFor(3000);
    faults.clear(target);
    await clock.runFor(2000);
  };
}

async function dieAndComeBack({ controller, clock }: Stage): Promise<void> {
  controller.kill();
  await clock.runFor(3000);
  await controller.restart();
  await clock.runFor(5000);
}

export const recoverTransferStopped = interrupted(
  'recover-transfer-complete', 'palletSlides', 'Stop is pressed with a pallet half-way between cell and carriage: the page offers to push on, and the delivery ends as it should.',
  pressStop, ['reset', 'complete order:'],
);

export const recoverTransferReversed = interrupted(
  'recover-transfer-reverse', 'palletIntoBay', 'Stop is pressed with a pallet half-way into the bay: the page offers to take it back, and the car stands in its cell again.',
  pressStop, ['reset', 'reverse order:'], { ways: ['settle', 'home', 'recover', 'level', 'reverse', 'complete'] },
);

export const recoverShuttleLostInBay = interrupted(
  'recover-shuttle-lost-in-bay', 'palletIntoBay', 'The shuttle drive loses its reference while it reaches into a bay: it comes back at creep by its switches with the inner door as it is, and the delivery goes on.',
  powerOff('shuttle'), ['recover reference:shuttle', 'complete order:'],
);

export const recoverLiftLost = interrupted(
  'recover-lift-lost', 'liftComes', 'The lift drive loses its reference with a car on the carriage: nothing goes on before it is homed.',
  powerOff('lift'), ['home reference:lift', 'complete order:'],
);

export const recoverBetweenLevels = interrupted(
  'recover-between-levels', 'liftComes', 'The controller dies with the lift between two levels: after the start it creeps to the nearest one, is pinned, and the order goes on when told.',
  dieAndComeBack, ['settle', 'level carriage', 'complete order:'],
);

export const recoverEncoderSlip = interrupted(
  'recover-encoder-slip', 'liftComes', 'The encoder of the lift slips: drive and distance meter differ, the lift stops, and homing takes the slip away.',
  async ({ faults, clock, expect }) => {
    expect('the encoder slips', faults.start('lift', 'wrong', { amount: 40 }).ok);
    await clock.runFor(5000);
  },
  ['home reference:lift', 'complete order:'],
);

/** Somebody has swapped two pallets by hand, and told nobody. */
function swapByHand({ plant: { state }, site, truthChanged }: Stage, one: string, other: string): void {
  const places = placesOf(site);
  const [a, b] = [state.pallets[one], state.pallets[other]];
  if (!a || !b) throw new Error(`there is no ${one} or no ${other}`);
  [a.place, b.place] = [b.place, a.place];
  for (const pallet of [a, b]) pallet.yMm = places.find(({ id }) => id === pallet.place)?.reachMm ?? 0;
  truthChanged();
}

const outOfService = async ({ tower }: Stage): Promise<readonly string[]> => {
  const page = await tower.recovery();
  return page.ok ? page.value.quarantines.map(({ place }) => place) : [];
};

/** The order has ended in a disagreement. */
async function untilStalled(stage: Stage, asked: Asked): Promise<void> {
  const stalled = await stage.clock.until(() => collectionOf(stage, asked.collectionId) === undefined, ENDS_MS);
  stage.expect('the order ends without its end', stalled, reasonsOf(stage));
  await stage.clock.runFor(1000);
}

export const recoverSwappedPallets = scene(
  'recover-swapped-pallets', 'recovery', 'Two pallets were swapped by hand: nobody gets the wrong car, the cell of the one that came instead goes out of service, and following the page everything is where the journal says.',
  async (stage) => {
    const [first, second] = carsInCells(stage).slice(-2);
    if (!first || !second) return;
    swapByHand(stage, first.palletId, second.palletId);
    const asked = await askFor(stage, first);
    if (asked === undefined) return;
    await untilStalled(stage, asked);
    stage.expect('nobody has got a car', Object.values(stage.plant.state.cars).every(({ place }) => place !== 'outside'));
    const settled = await stage.tower.settle(TECHNICIAN, 'looked at the carriage');
    stage.expect('what seats and tag prove is settled', settled.ok, settled.ok ? undefined : settled.error.message);
    const out = await outOfService(stage);
    stage.expect('the cell of the pallet that came instead is out of service', out.includes(second.cell), out.join(', '));
    await followPage(stage, { seen: { [`pallet:${first.palletId}`]: second.cell } });
    stage.expect('nothing is out of service any more', (await outOfService(stage)).length === 0, (await outOfService(stage)).join(', '));
  },
);

export const recoverBrakeSlips = scene(
  'recover-brake-slips', 'recovery', 'The brake of the lift does not hold: the lift goes out of service, no car is promised, and only the evidence of a technician brings it back.',
  async (stage) => {
    const { lift } = stage.plant.state.axes;
    const slipping = await stage.clock.until(() => {
      lift.positionMm += 0.5;
      stage.truthChanged();
      return stage.tower.snapshot().tower.resetNeeded !== undefined;
    }, 10_000);
    stage.expect('a lift that moves by itself stops the tower', slipping, reasonsOf(stage));
    await stage.clock.runFor(3000);
    const taken = await stage.tower.choose({ object: 'brake:lift', way: 'quarantine', why: 'it sank by itself', by: TECHNICIAN, second: undefined });
    stage.expect('the page offers to take the lift out of service', taken.ok, taken.ok ? undefined : taken.error.message);
    await followPage(stage);
    const refused = await stage.tower.collect({ collectionId: 'too-early', bookingId: undefined, carId: carsInCells(stage).at(-1)?.carId ?? '' });
    stage.expect('no car is promised', !refused.ok && refused.error.code === 'quarantined', refused.ok ? 'promised' : refused.error.message);
    const standing = await stage.tower.liftQuarantine({ place: 'lift', proof: 'sensors', why: 'it stands now', by: TECHNICIAN });
    stage.expect('standing still proves no brake', !standing.ok);
    const tested = await stage.tower.liftQuarantine({ place: 'lift', proof: 'evidence', why: 'lining changed, tested with full load', by: TECHNICIAN });
    stage.expect('a tested brake does', tested.ok, tested.ok ? undefined : tested.error.message);
  },
);

/** The scenarios of recovery, in the order in which they are listed. */
export const recoveryScenarios: readonly Scenario[] = [
  recoverTransferStopped, recoverTransferReversed, recoverShuttleLostInBay, recoverLiftLost, recoverBetweenLevels, recoverEncoderSlip, recoverSwappedPallets, recoverBrakeSlips,
];
