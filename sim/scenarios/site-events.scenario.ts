import type { Panel, Surroundings } from '../relay/panel.ts';
import type { SiteEvent } from '../../config/schema/plans.schema.ts';
import { untilMoment, type MomentName } from './moments.ts';
import { askFor, carsInCells, collectionOf, expectInventoryTrue, expectNoViolation, expectStandstill, machineMoves, reasonsOf, untilEnded, type Asked } from './plays.ts';
import type { Scenario } from './scenario.ts';
import type { Stage } from './stage.port.ts';
import { goOn, resetAtPanel } from './way-back.ts';

/** Longer than any plan waits for calm, but the one for storms. */
const CALM_MS = 90_000;
const STORM_CALM_MS = 660_000;
/** A step under way, and two doors. */
const ENDS_MS = 180_000;
const WATCHED_MS = 8000;
/** A release is a fact with the next scans. */
const SEEN_MS = 500;

const around = (change: Partial<Surroundings>) => (panel: Panel): void => { panel.surround(change); };
const eventOf = ({ tower }: Stage, event: SiteEvent) => (tower.snapshot().tower.siteEvents ?? []).find((one) => one.event === event);

/** Another car is asked for, and refused because of this fact. */
async function expectRefused(stage: Stage, asked: Asked, fact: string): Promise<void> {
  const other = carsInCells(stage).find(({ carId }) => carId !== asked.carId);
  const answer = await stage.tower.collect({ collectionId: `refused-${String(stage.clock.nowMs())}`, bookingId: undefined, carId: other?.carId ?? '' });
  const broken = answer.ok ? [] : ((answer.error as { readonly broken?: readonly { readonly fact: string }[] }).broken ?? []);
  stage.expect(`new work is refused because of ${fact}`, !answer.ok && broken.some((rule) => rule.fact === fact), answer.ok ? 'accepted' : JSON.stringify(broken.map((rule) => rule.fact)));
}

async function expectOuterDoorsOpen(stage: Stage): Promise<void> {
  const bays = stage.site.tower.bays.map(({ id }) => id);
  const open = await stage.clock.until(() => bays.every((bay) => (stage.plant.state.doors[`${bay}.outer`]?.position ?? 0) >= 0.99), ENDS_MS);
  stage.expect('every door to the street stands open for people', open, JSON.stringify(stage.plant.state.doors));
}

/** The event is over, has been over for long enough, and somebody has inspected. */
async function release(stage: Stage, event: SiteEvent): Promise<void> {
  const over = await stage.clock.until(() => eventOf(stage, event)?.state !== 'present', CALM_MS);
  stage.expect(`the ${event} is over`, over);
  const waiting = eventOf(stage, event);
  if (waiting === undefined) return;
  const released = await stage.tower.releaseEvent({ event, inspected: waiting.inspects, by: 'technician', note: 'looked at everything' });
  stage.expect(`a technician releases the tower after the ${event}`, released.ok, released.ok ? undefined : released.error.message);
}

/** Staff shut the doors to the street again, one bay after the other. */
async function shutBays(stage: Stage): Promise<void> {
  await stage.clock.runFor(SEEN_MS);
  for (const { id } of stage.site.tower.bays) {
    if ((stage.plant.state.doors[`${id}.outer`]?.position ?? 0) < 0.01) continue;
    const begun = await stage.tower.order({ orderId: `shut-${id}`, kind: 'cycleDoors', bay: id });
    stage.expect(`staff shut bay ${id}`, begun.ok, begun.ok ? undefined : begun.error.message);
    const shut = await stage.clock.until(() => stage.plant.state.doors[`${id}.outer`]?.locked === true, ENDS_MS);
    stage.expect(`bay ${id} is shut again`, shut, reasonsOf(stage));
    await stage.clock.until(() => stage.tower.snapshot().tower.orders.every(({ kind }) => kind !== 'cycleDoors'), ENDS_MS);
  }
}

async function endWell(stage: Stage, asked: Asked): Promise<void> {
  stage.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
  await untilEnded(stage, asked);
  await expectInventoryTrue(stage);
  expectNoViolation(stage);
}

interface Event {
  readonly name: string;
  readonly sentence: string;
  readonly at: MomentName;
  readonly event: SiteEvent;
  readonly fact: string;
  readonly begins: (panel: Panel) => void;
  readonly ends: (panel: Panel) => void;
}

/** Work under way is stopped at once, and goes on after reset, release and command. */
function stopping({ name, sentence, at, event, fact, begins, ends }: Event): Scenario {
  return {
    name, sentence, family: 'hazards',
    play: async (stage) => {
      const asked = await askFor(stage);
      if (asked === undefined || !(await untilMoment(stage, asked, at))) return;
      begins(stage.panel);
      stage.expect('everything stands within the stopping time', await stage.clock.until(() => !machineMoves(stage.plant.state), 3000));
      await expectStandstill(stage, 'nothing moves while it lasts', WATCHED_MS);
      await expectRefusedOrStopped(stage, asked, fact);
      ends(stage.panel);
      await stage.clock.until(() => eventOf(stage, event)?.state !== 'present', CALM_MS);
      await resetAtPanel(stage);
      await expectStandstill(stage, 'nothing moves after the reset alone', WATCHED_MS);
      await release(stage, event);
      await goOnAfterShutting(stage, asked);
      await endWell(stage, asked);
    },
  };
}

/** The stop or the rule of the event is the reason. */
async function expectRefusedOrStopped(stage: Stage, asked: Asked, fact: string): Promise<void> {
  const other = carsInCells(stage).find(({ carId }) => carId !== asked.carId);
  const answer = await stage.tower.collect({ collectionId: 'refused', bookingId: undefined, carId: other?.carId ?? '' });
  stage.expect('no car is promised', !answer.ok);
  const { reasons } = stage.tower.snapshot().tower;
  stage.expect(`people are told of ${fact}`, reasons.some((reason) => reason.fact === fact), reasonsOf(stage));
}

/**
 * A door that was opened for people is in the way of the car that waits. Staff shut it first, unless a pallet hangs half in a cell: then the
 * order goes on up to the door, and from there once it is shut.
 */
async function goOnAfterShutting(stage: Stage, asked: Asked): Promise<void> {
  const { shuttle } = stage.plant.state.axes;
  if (Math.abs(shuttle.positionMm) > 5) {
    await goOn(stage, asked);
    await stage.clock.until(() => collectionOf(stage, asked.collectionId)?.paused === true, ENDS_MS);
  }
  await shutBays(stage);
  await goOn(stage, asked);
}

/** Smoke while a car comes. */
export const siteFire: Scenario = {
  name: 'site-fire',
  sentence: 'Smoke while a car comes down: its step ends, the car stays on the standing lift, the doors to the street open, and after brigade and inspection it is delivered.',
  family: 'hazards',
  play: async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilMoment(stage, asked, 'liftComes'))) return;
    stage.panel.setSmoke(true);
    stage.expect('the step under way comes to its end', await stage.clock.until(() => !machineMoves(stage.plant.state), ENDS_MS));
    stage.expect('the car stays on the lift', stage.plant.state.pallets[asked.palletId]?.place === 'lift');
    await expectOuterDoorsOpen(stage);
    await expectRefused(stage, asked, 'fireClear');
    await expectStandstill(stage, 'nobody carries a car while it burns', WATCHED_MS);
    stage.panel.setSmoke(false);
    await release(stage, 'fire');
    await goOnAfterShutting(stage, asked);
    await endWell(stage, asked);
  },
};

/** A storm while a car comes. */
export const siteStorm: Scenario = {
  name: 'site-storm',
  sentence: 'Gusts above the limit while a car comes: it is delivered, nothing new begins, and work begins again by itself when it has been calm for long enough.',
  family: 'hazards',
  play: async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilMoment(stage, asked, 'liftGoes'))) return;
    stage.panel.surround({ windMPerS: 24 });
    await stage.clock.until(() => eventOf(stage, 'storm') !== undefined, WATCHED_MS);
    await expectRefused(stage, asked, 'windSafe');
    await endWell(stage, asked);
    stage.panel.surround({ windMPerS: 3 });
    await expectRefused(stage, asked, 'windSafe');
    stage.expect('the storm is over when it has been calm', await stage.clock.until(() => eventOf(stage, 'storm') === undefined, STORM_CALM_MS));
    const next = await askFor(stage, carsInCells(stage)[0]);
    if (next !== undefined) await endWell(stage, next);
  },
};

/** The mains fail, the battery carries on, then it is nearly empty. */
export const sitePower: Scenario = {
  name: 'site-power',
  sentence: 'The mains fail while a car comes: the battery brings it to its customer; when it is nearly empty the next ride is stopped gently, and goes on when the mains are back.',
  family: 'hazards',
  play: async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilMoment(stage, asked, 'liftGoes'))) return;
    stage.panel.surround({ mains: false });
    await stage.clock.runFor(1000);
    await expectRefused(stage, asked, 'mainsPresent');
    if (!(await untilMoment(stage, asked, 'liftComes'))) return;
    stage.panel.surround({ battery: false });
    stage.expect('the lift is stopped while there is power to do it gently', await stage.clock.until(() => !machineMoves(stage.plant.state), 3000));
    await expectStandstill(stage, 'nothing moves without power', WATCHED_MS);
    stage.panel.surround({ mains: true, battery: true });
    await stage.clock.until(() => eventOf(stage, 'power') === undefined, CALM_MS);
    const reset = await stage.tower.reset('operator', 'the mains are back');
    stage.expect('an operator resets', reset.ok, reset.ok ? undefined : reset.error.message);
    await goOn(stage, asked);
    await endWell(stage, asked);
  },
};

/** Somebody presses the exit button inside a bay. */
export const exitButton: Scenario = {
  name: 'exit-button',
  sentence: 'Somebody inside a bay presses the exit button while the lift moves: everything stands, the door to the street opens although motion is stopped.',
  family: 'hazards',
  play: async (stage) => {
    const asked = await askFor(stage);
    if (asked === undefined || !(await untilMoment(stage, asked, 'liftGoes'))) return;
    const bay = stage.site.tower.bays.find(({ id }) => id !== asked.bay)?.id ?? asked.bay;
    stage.panel.setExitPressed(bay, true);
    stage.expect('everything stands within the stopping time', await stage.clock.until(() => !machineMoves(stage.plant.state), 3000));
    stage.expect('the door to the street opens', await stage.clock.until(() => (stage.plant.state.doors[`${bay}.outer`]?.position ?? 0) >= 0.99, ENDS_MS));
    stage.panel.setExitPressed(bay, false);
    await stage.clock.runFor(1000);
    await resetAtPanel(stage);
    await goOnAfterShutting(stage, asked);
    await endWell(stage, asked);
  },
};

/** Events that stop the tower at once. */
export const siteGas = stopping({
  name: 'site-gas', at: 'liftGoes', event: 'gas', fact: 'gasClear', begins: around({ gas: true }), ends: around({ gas: false }),
  sentence: 'Gas in the shaft while the lift goes: everything stops at once, the doors to the street open, and work goes on after ventilation, reset and release.',
});
export const siteEarthquake = stopping({
  name: 'site-earthquake', at: 'shuttleReaches', event: 'earthquake', fact: 'seismicClear', begins: around({ quake: true }), ends: around({ quake: false }),
  sentence: 'An earthquake while the shuttle reaches into a cell: the seismic switch stops everything, and the transfer is completed after the whole tower was inspected.',
});
export const siteFlood = stopping({
  name: 'site-flood', at: 'liftComes', event: 'flood', fact: 'pitDry', begins: around({ pitWater: true }), ends: around({ pitWater: false }),
  sentence: 'Water in the pit while a car comes down: the lift stops above it, and goes on after the pit was pumped dry and inspected.',
});
