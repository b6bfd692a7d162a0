import { stationMm } from '../../../../config/axes.ts';
import { placesOf, type Place } from '../../../../config/places.ts';
import type { Site } from '../../../../config/schema/site.schema.ts';
import type { TowerSim } from '../../../../sim/tower-sim.ts';
import type { Motion, MotionKind } from '../../../interlocks/motion.ts';

type Axis = 'lift' | 'travel' | 'turn' | 'shuttle';

/** A hand that reaches into the truth of a tower: before it is started, or while it runs. */
export interface Scenery {
  readonly sim: TowerSim;
  readonly site: Site;
  /** The carriage stands at a place: `bay:A`, or the first occupied or empty cell on a level away from the bays. */
  readonly at: (place: string) => void;
  readonly axis: (id: Axis, mm: number) => void;
  /** A drive that creeps to and fro where it should stand. */
  readonly roll: (id: Axis) => void;
  /** A brake that does not close: the drive holds what it should hold. */
  readonly unbraked: (id: Axis) => void;
  readonly pin: (isIn: boolean) => void;
  readonly fork: (engaged: boolean) => void;
  readonly lock: (locked: boolean) => void;
  /** An inner or outer door stands open. */
  readonly open: (door: string) => void;
  readonly shut: (door: string) => void;
  /** A pallet with its car stands there: on the carriage, in the bay, held by the fork at some mm. */
  readonly pallet: (place: 'lift' | 'shuttle' | `bay:${string}`, yMm?: number, car?: Partial<TowerSim['plant']['cars'][string]>) => void;
  /** The pallet is back in its cell. */
  readonly noPallet: () => void;
  /** Somebody on foot. */
  readonly person: (bay: string) => void;
  /** What breaks, as a fault of the catalogue. */
  readonly fault: (spec: Parameters<TowerSim['faults']['inject']>[0]) => void;
}

/** How one row is shown: what stands where, what makes its fact untrue, and which motion would then do harm. */
export interface Play {
  readonly row: string;
  readonly motions: readonly MotionKind[];
  readonly scene: (hand: Scenery) => void;
  readonly deed: (hand: Scenery) => void;
  /** Bay of a motion that names one; A without. */
  readonly bay?: string;
  /** Where an axis is sent, mm; without it, far away, or to the place at which it stands. */
  readonly toMm?: (site: Site) => number;
  /** What follows, each as soon as it may. */
  readonly then?: readonly (Motion | readonly [Motion, number])[];
  /** The deed comes after the tower has opened: what would keep it from opening. */
  readonly late?: true;
  /** The deed is done in the last second before the command: the tower would answer it. */
  readonly soon?: true;
  /** Longest time in which the harm comes about, ms. */
  readonly forMs?: number;
}

/** Faster than standing, to and fro within every tolerance and within the play of the pin. */
const CREEP_MM_PER_S = 3;
const CREEP_MM = 4;

/** The place with this id. */
export function placeOf(site: Site, id: string): Place {
  const found = placesOf(site).find((place) => place.id === id);
  if (found === undefined) throw new RangeError(`no place ${id}`);
  return found;
}

/** From now on something else commands these, whatever the electrics say. */
function force(command: object | undefined, truth: Readonly<Record<string, () => number | boolean>>): void {
  for (const [field, get] of Object.entries(truth)) if (command !== undefined) Object.defineProperty(command, field, { get, set: () => undefined });
}

/** Reaches into the truth of a tower. Setting what is set already changes nothing but that the tower looks. */
export function createScenery(site: Site, sim: TowerSim): Scenery {
  const { plant, inputs } = sim;
  const home = { ...(Object.values(plant.pallets)[0] ?? { place: 'outside', yMm: 0 }) };
  const looked = <A extends readonly unknown[]>(act: (...args: A) => void) => (...args: A): void => {
    act(...args);
    sim.panel.setSmoke(plant.panel.smoke);
  };
  const axis = (id: Axis, mm: number): void => {
    const [body, command] = [plant.axes[id], inputs.axes[id]];
    if (body === undefined || command === undefined) return;
    body.positionMm = mm;
    command.setpointMm = mm;
  };
  return {
    sim, site,
    axis: looked(axis),
    at: looked((id) => {
      const place = placeOf(site, id);
      for (const one of ['lift', 'travel', 'turn'] as const) if (plant.axes[one] !== undefined) axis(one, stationMm(site, one, place));
    }),
    roll: looked((id) => {
      const fromMm = plant.axes[id]?.positionMm ?? 0;
      const fromMs = plant.timeMs;
      const legs = (): number => (CREEP_MM_PER_S * (plant.timeMs - fromMs)) / 1000 / CREEP_MM + 1;
      const isUp = (): boolean => legs() % 4 < 2;
      const wayMm = (): number => CREEP_MM * (isUp() ? (legs() % 4) - 1 : 3 - (legs() % 4));
      force(inputs.axes[id], { torque: () => true, releaseBrake: () => true, setpointMm: () => fromMm + wayMm(), setpointMmPerS: () => (isUp() ? CREEP_MM_PER_S : -CREEP_MM_PER_S) });
    }),
    unbraked: looked((id) => { force(inputs.axes[id], { torque: () => true, releaseBrake: () => true }); }),
    pin: looked((isIn) => { plant.lockPin.position = isIn ? 1 : 0; inputs.lockPin.in = isIn; }),
    fork: looked((engaged) => { plant.fork.position = engaged ? 1 : 0; inputs.fork.engage = engaged; }),
    lock: looked((locked) => { plant.palletLock.position = locked ? 1 : 0; inputs.palletLock.lock = locked; }),
    open: looked((door) => {
      Object.assign(plant.doors[door] ?? {}, { position: 1, locked: false });
      Object.assign(inputs.doors[door] ?? {}, { motor: 'still', lock: false });
    }),
    shut: looked((door) => {
      Object.assign(plant.doors[door] ?? {}, { position: 0, locked: true });
      Object.assign(inputs.doors[door] ?? {}, { motor: 'still', lock: true });
    }),
    noPallet: looked(() => {
      const [first] = Object.values(plant.pallets);
      if (first !== undefined) Object.assign(first, { place: home.place, yMm: home.yMm });
      plant.coupledPallet = undefined;
    }),
    pallet: looked((place, yMm = 0, car = {}) => {
      const [id, pallet] = Object.entries(plant.pallets)[0] ?? [];
      if (id === undefined || pallet === undefined) return;
      Object.assign(pallet, { place, yMm: place.startsWith('bay:') ? placeOf(site, place).reachMm : yMm });
      if (pallet.car !== undefined) Object.assign(plant.cars[pallet.car] ?? {}, car);
      if (plant.fork.position === 1) plant.coupledPallet = id;
    }),
    person: looked((bay) => { Object.assign(plant.bays[bay] ?? {}, { persons: 1 }); }),
    fault: looked((spec) => {
      const injected = sim.faults.inject(spec);
      if (!injected.ok) throw new Error(injected.error.message);
    }),
  };
}
