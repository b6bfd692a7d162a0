import { carriageAxesOf, limitsOf, stationMm } from '../../../config/axes.ts';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import { placesOf } from '../../../config/places.ts';
import { createPlant } from '../plant.ts';
import type { AxisId, OfAxes, Plant } from '../plant.port.ts';
import { planProfile, sampleProfile } from '../profile.ts';

/** A plant whose electrics are the test's own hands, one tick of 10 ms after the other. */
export interface PlantBench extends Plant {
  readonly site: Site;
  readonly stock: Stock;
  /** Runs after every step, in the order in which they were added. */
  readonly onTick: (fn: (dtMs: number) => void) => void;
  readonly run: (ms: number) => void;
  /** Releases the brake, follows a profile to the target at full speed, closes the brake again. */
  readonly drive: (axis: AxisId, toMm: number) => void;
  /** Starts the same motion and lets it run for `ms` only; the servo stays on its last setpoint. */
  readonly driveFor: (axis: AxisId, toMm: number, ms: number) => void;
  /** Drops torque and brake release at once. */
  readonly drop: (axis: AxisId) => void;
  readonly pin: (into: boolean) => void;
  readonly fork: (engage: boolean) => void;
  readonly lock: (locked: boolean) => void;
  readonly door: (id: string, way: 'open' | 'close') => void;
  /** The carriage to a place, axis by axis, lock pin in. */
  readonly goTo: (place: string) => void;
  /** From a carriage that stands pinned at the place: brings its pallet to the centre and locks it. */
  readonly take: (place: string) => void;
  /** The other way round: leaves the pallet of the carriage in the place. */
  readonly put: (place: string) => void;
}

const TICK_MS = 10;

function loaded(id: string): { readonly site: Site; readonly stock: Stock } {
  const [site, stock] = [loadSite(id), loadStock(id)];
  if (!site.ok || !stock.ok) throw new Error(`the site ${id} does not load`);
  return { site: site.value, stock: stock.value };
}

/** What belongs to one axis of a tower. */
function part<T>(axes: OfAxes<T>, id: AxisId): T {
  const found = axes[id];
  if (found === undefined) throw new Error(`the tower has no axis ${id}`);
  return found;
}

function createDriving({ site, state, inputs }: { readonly site: Site } & Pick<Plant, 'state' | 'inputs'>, run: (ms: number) => void) {
  const follow = (axis: AxisId, toMm: number, ms: number): void => {
    const [limits, command] = [limitsOf(site, axis), part(inputs.axes, axis)];
    const fromMm = part(state.axes, axis).positionMm;
    Object.assign(command, { torque: true, releaseBrake: true, setpointMm: fromMm, setpointMmPerS: 0 });
    run(limits.brakeCloseMs);
    const profile = planProfile(fromMm, toMm, {
      velocity: limits.velocityMmPerS, acceleration: limits.accelerationMmPerS2, jerk: limits.jerkMmPerS3,
    });
    const sample = { position: 0, velocity: 0, acceleration: 0 };
    for (let atMs = TICK_MS; atMs <= Math.min(ms, profile.durationS * 1000 + 600); atMs += TICK_MS) {
      sampleProfile(profile, atMs / 1000, sample);
      command.setpointMm = sample.position;
      command.setpointMmPerS = sample.velocity;
      run(TICK_MS);
    }
  };
  const drop = (axis: AxisId): void => {
    Object.assign(part(inputs.axes, axis), { torque: false, releaseBrake: false });
  };
  return {
    drop,
    driveFor: follow,
    drive: (axis: AxisId, toMm: number): void => {
      follow(axis, toMm, Infinity);
      part(inputs.axes, axis).releaseBrake = false;
      run(limitsOf(site, axis).brakeCloseMs);
      drop(axis);
      run(TICK_MS);
    },
  };
}

/** A plant with its full stock, everything at rest; of the default site unless another is named. */
export function createPlantBench(change: (site: Site, stock: Stock) => void = () => {}, siteId = 'tmall-shanghai'): PlantBench {
  const { site, stock } = loaded(siteId);
  change(site, stock);
  const plant = createPlant({ site, stock });
  const { state, inputs, step } = plant;
  const ticks: ((dtMs: number) => void)[] = [];
  const run = (ms: number): void => {
    for (let atMs = 0; atMs < ms; atMs += TICK_MS) {
      step(TICK_MS);
      for (const fn of ticks) fn(TICK_MS);
    }
  };
  const { drive, driveFor, drop } = createDriving({ site, state, inputs }, run);
  const placeOf = (id: string) => {
    const place = placesOf(site).find((candidate) => candidate.id === id);
    if (place === undefined) throw new Error(`no place ${id}`);
    return place;
  };
  const pin = (into: boolean): void => {
    inputs.lockPin.in = into;
    run(site.actuators.lockPin.travelMs + TICK_MS);
  };
  const fork = (engage: boolean): void => {
    inputs.fork.engage = engage;
    run(site.actuators.fork.travelMs + TICK_MS);
  };
  const lock = (locked: boolean): void => {
    inputs.palletLock.lock = locked;
    run(site.actuators.palletLock.travelMs + TICK_MS);
  };
  const door = (id: string, way: 'open' | 'close'): void => {
    const limits = id.endsWith('.inner') ? site.doors.inner : site.doors.outer;
    Object.assign(inputs.doors[id] ?? {}, way === 'open' ? { motor: 'opening', lock: false } : { motor: 'closing', lock: true });
    run(limits.travelMs + limits.lockMs + 2 * TICK_MS);
    Object.assign(inputs.doors[id] ?? {}, { motor: 'still' });
  };
  return {
    ...plant, site, stock, run, drive, driveFor, drop, pin, fork, lock, door,
    onTick: (fn) => ticks.push(fn),
    goTo: (id) => {
      const place = placeOf(id);
      pin(false);
      for (const axis of carriageAxesOf(site).toReversed()) drive(axis, stationMm(site, axis, place));
      pin(true);
    },
    take: (id) => {
      drive('shuttle', placeOf(id).reachMm);
      fork(true);
      drive('shuttle', 0);
      lock(true);
      fork(false);
    },
    put: (id) => {
      fork(true);
      lock(false);
      drive('shuttle', placeOf(id).reachMm);
      fork(false);
      drive('shuttle', 0);
    },
  };
}
