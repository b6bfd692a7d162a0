import { breaks, carsInCells, expectStandstill, reasonsOf, untilEnded, type Asked } from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { AtSlot, Stage } from './stage.port.ts';
import { scene } from './trouble.ts';
import { comeBack } from './way-back.ts';

const SITE = 'carvana-san-antonio';
/** A person finds the slot, and a coin has been judged so much later. */
const FINDS_SLOT_MS = 2000;
const SWALLOWED_MS = 450;
/** The flap has given a coin back by then. */
const GIVEN_BACK_MS = 5000;
const DARK_MS = 10_000;
/** Nothing begins in this time that was not asked for. */
const WATCHED_MS = 20_000;

const coinScene = (name: string, sentence: string, play: (stage: Stage) => Promise<void>): Scenario => ({ ...scene(name, 'coin', sentence, play), site: SITE });
const insert = (stage: Stage, coin: 'genuine' | 'false', afterMs = FINDS_SLOT_MS): AtSlot => ({ afterMs, happen: () => { stage.coins.insert(coin); } });

/** Asks for the first car as a recognised customer; whatever is put into the slot is said apart. */
async function ask(stage: Stage, collectionId: string, atSlot: readonly AtSlot[]): Promise<Asked | { readonly refused: string }> {
  const wanted = carsInCells(stage)[0];
  if (wanted === undefined) return { refused: 'no car stands in a cell' };
  const answer = await stage.tower.collect({ collectionId, bookingId: undefined, carId: wanted.carId }, atSlot);
  return answer.ok ? { collectionId, bay: answer.value.bay, ...wanted } : { refused: answer.error.message };
}

/** The request was taken: the customer comes, the car leaves, its pallet goes home. */
async function expectBrought(stage: Stage, asked: Awaited<ReturnType<typeof ask>>): Promise<void> {
  stage.expect('the tower takes the request', 'carId' in asked, 'refused' in asked ? asked.refused : undefined);
  if ('refused' in asked) return;
  stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  await untilEnded(stage, asked);
}

function expectCoins(stage: Stage, sentence: string, tray: number, kept: number): void {
  stage.expect(sentence, stage.coins.tray() === tray && stage.coins.kept() === kept, `${String(stage.coins.tray())} in the tray, ${String(stage.coins.kept())} kept`);
}

/** Every scenario of the slot. */
export const coinScenarios: readonly Scenario[] = [
  coinScene('coin-starts', 'A recognised customer puts the coin in: it is swallowed, found genuine, starts the delivery and comes back as a keepsake.', async (stage) => {
    const asked = await ask(stage, 'coin', [insert(stage, 'genuine')]);
    await stage.clock.runFor(GIVEN_BACK_MS);
    expectCoins(stage, 'the coin lies in the tray', 1, 0);
    await expectBrought(stage, asked);
  }),
  coinScene('coin-false', 'A false coin falls back at once and starts nothing; the genuine one after it does.', async (stage) => {
    const refused = await ask(stage, 'false', [insert(stage, 'false')]);
    stage.expect('a false coin starts nothing', 'refused' in refused && stage.tower.snapshot().tower.orders.length === 0, JSON.stringify(stage.tower.snapshot().tower.orders));
    expectCoins(stage, 'it lies in the tray', 1, 0);
    await expectBrought(stage, await ask(stage, 'genuine', [insert(stage, 'false'), insert(stage, 'genuine', 2 * FINDS_SLOT_MS)]));
    expectCoins(stage, 'all three lie in the tray', 3, 0);
  }),
  coinScene('coin-jam', 'A coin sticks under its contact: it counts as no coin, nothing starts, and the delivery begins after it was freed.', async (stage) => {
    breaks(stage, 'gpio/coinHeld', 'stuck', { level: true });
    await expectStandstill(stage, 'a stuck contact starts nothing', WATCHED_MS);
    const refused = await ask(stage, 'jammed', [insert(stage, 'genuine')]);
    stage.expect('the stuck coin is no coin', 'refused' in refused && stage.tower.snapshot().tower.orders.length === 0, reasonsOf(stage));
    stage.faults.clear('gpio/coinHeld');
    await stage.clock.runFor(GIVEN_BACK_MS);
    expectCoins(stage, 'what was put in meanwhile has come back', 1, 0);
    await expectBrought(stage, await ask(stage, 'freed', [insert(stage, 'genuine')]));
  }),
  coinScene('coin-without-booking', 'Somebody whom nobody has recognised puts a coin in: it comes back, and nothing moves.', async (stage) => {
    stage.coins.insert('genuine');
    await expectStandstill(stage, 'a coin alone starts nothing', WATCHED_MS);
    expectCoins(stage, 'it lies in the tray', 1, 0);
    stage.expect('nothing was begun', stage.tower.snapshot().tower.orders.length === 0, JSON.stringify(stage.tower.snapshot().tower.orders));
    await expectBrought(stage, await ask(stage, 'booked', [insert(stage, 'genuine')]));
  }),
  coinScene('coin-power-cut', 'The power fails when the coin has been swallowed and nothing has begun: it comes back with the power, nothing starts by it, and the customer asks again.', async (stage) => {
    // Nobody answers: the controller is dead.
    const asked = await ask(stage, 'dark', [insert(stage, 'genuine'), { afterMs: FINDS_SLOT_MS + SWALLOWED_MS, happen: stage.power.cut }]).catch(() => undefined);
    stage.expect('the request is never answered', asked === undefined);
    expectCoins(stage, 'the coin is in the slot', 0, 1);
    await stage.clock.runFor(DARK_MS);
    await stage.power.restore();
    await expectStandstill(stage, 'the coin starts nothing', WATCHED_MS);
    expectCoins(stage, 'it has come back', 1, 0);
    stage.expect('nothing was begun', stage.tower.snapshot().tower.orders.length === 0, JSON.stringify(stage.tower.snapshot().tower.orders));
    await comeBack(stage, { collectionId: 'dark', bay: '', ...(carsInCells(stage)[0] ?? { carId: '', palletId: '', cell: '' }) });
    await expectBrought(stage, await ask(stage, 'again', [insert(stage, 'genuine')]));
  }),
];
