import assert from 'node:assert/strict';
import type { AxisId, Site } from '../../../../config/schema/site.schema.ts';
import type { ResetBy } from '../../../interlocks/permit.port.ts';
import { customerIsTold, kioskShowsPause, liftComesToRest, nothingMoves } from './expectations.ts';
import { ownerOf, type LossCase } from './losses.ts';
import { untilLiftMoves, type Scene } from './tower-scene.ts';

/** Long enough for any motion to begin that would begin by itself. */
const WATCHED_MS = 20_000;
/** The relay answers the button after its own checks; safe values must hold. */
const BUTTON_MS = 3000;
const GOES_ON_MS = 30_000;
/** The whole way of the longest axis at creep speed. */
const HOMING_MS = 180_000;
/** Longer than any plan of the default site waits for calm, but for the wind. */
const CALM_MS = 70_000;
const AXES = ['lift', 'travel', 'shuttle'] as const;
const RANKS: readonly ResetBy[] = ['customer', 'operator', 'technician'];

/** Longest time for which the controller may believe the last good reading of what is lost. */
function noticeMs(lost: LossCase, site: Site): number {
  const ages = lost.covers.map(({ source }) => {
    const owner = ownerOf(source);
    const bus = site.devices.find(({ id }) => id === owner)?.bus ?? 'gpio';
    return site.control.maxAgeMs[bus] ?? 0;
  });
  // A truth that one channel hides is told by another one of the same fact; those on the slowest bus may be the last to tell.
  const slowest = lost.then === undefined ? 0 : Math.max(...Object.values(site.control.maxAgeMs));
  return Math.max(slowest, ...ages) + 2 * site.control.scanMs;
}

/** The row of the relay: whatever opens it, its dropping out may be seen first. */
const OF_THE_RELAY = ['IL-01', 'IL-02'];

/** The axis whose drive was without power, or was another one: it does not know where it is, and only homing on site brings it back. */
export function lostReferenceOf({ faults }: LossCase): AxisId | undefined {
  return AXES.find((axis) => faults.some(({ target, verb, identity }) => target === axis && (verb === 'off' || identity === true)));
}

/** Plays a loss from the moving lift until it stands, and says why. */
export async function loseWhileMoving(scene: Scene, lost: LossCase): Promise<void> {
  const { plant, simulation } = scene;
  await untilLiftMoves(scene, lost.load);
  scene.inject(...lost.faults);
  assert.ok(Math.abs(plant.axes.lift.velocityMmPerS) > 200, 'the lift is in full motion');
  await lost.then?.happen(scene);
  await liftComesToRest(scene, noticeMs(lost, scene.site));
  assert.ok(simulation.core.stop.latched(), 'the stop is latched');
  const relay = simulation.sim.tripCause() === undefined ? [] : OF_THE_RELAY;
  await customerIsTold(scene, [...lost.covers.map(({ row }) => row), ...relay]);
  kioskShowsPause(scene);
}

/** A fault of the mechanics shows in the drive only while it moves; a device that has started anew is whole again. */
function lasts({ faults, then }: LossCase): boolean {
  return !faults.some(({ target }) => /\/(?:motor|brake)$/u.test(target)) && !(then?.name.endsWith('starts anew') ?? false);
}

/** Rows of which the site's plan, or the button itself, opens the doors to the street for people. */
const WAY_OUT: readonly string[] = ['IL-123', 'IL-126', 'IL-132'];

/** A module that tells the opposite of everything reports smoke as well. */
function opensWayOut({ covers, faults }: LossCase): boolean {
  return covers.some(({ row }) => WAY_OUT.includes(row)) || faults.some(({ target, verb }) => target === 'io-structure' && verb === 'wrong');
}

/**
 * What only a motion mends (a reference by homing, a level by the lift, a shuttle that is out by its coming back) may be reset while it is lost, for that
 * motion needs it; the table refuses every other one. The relay may have dropped out with it, and is whole again by the press.
 */
function motionMends({ simulation }: Scene): boolean {
  const broken = (simulation.core.stop.latched()?.broken ?? []).filter(({ interlockId }) => !OF_THE_RELAY.includes(interlockId));
  return broken.length > 0 && broken.every(({ mendedBy }) => mendedBy !== undefined);
}

/** What has happened around the tower must have been over for as long as its plan says; then somebody inspects and releases it. */
async function calm(scene: Scene): Promise<void> {
  await scene.until(() => (scene.now().siteEvents ?? []).every(({ state }) => state !== 'present'), CALM_MS);
}

async function releaseEvents({ now, ask, tower }: Scene): Promise<void> {
  for (const { event, inspects } of now().siteEvents ?? []) {
    const released = await ask(tower.releaseEvent({ event, inspected: inspects, by: 'technician', note: 'looked at everything' }));
    assert.ok(released.ok, released.ok ? '' : released.error.message);
  }
}

/** While the cause is there, nobody's reset is taken, neither by name nor at the panel. */
export async function noResetMeanwhile(scene: Scene, lost: LossCase): Promise<void> {
  if (!lasts(lost)) return;
  if (motionMends(scene)) {
    const resumed = await scene.ask(scene.tower.resume(scene.asked.collectionId));
    assert.ok(!resumed.ok && resumed.error.code === 'notPermitted', 'no command while the cause is there');
    await nothingMoves(scene, BUTTON_MS, 'while an axis is not where it believes itself');
    return;
  }
  const byName = await scene.ask(scene.tower.reset('technician', 'did not look'));
  // What the safety hardware has stopped is reset at its panel and nowhere else.
  assert.ok(!byName.ok && ['stillUnsafe', 'resetNotAllowed'].includes(byName.error.code), 'no reset by name while the cause is there');
  scene.simulation.sim.people.attendant.pressReset();
  await nothingMoves(scene, BUTTON_MS, 'after the button is pressed while the cause is there', opensWayOut(lost));
  assert.ok(scene.simulation.core.stop.latched(), 'no reset at the panel while the cause is there');
}

/** Puts right what was broken. Nothing moves by that, nor by a command without a reset, nor by a reset of too low a rank. */
export async function mendWithoutReset(scene: Scene, lost: LossCase): Promise<void> {
  const { tower, ask, asked } = scene;
  scene.clear(...lost.faults.map(({ target }) => target));
  lost.then?.mend(scene);
  await nothingMoves(scene, WATCHED_MS, 'after the fault is mended', opensWayOut(lost));
  await calm(scene);
  const resumed = await ask(tower.resume(asked.collectionId));
  assert.ok(!resumed.ok && resumed.error.code === 'notPermitted', 'a command without a reset is refused');
  const needed = scene.now().resetNeeded;
  assert.equal(needed, strictestReset(scene), 'the tower says who must reset');
  for (const rank of RANKS.slice(0, RANKS.indexOf(needed))) {
    const tooLow = await ask(tower.reset(rank, 'looked from far'));
    assert.ok(!tooLow.ok && tooLow.error.code === 'resetNotAllowed', `a reset by the ${rank} is refused`);
  }
  await nothingMoves(scene, BUTTON_MS, 'after a refused reset');
}

function strictestReset({ simulation }: Scene): ResetBy {
  const { book, stop } = simulation.core;
  const broken = stop.latched()?.broken ?? [];
  const rows = book.rowsOf('lift.move').filter(({ fact }) => broken.some((one) => one.fact === fact));
  return rows.reduce<ResetBy>((most, { interlock }) => (RANKS.indexOf(interlock.reset) > RANKS.indexOf(most) ? interlock.reset : most), rows.length > 0 ? 'customer' : 'operator');
}

/**
 * The button at the panel. Where the controller has left the relay to trip because it did not trust its own signs, the first press
 * acknowledges those, and only the second one finds a relay that may be reset.
 */
async function resetAtPanel({ simulation, pass }: Scene): Promise<void> {
  const { core, sim } = simulation;
  for (let presses = 0; presses < 2 && core.stop.latched() !== undefined; presses += 1) {
    sim.people.attendant.pressReset();
    await pass(BUTTON_MS);
  }
}

/** The reset of a technician: at the panel where the relay has dropped out or the key was turned, else by name. Starts nothing. */
export async function resetOnSite(scene: Scene, atPanel = false): Promise<void> {
  const { simulation, tower, ask } = scene;
  if (atPanel || scene.now().resetAt === 'panel' || simulation.sim.tripCause() !== undefined) await resetAtPanel(scene);
  else {
    const reset = await ask(tower.reset('technician', 'looked at it on site'));
    assert.ok(reset.ok, `a technician may reset: ${reset.ok ? '' : reset.error.message}`);
  }
  assert.equal(simulation.core.stop.latched(), undefined, `the reset is taken: ${JSON.stringify(scene.now().reasons)}`);
  await nothingMoves(scene, WATCHED_MS, 'after the reset alone');
  await releaseEvents(scene);
}

/**
 * A technician lets an axis find its reference. The lift takes no command before; the shuttle is homed where the carriage can be
 * pinned, so the lift, which does not need that reference, comes to its level first.
 */
export async function homeOnSite(scene: Scene, axis: AxisId): Promise<void> {
  const { simulation, tower, ask, asked, now, until } = scene;
  const reference = `${axis}Homed` as const;
  if (simulation.core.book.rowsOf('lift.move').some(({ fact }) => fact === reference)) {
    const early = await ask(tower.resume(asked.collectionId));
    assert.ok(!early.ok && (early.error.broken ?? []).some(({ fact }) => fact === reference), 'without its reference the lift takes no command');
  } else {
    await goOn(scene);
    assert.ok(await until(() => now().collections[0]?.paused === true, GOES_ON_MS), 'the delivery waits where the reference is needed');
  }
  const homed = await ask(tower.home(axis, 'technician'), HOMING_MS);
  assert.ok(homed.ok, homed.ok ? '' : homed.error.message);
  await nothingMoves(scene, WATCHED_MS, 'after the homing alone');
}

/** A fresh command. */
export async function resume({ tower, ask, asked }: Scene): Promise<void> {
  const resumed = await ask(tower.resume(asked.collectionId));
  assert.ok(resumed.ok, `the fresh command is taken: ${resumed.ok ? '' : resumed.error.message}`);
}

/** A fresh command after the reset: the lift goes on. */
export async function goOn(scene: Scene): Promise<void> {
  const { plant, until, now } = scene;
  await resume(scene);
  const moves = await until(() => Math.abs(plant.axes.lift.velocityMmPerS) > 200, GOES_ON_MS);
  assert.ok(moves, `the lift goes on: ${JSON.stringify(now().reasons)}`);
}
