import { TECHNICIAN, enterManual, giveBack, handsOf, keepHolding, pressEnabling, take, untilMode } from './by-hand.ts';
import { untilMoment } from './moments.ts';
import { askFor, carsInCells, expectInventoryTrue, expectNoViolation, expectStandstill, reasonsOf, untilEnded } from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';

const liftStands = ({ plant }: Stage): boolean => Math.abs(plant.state.axes.lift.velocityMmPerS) < 1;
const ended = ({ tower }: Stage): string | undefined => tower.snapshot().tower.motionLease?.ended;
const alarmOf = ({ tower }: Stage, alarmId: string) => tower.snapshot().tower.alarms?.alarms.find((one) => one.alarmId === alarmId);

/** Ibaraki 2012: a button that was wedged down with a fixture. */
export const ibarakiWedged: Scenario = {
  name: 'ibaraki-wedged-enabling-device',
  sentence: 'The enabling device is wedged down: a press from before manual mode never counts, a fresh one ends after 30 s, and nothing moves until it is let go.',
  family: 'accident',
  play: async (stage) => {
    const { attendant } = stage.people;
    attendant.holdEnabling('mid');
    if (!(await enterManual(stage))) return;
    await stage.clock.runFor(1000);
    const early = await stage.tower.maintain({ kind: 'hold', request: { motion: 'lift.jog', direction: 'plus' }, by: TECHNICIAN });
    stage.expect('a press from before manual mode moves nothing', !early.ok, handsOf(stage));
    await stage.clock.until(() => alarmOf(stage, 'hold.wedged') !== undefined, 5000);
    stage.expect('staff are told of the wedged device', alarmOf(stage, 'hold.wedged') !== undefined);
    await pressEnabling(stage);
    const lease = await take(stage, { motion: 'lift.jog', direction: 'plus' });
    if (lease === undefined) return;
    await keepHolding(stage, lease, () => ended(stage) !== undefined, 40_000);
    stage.expect('the motion is dropped after 30 s, at its end at the latest', ended(stage) !== undefined, handsOf(stage));
    const before = await stage.clock.until(() => stage.tower.snapshot().tower.maintenance?.enabling === 'stale', 40_000);
    stage.expect('the device that stays down counts no longer', before, handsOf(stage));
    const again = await stage.tower.maintain({ kind: 'hold', request: { motion: 'lift.jog', direction: 'minus' }, by: TECHNICIAN });
    stage.expect('and moves nothing any more', !again.ok);
    await stage.clock.until(() => liftStands(stage), 2000);
    await expectStandstill(stage, 'nothing moves while it is wedged', 60_000);
    expectNoViolation(stage);
  },
};

/** Somebody puts the tower to AUTO while a technician is inside. */
export const technicianInsideKeyTurned: Scenario = {
  name: 'technician-inside-key-turned',
  sentence: 'Somebody turns the key to AUTO and presses reset while a technician is inside: his tag keeps the tower locked, and only he takes it away.',
  family: 'modes',
  play: async (stage) => {
    const { attendant } = stage.people;
    attendant.turnKey('maintenance');
    if (!(await untilMode(stage, 'maintenance'))) return;
    const hung = await stage.tower.maintain({ kind: 'lockOut', note: 'in the shaft', by: TECHNICIAN });
    const tag = hung.ok ? hung.value.lockout?.lockoutId : undefined;
    stage.expect('the technician hangs up a tag', tag !== undefined);
    stage.panel.setHatchLocked(false);
    stage.plant.state.shaftPersons += 1;
    attendant.turnKey('auto');
    await stage.clock.runFor(2000);
    attendant.pressReset();
    await expectStandstill(stage, 'nothing moves with somebody inside', 20_000);
    const wanted = carsInCells(stage).at(-1);
    const asked = await stage.tower.collect({ collectionId: 'too-early', bookingId: undefined, carId: wanted?.carId ?? '' });
    stage.expect('no car is promised', !asked.ok);
    const { mode, maintenance } = stage.tower.snapshot().tower;
    stage.expect('the tower says that it is locked out and open', mode === 'unknown' && ['lockedOut', 'hatchOpen', 'resetDue'].every((block) => maintenance?.blocks.includes(block)), handsOf(stage));
    const other = await stage.tower.maintain({ kind: 'unlock', lockoutId: tag ?? '', by: 'Li' });
    stage.expect('nobody else takes the tag away', !other.ok);
    stage.plant.state.shaftPersons -= 1;
    stage.panel.setHatchLocked(true);
    await stage.clock.runFor(2000);
    attendant.pressReset();
    await expectStandstill(stage, 'with the tag still there the reset gives nothing back', 5000);
    const own = await stage.tower.maintain({ kind: 'unlock', lockoutId: tag ?? '', by: TECHNICIAN });
    stage.expect('he takes it away himself', own.ok);
    if (!(await giveBack(stage))) return;
    const now = await askFor(stage);
    if (now === undefined) return;
    stage.people.assign({ kind: 'driver', bay: now.bay, carId: now.carId });
    await untilEnded(stage, now);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** The key is turned while a car is on the lift. */
export const keyTurnedMidDelivery: Scenario = {
  name: 'key-turned-mid-delivery',
  sentence: 'The key is turned to maintenance while the lift comes down with a car: everything stops; given back at the panel, the delivery goes on from what the sensors say.',
  family: 'modes',
  play: async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilMoment(stage, asked, 'liftComes'))) return;
    stage.people.attendant.turnKey('maintenance');
    const stands = await stage.clock.until(() => liftStands(stage), 4000);
    stage.expect('everything stands', stands, JSON.stringify(stage.plant.state.axes));
    await untilMode(stage, 'maintenance');
    await expectStandstill(stage, 'nothing moves with the key on maintenance', 20_000);
    stage.people.attendant.turnKey('auto');
    await expectStandstill(stage, 'nothing moves when the key is turned back', 10_000);
    const remote = await stage.tower.reset('technician', 'from the office');
    stage.expect('a reset from anywhere but the panel is refused', !remote.ok);
    if (!(await giveBack(stage))) return;
    await settleIfAsked(stage);
    const resumed = await stage.tower.resume(asked.collectionId);
    stage.expect('the delivery may be resumed', resumed.ok, resumed.ok ? undefined : `${resumed.error.message} ${reasonsOf(stage)}`);
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    await untilEnded(stage, asked);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** A lift between levels is a finding of the comparison; whoever gives the tower back accepts it. */
async function settleIfAsked(stage: Stage): Promise<void> {
  await stage.clock.runFor(1000);
  if (stage.tower.snapshot().tower.state !== 'recovering') return;
  const settled = await stage.tower.settle(TECHNICIAN, 'looked at the lift');
  stage.expect('what the comparison shows can be settled', settled.ok, settled.ok ? undefined : settled.error.message);
}

/** A technician holds on at the end of the way. */
export const jogBeyondLimit: Scenario = {
  name: 'jog-beyond-limit',
  sentence: 'A technician holds the lift down to its end and goes on pressing: it ends at the soft limit; when the final limit opens there, only the way out is open.',
  family: 'operator',
  play: async (stage) => {
    if (!(await enterManual(stage))) return;
    await pressEnabling(stage);
    const down = await take(stage, { motion: 'lift.jog', direction: 'minus' });
    if (down === undefined) return;
    await keepHolding(stage, down, () => ended(stage) !== undefined, 25_000);
    stage.expect('the lift ends at its soft limit by itself', ended(stage) === 'arrived', handsOf(stage));
    for (const target of ['gpio/overtravelClear', 'io-structure/overtravelMirror']) {
      const opened = stage.faults.start(target, 'off');
      stage.expect(`${target} opens`, opened.ok, opened.ok ? undefined : opened.error.message);
    }
    await stage.clock.runFor(1500);
    stage.people.attendant.pressReset();
    await stage.clock.runFor(2000);
    await pressEnabling(stage);
    const farther = await stage.tower.maintain({ kind: 'hold', request: { motion: 'lift.jog', direction: 'plus' }, by: TECHNICIAN });
    stage.expect('with the final limit open no ordinary jog is given', !farther.ok);
    const deeper = await stage.tower.maintain({ kind: 'hold', request: { motion: 'lift.jogOut', direction: 'minus' }, by: TECHNICIAN });
    stage.expect('nor the way out in the wrong direction', !deeper.ok);
    const fromMm = stage.plant.state.axes.lift.positionMm;
    const out = await take(stage, { motion: 'lift.jogOut' });
    if (out === undefined) return;
    await keepHolding(stage, out, () => ended(stage) !== undefined, 10_000);
    stage.expect('the lift comes out of the limit, upwards', stage.plant.state.axes.lift.positionMm > fromMm + 50, handsOf(stage));
    expectNoViolation(stage);
  },
};

/** A door that people have to look at from both sides. */
export const doorsByHand: Scenario = {
  name: 'doors-by-hand',
  sentence: 'A technician opens and shuts the inner door of a bay by holding, the enabling device pressed anew for each, and the tower goes on afterwards.',
  family: 'modes',
  play: async (stage) => {
    // Homed, the carriage stands at the first bay; without it an inner door opens for nobody.
    const bay = stage.site.tower.bays[0]?.id ?? '';
    const door = stage.plant.state.doors[`${bay}.inner`];
    if (!door || !(await enterManual(stage))) return;
    await pressEnabling(stage);
    const pin = await take(stage, { motion: 'lockPin.stepIn' });
    if (pin === undefined) return;
    await keepHolding(stage, pin, () => ended(stage) !== undefined, 5000);
    for (const [motion, position] of [['inner.stepOpen', 1], ['inner.stepClose', 0]] as const) {
      await pressEnabling(stage);
      const lease = await take(stage, { motion, bay });
      if (lease === undefined) return;
      stage.expect(`${motion} ends by itself`, await keepHolding(stage, lease, () => ended(stage) !== undefined, 25_000), handsOf(stage));
      stage.expect(`${motion} has arrived`, ended(stage) === 'arrived' && door.position === position, `${door.position.toFixed(2)}, ${handsOf(stage)}`);
    }
    if (!(await giveBack(stage))) return;
    const asked = await askFor(stage);
    if (asked === undefined) return;
    stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    await untilEnded(stage, asked);
    await expectInventoryTrue(stage);
    expectNoViolation(stage);
  },
};

/** One cause, many consequences. */
export const alarmFlood: Scenario = {
  name: 'alarm-flood',
  sentence: 'A whole bus falls silent during a delivery: the first cause is marked, its consequences stand under it, and at most ten alarms are announced.',
  family: 'modes',
  play: async (stage) => {
    // Devices that are slow to answer at the start of a day are no alarm yet.
    await stage.clock.runFor(12_000);
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilMoment(stage, asked, 'liftGoes'))) return;
    const broken = stage.faults.start('bus/bays', 'off');
    stage.expect('the bus can fall silent', broken.ok, broken.ok ? undefined : broken.error.message);
    await stage.clock.runFor(5000);
    const board = stage.tower.snapshot().tower.alarms;
    const alarms = board?.alarms ?? [];
    const lost = alarms.filter(({ alarmId }) => alarmId.startsWith('link.lost:'));
    stage.expect('every device of the bus is known to be lost', lost.length >= 10, `${lost.length} lost`);
    stage.expect('they are suppressed by design, under the silent bus', lost.every(({ state }) => state === 'suppressed'), lost.map(({ alarmId, state }) => `${alarmId} ${state}`).join());
    stage.expect('the cascade has one first cause', alarms.filter(({ firstOut, state }) => firstOut && state === 'unacknowledged').length === 1, JSON.stringify(alarms.map(({ alarmId, firstOut, state }) => [alarmId, firstOut, state])));
    stage.expect('at most ten alarms are announced', (board?.unacknowledged ?? 99) <= 10, `${board?.unacknowledged ?? 'none'} announced`);
    expectNoViolation(stage);
  },
};
