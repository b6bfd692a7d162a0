import { createSeededRng, type SeededRng } from '../time/seeded-rng.ts';
import type { BringerManner } from '../people/people.port.ts';
import { attend, type Chance, type Duty } from './on-duty.ts';
import { orderOf } from './orders.scenario.ts';
import { carsInCells, expectInventoryTrue, expectNoViolation, reasonsOf } from './plays.ts';
import { helpReturn } from './returns-help.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';

/** Deliveries and returns together. */
const ORDERS = 100;
/** Everything that happens by chance happens within so long of the beginning of an order. */
const CHANCES_MS = 240_000;
/** A car that was refused is brought again, so often at most. */
const BRINGS = 4;
const ASKS = 5;
const ASK_AGAIN_MS = 5000;

/** How often out of a hundred orders, and each by lots of its own. */
const WALK_IN = 70;
const SECOND_WALK_IN = 25;
const STOP_PRESSED = 20;
const EMERGENCY_STOP = 8;
/** Fewer of each would not be a play with people about. */
const LEAST_WALK_INS = 40;
const LEAST_STOPS = 8;

/** How cars are brought back, and how many people sit in them. */
const MANNERS: readonly { readonly manner: BringerManner; readonly people: number }[] = [
  { manner: {}, people: 1 }, { manner: {}, people: 1 }, { manner: {}, people: 1 },
  { manner: { companions: 1 }, people: 2 }, { manner: { companions: 3 }, people: 4 },
  { manner: { walksBack: true }, people: 1 }, { manner: { presses: 'none' }, people: 1 },
  { manner: { opensTailgate: true }, people: 1 }, { manner: { forgetsBrake: true }, people: 1 },
  { manner: { staying: 1 }, people: 2 }, { manner: { aimMm: 380, straightens: true }, people: 1 },
];

interface Play {
  readonly stage: Stage;
  readonly rng: SeededRng;
  readonly duty: Duty;
  /** What has happened by chance. */
  readonly happened: { walkIns: number; stops: number; emergencyStops: number; refusals: number };
}

function oneOf<T>(rng: SeededRng, list: readonly T[]): T {
  const one = list[rng.int(list.length)];
  if (one === undefined) throw new RangeError('lots are drawn from something');
  return one;
}

/** Somebody who has no business in the bay, sooner or later while the order runs. */
function walkIn({ stage, rng, happened }: Play, bay: string): Chance {
  const atMs = stage.clock.nowMs() + rng.int(CHANCES_MS);
  const stayMs = 1000 + rng.int(20_000);
  const assignment = oneOf(rng, [
    { kind: 'visitor', bay, stayMs }, { kind: 'returner', bay, stayMs, awayMs: 1000 + rng.int(8000) }, { kind: 'loiterer', bay, standMs: 1000 + rng.int(6000) },
  ] as const);
  return { atMs, happen: () => {
    happened.walkIns += 1;
    stage.people.assign(assignment);
  } };
}

function chancesOf(play: Play, bay: string): readonly Chance[] {
  const { stage, rng, happened } = play;
  const comes = (percent: number): boolean => rng.int(100) < percent;
  const at = (): number => stage.clock.nowMs() + rng.int(CHANCES_MS);
  return [
    ...(comes(WALK_IN) ? [walkIn(play, bay)] : []),
    ...(comes(SECOND_WALK_IN) ? [walkIn(play, bay)] : []),
    ...(comes(STOP_PRESSED) ? [{ atMs: at(), happen: async () => {
      happened.stops += 1;
      const stopped = await stage.tower.stop('somebody pressed Stop');
      stage.expect('Stop is taken', stopped.ok, stopped.ok ? undefined : stopped.error.message);
    } }] : []),
    ...(comes(EMERGENCY_STOP) ? [{ atMs: at(), happen: () => {
      happened.emergencyStops += 1;
      stage.people.attendant.pressEmergencyStop();
    } }] : []),
  ];
}

/** Asks until the tower takes it; what it needs may be busy for a moment. */
async function ask<T>({ stage }: Play, sentence: string, request: () => Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }>): Promise<T | undefined> {
  let refused = '';
  for (let asks = 0; asks < ASKS; asks += 1) {
    const answer = await request();
    if (answer.ok) return answer.value;
    refused = answer.error.message;
    await stage.clock.runFor(ASK_AGAIN_MS);
  }
  stage.expect(sentence, false, `${refused} ${reasonsOf(stage)}`);
  return undefined;
}

const nothingToSay = { help: async () => false, question: () => undefined };

async function deliverOne(play: Play, n: number): Promise<string | undefined> {
  const { stage, rng, duty } = play;
  const { carId } = oneOf(rng, carsInCells(stage));
  const collectionId = `hundred-${String(n)}`;
  const asked = await ask(play, `the tower accepts the collection of ${carId}`, () => stage.tower.collect({ collectionId, bookingId: undefined, carId }));
  if (asked === undefined) return undefined;
  stage.people.assign({ kind: 'driver', bay: asked.bay, carId });
  if (!(await attend(stage, duty, { orderId: collectionId, chances: chancesOf(play, asked.bay), ...nothingToSay }))) return undefined;
  const gone = stage.plant.state.cars[carId]?.place === 'outside';
  stage.expect(`${carId} has left`, gone, stage.plant.state.cars[carId]?.place);
  return gone ? carId : undefined;
}

/** Brings a car back, and again when it was refused. */
async function returnOne(play: Play, n: number, carId: string): Promise<boolean> {
  const { stage } = play;
  for (let brings = 0; brings < BRINGS; brings += 1) {
    if (!(await bringOnce(play, `hundred-${String(n)}-${String(brings)}`, carId))) return false;
    const { pallets, cars } = stage.plant.state;
    if (pallets[cars[carId]?.place ?? '']?.place.startsWith('cell:') === true) return true;
  }
  stage.expect(`${carId} is taken in`, false, stage.plant.state.cars[carId]?.place);
  return false;
}

async function bringOnce(play: Play, returnId: string, carId: string): Promise<boolean> {
  const { stage, rng, duty, happened } = play;
  const { manner, people } = oneOf(rng, MANNERS);
  const asked = await ask(play, `the tower accepts the return of ${carId}`, () => stage.tower.order({ kind: 'receive', orderId: returnId, carId, people }));
  if (asked === undefined) return false;
  await stage.clock.until(() => orderOf(stage, returnId)?.bay !== undefined, ASK_AGAIN_MS);
  const bay = orderOf(stage, returnId)?.bay ?? '';
  stage.expect(`the return of ${carId} has a bay`, bay !== '', JSON.stringify(orderOf(stage, returnId)));
  if (bay === '') return false;
  const helped = helpReturn(stage, { returnId, carId, manner, onRefused: () => { happened.refusals += 1; } });
  return attend(stage, duty, { orderId: returnId, chances: chancesOf(play, bay), ...helped });
}

/** Cars and pallets, one by one, in the plant and in the journal. */
async function expectAllAccountedFor(stage: Stage): Promise<void> {
  const { cars, pallets } = stage.plant.state;
  const lost = Object.entries(cars).filter(([, { place }]) => place !== 'outside' && pallets[place]?.place.startsWith('cell:') !== true);
  stage.expect('every car is outside or in a cell', lost.length === 0, lost.map(([id, { place }]) => `${id} on ${place}`).join('; '));
  const journal = await stage.inventory();
  const same = (plant: object, written: object): boolean => Object.keys(plant).sort().join() === Object.keys(written).sort().join();
  stage.expect('plant and journal have the same cars and pallets', same(cars, journal.cars) && same(pallets, journal.pallets), `${String(Object.keys(journal.cars).length)} cars in the journal`);
  await expectInventoryTrue(stage);
}

/** A hundred orders with people about. */
export const hundredAlternating: Scenario = {
  name: 'hundred-alternating',
  sentence: 'A hundred deliveries and returns, one after the other, with people who walk in, Stop and emergency stop by lots: every order ends, every car is accounted for, and nothing was violated.',
  family: 'returns',
  play: async (stage) => {
    const play: Play = { stage, rng: createSeededRng(stage.seed).fork('hundred'), duty: { resets: 0, resumes: 0, homings: 0, helped: 0 }, happened: { walkIns: 0, stops: 0, emergencyStops: 0, refusals: 0 } };
    let ended = 0;
    for (let n = 1; n <= ORDERS; n += 2) {
      const carId = await deliverOne(play, n);
      if (carId === undefined) break;
      ended += 1;
      if (!(await returnOne(play, n + 1, carId))) break;
      ended += 1;
    }
    const { orders, state } = stage.tower.snapshot().tower;
    stage.expect('a hundred orders have ended', ended === ORDERS, `${String(ended)}: ${JSON.stringify(play.duty)}`);
    stage.expect('no order is left and the tower is idle', orders.length === 0 && state === 'idle', `${JSON.stringify(orders)}; ${reasonsOf(stage)}`);
    const { walkIns, stops, emergencyStops } = play.happened;
    stage.expect('people walked in, and Stop and emergency stop were pressed', walkIns >= LEAST_WALK_INS && stops + emergencyStops >= LEAST_STOPS && emergencyStops > 0, JSON.stringify(play.happened));
    stage.expect('somebody on duty was needed', play.duty.resets >= LEAST_STOPS / 2 && play.duty.resumes > 0 && play.duty.helped > 0, JSON.stringify(play.duty));
    await expectAllAccountedFor(stage);
    expectNoViolation(stage);
  },
};
