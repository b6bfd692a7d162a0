import { placesOf } from '../../config/places.ts';
import {
  breaks, askFor, carsInCells, collectionOf, expectNoViolation, expectStandstill, machineMoves, reasonsOf, untilEnded, untilHandedOver, whereabouts, type Asked,
} from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';
import { playTrouble, scene } from './trouble.ts';
import { goOn, homeWhatIsLost, insist, resetAtPanel, settleAll } from './way-back.ts';

const LONG_MS = 60_000;
const COMES_MS = 300_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** A car that stands in its open bay. */
async function presented(stage: Stage): Promise<Asked | undefined> {
  const asked = await askFor(stage);
  return asked !== undefined && (await untilHandedOver(stage, asked)) ? asked : undefined;
}

/** What staff are shown of the people in its bay: scales and laser frames may keep a bay open too, but do not know whom they see. */
const personIn = (stage: Stage, { bay }: Asked): string | undefined => stage.tower.snapshot().tower.bays[bay]?.person;
const outerOf = ({ plant }: Stage, { bay }: Asked): number => plant.state.doors[`${bay}.outer`]?.position ?? 0;

/** The customer comes, and the delivery ends as any other. */
async function letItEnd(stage: Stage, asked: Asked): Promise<void> {
  stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  await untilEnded(stage, asked);
}

/** Somebody has gone in and come out again: whatever counts passages says that the car may have left. */
async function somebodyPasses(stage: Stage, { bay }: Asked): Promise<void> {
  const id = stage.people.assign({ kind: 'visitor', bay, stayMs: 2000 });
  const gone = await stage.clock.until(() => stage.people.view(id)?.whereabouts === 'gone', COMES_MS);
  stage.expect('somebody has walked in and out', gone);
}

const hobokenFalseEmpty = scene('accident-hoboken-false-empty', 'accident',
  'Hoboken 2008: one laser says that the car has been driven off while it stands there; on one proof alone nothing closes and no pallet is lowered.',
  async (stage) => {
    const asked = await presented(stage);
    if (asked === undefined) return;
    await somebodyPasses(stage, asked);
    const lies = stage.faults.start(`laser-${asked.bay}`, 'wrong');
    stage.expect('the laser frame says empty', lies.ok);
    await expectStandstill(stage, 'nothing is put away on the word of one laser', LONG_MS);
    stage.expect('the bay stays open', outerOf(stage, asked) >= 0.99);
    stage.expect('the car stands on its pallet', stage.plant.state.pallets[asked.palletId]?.car === asked.carId);
    stage.faults.clear(`laser-${asked.bay}`);
    await letItEnd(stage, asked);
  });

const hobokenFalseScale = scene('accident-hoboken-false-scale', 'accident',
  'Hoboken, the other way round: the scale shows a bare pallet while the car stands on it; the second, dissimilar proof keeps it there.',
  async (stage) => {
    const asked = await presented(stage);
    if (asked === undefined) return;
    await somebodyPasses(stage, asked);
    const lies = stage.faults.start(`scale-${asked.bay}`, 'wrong', { amount: -(stage.plant.state.cars[asked.carId]?.massKg ?? 0) });
    stage.expect('the scale shows a bare pallet', lies.ok);
    await expectStandstill(stage, 'nothing is put away on the word of one scale', LONG_MS);
    stage.faults.clear(`scale-${asked.bay}`);
    await letItEnd(stage, asked);
  });

const droppedCar: Scenario = {
  name: 'accident-dropped-car',
  family: 'accident',
  sentence: 'Hoboken 2004: the map says a pallet stands in a cell where there is none; the shuttle does not reach into nothing, and the map says "unknown" from then on.',
  play: async (stage) => {
    const { state } = stage.plant;
    const wanted = carsInCells(stage).at(-1);
    const elsewhere = placesOf(stage.site).filter(({ kind }) => kind === 'bay');
    const pallet = wanted && state.pallets[wanted.palletId];
    const asked = await askFor(stage, wanted);
    const place = elsewhere.find(({ name }) => name !== asked?.bay);
    if (asked === undefined || pallet === undefined || place === undefined) return;
    [pallet.place, pallet.yMm] = [place.id, place.reachMm];
    stage.truthChanged();
    let reached = false;
    const ended = await stage.clock.until(() => {
      reached ||= Math.abs(state.axes.shuttle.positionMm) > 5;
      return collectionOf(stage, asked.collectionId) === undefined;
    }, COMES_MS);
    stage.expect('the collection comes to an end', ended, reasonsOf(stage));
    stage.expect('the shuttle does not reach into a cell that its sensor sees empty', !reached, JSON.stringify(state.axes.shuttle));
    await expectStandstill(stage, 'nothing moves by itself afterwards', LONG_MS);
    const said = (await stage.inventory()).pallets[asked.palletId];
    const shown = stage.tower.snapshot().tower.recovery.some(({ object }) => object === asked.palletId);
    stage.expect('nobody is told that the pallet stands in its cell', shown || said === 'unknown', `${said ?? 'nothing'}; ${JSON.stringify(stage.tower.snapshot().tower.recovery)}`);
    expectNoViolation(stage);
  },
};

const licence = scene('accident-hoboken-licence', 'accident',
  'Hoboken 2006: a licence runs out and cars are trapped; here the clock jumps ten years on, nobody can be asked, and the car comes all the same.',
  async (stage) => {
    stage.jumpWallMs(10 * YEAR_MS);
    const asked = await askFor(stage);
    if (asked !== undefined) await letItEnd(stage, asked);
  });

const driverAndDog = scene('accident-hoboken-driver-in-lift-car', 'accident',
  'Hoboken 2009: driver and dog are still in the car; as long as anybody sits in it the bay stays open and its pallet stays where it is.',
  async (stage) => {
    const asked = await presented(stage);
    if (asked === undefined) return;
    await somebodyPasses(stage, asked);
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId, dwellMs: 10 * LONG_MS });
    const seated = await stage.clock.until(() => (stage.plant.state.cars[asked.carId]?.occupants ?? 0) > 0, COMES_MS);
    stage.expect('somebody sits in the car', seated);
    await expectStandstill(stage, 'nothing moves under somebody who sits in a car', 9 * LONG_MS);
    stage.expect('the way out stays open', outerOf(stage, asked) >= 0.99);
    await untilEnded(stage, asked);
  });

const bothLiftsBroke = scene('accident-hoboken-no-spare-part', 'accident',
  'Hoboken 2012: the lift breaks and there is no spare part; for as long as it takes the tower says why it stands and moves nothing, and serves again when it is repaired.',
  async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined) return;
    await stage.clock.until(() => machineMoves(stage.plant.state), COMES_MS);
    breaks(stage, 'lift', 'silent');
    await stage.clock.until(() => !machineMoves(stage.plant.state), 10_000);
    await expectStandstill(stage, 'nothing moves however long it takes', 10 * MINUTE_MS);
    stage.expect('the tower says what is missing', stage.tower.snapshot().tower.reasons.length > 0, reasonsOf(stage));
    stage.expect('and does not forget the customer', collectionOf(stage, asked.collectionId) !== undefined);
    stage.faults.clear('lift');
    await resetAtPanel(stage);
    await goOn(stage, asked);
    await letItEnd(stage, asked);
  });

const pushedByHand = playTrouble({
  name: 'accident-garden-street-by-hand', family: 'accident', at: 'palletSlides', outcome: 'stops', because: ['safetyChainClosed'],
  sentence: 'Garden Street 1450: staff stop the machine and push the shuttle by hand; afterwards it is the sensors, not the memory, that say what is left to do.',
  happen: ({ stage }) => { stage.people.attendant.pressEmergencyStop(); },
  mend: async ({ stage, asked }) => {
    const { axes, pallets } = stage.plant.state;
    // Pushed a hand's breadth towards the cell, pallet and shuttle together.
    const byMm = Math.sign(axes.shuttle.positionMm) * 100;
    const pallet = pallets[asked.palletId];
    axes.shuttle.positionMm += byMm;
    if (pallet !== undefined) pallet.yMm += byMm;
    stage.truthChanged();
    await stage.clock.runFor(1000);
    stage.people.attendant.releaseEmergencyStop();
  },
});

const rushHour = scene('accident-brickell-rush-hour', 'accident',
  'BrickellHouse: ten minutes were promised and half an hour it took; here five customers ask at once, each is told how many are before them, and each gets their car.',
  async (stage) => {
    const all: Asked[] = [];
    for (const wanted of carsInCells(stage).slice(0, 5)) {
      const asked = await askFor(stage, wanted);
      if (asked !== undefined) all.push(asked);
    }
    stage.expect('five are promised', all.length === 5);
    for (const asked of all) stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    for (const asked of all) await untilEnded(stage, asked);
  });

const inazawa = scene('accident-inazawa-dead-sensors', 'accident',
  'Inazawa 2014: person sensors had been dead for years; here a dead one is no "clear": with somebody in the bay nothing closes on the word of the other one, and staff are shown why.',
  async (stage) => {
    const asked = await presented(stage);
    if (asked === undefined) return;
    breaks(stage, `gpio/${asked.bay}.personClear`, 'stuck', { level: true });
    const visitor = stage.people.assign({ kind: 'visitor', bay: asked.bay });
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    const left = await stage.clock.until(() => stage.plant.state.cars[asked.carId]?.place === 'outside', COMES_MS);
    stage.expect('the car has left, and somebody has stayed', left && stage.plant.state.bays[asked.bay]?.persons === 1, whereabouts(stage, asked.palletId));
    const closed = await stage.clock.until(() => outerOf(stage, asked) < 0.99 || machineMoves(stage.plant.state), 2 * LONG_MS);
    stage.expect('the bay stays open over somebody whom one sensor does not see', !closed, reasonsOf(stage));
    stage.expect('staff are shown that nobody knows who is in it', personIn(stage, asked) === 'unknown', personIn(stage, asked));
    const alarms = stage.tower.snapshot().tower.alarms?.alarms ?? [];
    stage.expect('and that a sensor of persons has to be mended', alarms.some(({ alarmId }) => alarmId === `person.sensor:${asked.bay}`), alarms.map(({ alarmId }) => alarmId).join(', '));
    stage.people.leave(visitor);
    await stage.clock.runFor(10_000);
    stage.faults.clear(`gpio/${asked.bay}.personClear`);
    const stopped = await stage.tower.stop('a technician looks at the person detectors');
    stage.expect('a stop is never refused', stopped.ok);
    await insist(stage, asked);
    await insist(stage, asked);
    await untilEnded(stage, asked);
  });

const osaka = scene('accident-osaka-attendant-presses-start', 'accident',
  'Osaka 2025: the attendant presses start with a family still inside; every button there is may be pressed, and as long as somebody is in the bay nothing moves.',
  async (stage) => {
    const asked = await presented(stage);
    if (asked === undefined) return;
    const family = [1, 2].map(() => stage.people.assign({ kind: 'visitor', bay: asked.bay }));
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    await stage.clock.until(() => stage.plant.state.cars[asked.carId]?.place === 'outside', COMES_MS);
    stage.expect('the family is still in the bay', stage.plant.state.bays[asked.bay]?.persons === family.length, String(stage.plant.state.bays[asked.bay]?.persons));
    for (let presses = 0; presses < 5; presses += 1) {
      stage.people.attendant.pressAllClear(asked.bay, 'left');
      stage.people.attendant.pressReset();
      await stage.tower.resume(asked.collectionId).then(({ ok }) => ok);
      await expectStandstill(stage, 'no button starts anything with people in the bay', 5000);
      stage.expect('the tower sees them', personIn(stage, asked) === 'present', personIn(stage, asked));
    }
    stage.expect('the door has stayed open for them', outerOf(stage, asked) >= 0.99);
    for (const id of family) stage.people.leave(id);
    await untilEnded(stage, asked);
  });

const hanamaki = scene('accident-hanamaki-child-behind-car', 'accident',
  'Hanamaki 2012: a child is shut in by an automatic door; here somebody who is in the bay when it has closed is seen, and the door opens again by itself.',
  async (stage) => {
    const asked = await presented(stage);
    if (asked === undefined) return;
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    const bay = stage.plant.state.bays[asked.bay];
    const shut = (): boolean => stage.plant.state.cars[asked.carId]?.place === 'outside' && stage.plant.state.doors[`${asked.bay}.outer`]?.locked === true;
    stage.expect('the door has closed', (await stage.clock.until(shut, COMES_MS)) && bay !== undefined);
    if (bay === undefined) return;
    // Hidden where no sensor saw it before; it stirs when it has got dark.
    await stage.clock.runFor(1200);
    bay.persons += 1;
    const freed = await stage.clock.until(() => outerOf(stage, asked) >= 0.99, 30_000);
    stage.expect('the door opens again within half a minute', freed, `door at ${outerOf(stage, asked).toFixed(2)}; ${reasonsOf(stage)}`);
    await expectStandstill(stage, 'nothing moves while the child is inside', 20_000);
    bay.persons -= 1;
    stage.truthChanged();
    await insist(stage, asked);
    await untilEnded(stage, asked);
  });

const ibaraki = scene('accident-ibaraki-taped-button', 'accident',
  'Ibaraki 2012: a button is wedged down; a reset button that is held resets nothing, however long it is held.',
  async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined) return;
    await stage.clock.until(() => machineMoves(stage.plant.state), COMES_MS);
    const { panel } = stage.plant.state;
    panel.resetPressed = true;
    stage.truthChanged();
    await stage.clock.runFor(1000);
    // No relay asks for an edge of its own after a stop from a screen.
    const stopped = await stage.tower.stop('somebody presses Stop');
    stage.expect('a stop is never refused', stopped.ok);
    await stage.clock.until(() => !machineMoves(stage.plant.state), 10_000);
    await expectStandstill(stage, 'a button that is taped down starts nothing after a stop either', LONG_MS);
    stage.expect('the stop stands', stage.tower.snapshot().tower.resetNeeded !== undefined, reasonsOf(stage));
    stage.people.attendant.pressEmergencyStop();
    await stage.clock.until(() => !machineMoves(stage.plant.state), 10_000);
    stage.people.attendant.releaseEmergencyStop();
    await expectStandstill(stage, 'a button that is taped down starts nothing', LONG_MS);
    stage.expect('it has reset nothing', stage.tower.snapshot().tower.resetNeeded !== undefined, reasonsOf(stage));
    panel.resetPressed = false;
    stage.truthChanged();
    await stage.clock.runFor(1000);
    await resetAtPanel(stage);
    await goOn(stage, asked);
    await letItEnd(stage, asked);
  });

const tokyo = scene('accident-tokyo-wife-in-car', 'accident',
  'Tokyo 2020: he presses start, and she still sits in the car; whoever says that it may go on, with somebody in the car it does not.',
  async (stage) => {
    const asked = await presented(stage);
    if (asked === undefined) return;
    const wife = stage.people.assign({ kind: 'forgotten', bay: asked.bay, carId: asked.carId });
    await somebodyPasses(stage, asked);
    for (let presses = 0; presses < 3; presses += 1) {
      await stage.tower.resume(asked.collectionId).then(({ ok }) => ok);
      stage.people.attendant.pressAllClear(asked.bay, 'left');
      await expectStandstill(stage, 'his word moves nothing while she sits in the car', 20_000);
    }
    stage.expect('the bay is open for her', outerOf(stage, asked) >= 0.99);
    stage.people.leave(wife);
    await stage.clock.until(() => stage.people.view(wife)?.whereabouts === 'gone', COMES_MS);
    await letItEnd(stage, asked);
  });

const london = scene('accident-london-powerless', 'accident',
  'London 2022: cars were stuck for thirty months; here the power is off for a night with a car on the lift, and in the morning it comes.',
  async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined) return;
    await stage.clock.until(() => stage.plant.state.pallets[asked.palletId]?.place === 'lift', COMES_MS);
    stage.power.cut();
    await stage.clock.runFor(10 * HOUR_MS);
    await stage.power.restore();
    await stage.clock.runFor(5000);
    await settleAll(stage);
    await resetAtPanel(stage);
    await homeWhatIsLost(stage);
    await goOn(stage, asked);
    await letItEnd(stage, asked);
  });

/** What has really happened in a tower somewhere, and what happens in this one. */
export const accidentScenarios: readonly Scenario[] = [
  hobokenFalseEmpty, hobokenFalseScale, droppedCar, licence, driverAndDog, bothLiftsBroke, pushedByHand, rushHour, london, inazawa, osaka, hanamaki, ibaraki, tokyo,
];
