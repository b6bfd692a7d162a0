import type { Site } from '../../../../config/schema/site.schema.ts';
import type { Clock } from '../../../../hal/ports/clock.port.ts';
import type { TowerSim } from '../../../../sim/tower-sim.ts';
import type { Interlock } from '../../../interlocks/interlock.ts';
import type { Core } from '../../core.ts';
import { anyOf, type Dice } from '../gate-monkey/command-draw.ts';

/** What makes a fact untrue: done, and undone after a while. */
interface Deed {
  readonly begin: () => void;
  readonly end: () => void;
  /** Only while nothing runs: what is pushed while it moves is an accident of its own. */
  readonly atRest?: true;
  /** Until it has come about the hand holds still. */
  readonly hushes?: () => boolean;
}

/** What it may touch. */
export interface LeanParts {
  readonly site: Site;
  readonly clock: Clock;
  readonly sim: TowerSim;
  readonly core: () => Core;
  readonly dice: Dice;
  readonly row: Interlock;
  /** Hears of everything that was tried: a fault or a command may be turned down. */
  readonly asked: (result: { readonly ok: boolean }) => void;
}

/** How often the world looks whether it is time, and for how long a deed lasts at most. */
const LOOK_MS = 70;
const LASTS_MS = 6000;
/** Without a motion that could be disturbed, something happens about this often. */
const IDLE_MS = 2500;
/** After a motion of the row has begun, the deed comes within this time. */
const INTO_MOTION_MS = 900;
/** Readings that are so far off lead an axis to the wrong place, and to the end of its way. */
const ASTRAY_MM = [60, -60, 900, -900] as const;

type Spec = Parameters<TowerSim['faults']['inject']>[0];

function breaking({ sim, asked }: LeanParts, ...specs: readonly Spec[]): Deed {
  return {
    begin: () => { for (const spec of specs) asked(sim.faults.inject(spec)); },
    end: () => { for (const { target } of specs) sim.faults.clearTarget(target); },
  };
}

function around({ sim }: LeanParts, change: Parameters<TowerSim['panel']['surround']>[0], back: typeof change): Deed {
  return { begin: () => { sim.panel.surround(change); }, end: () => { sim.panel.surround(back); } };
}

/** Somebody in a bay, for as long as it takes. */
function person({ sim }: LeanParts, bay: string): Deed {
  let id: number | undefined;
  return {
    begin: () => { id = sim.people.assign({ kind: 'visitor', bay }); },
    end: () => { if (id !== undefined) sim.people.leave(id); },
  };
}

/** The car that stands in a bay is suddenly another one: too heavy, too high, over the end, with somebody left in it, not braked. */
function otherCar({ sim }: LeanParts, bay: string, change: Partial<TowerSim['plant']['cars'][string]>): Deed {
  let undo: (() => void) | undefined;
  return {
    begin: () => {
      const carId = Object.values(sim.plant.pallets).find(({ place }) => place === `bay:${bay}`)?.car;
      const car = carId === undefined ? undefined : sim.plant.cars[carId];
      if (car === undefined || undo !== undefined) return;
      const before = Object.fromEntries(Object.keys(change).map((key) => [key, car[key as keyof typeof car]]));
      Object.assign(car, change);
      undo = () => { Object.assign(car, before); };
      sim.panel.setFloorWet(bay, sim.plant.bays[bay]?.floorWet ?? false);
    },
    end: () => {
      undo?.();
      undo = undefined;
    },
  };
}

/** Somebody pushes an axis that stands, a little off where it stood; with the pin in nothing gives way. */
function nudge({ sim, dice }: LeanParts, id: 'lift' | 'travel' | 'turn' | 'shuttle'): Deed {
  return {
    atRest: true,
    begin: () => {
      const body = sim.plant.axes[id];
      if (body === undefined || (id !== 'shuttle' && sim.plant.lockPin.position > 0) || (id === 'shuttle' && Math.abs(body.positionMm) > 1)) return;
      body.positionMm += (dice.next() < 0.5 ? -1 : 1) * (30 + dice.next() * 40);
      // Setting what is set already changes nothing but that the tower looks.
      sim.panel.setSmoke(sim.plant.panel.smoke);
    },
    end: () => undefined,
  };
}

const STEP_MS = 200;
/** Whoever goes in takes this long at most; the door takes as long to come down. */
const WITHIN_MS = 25_000;

/** The door comes down over somebody whom no sensor has seen; then they see again. */
function shutIn(parts: LeanParts, bay: string): Deed {
  const { sim, clock, core, asked } = parts;
  const eyes = sim.faults.targets().filter((target) => new RegExp(`^(?:gpio/${bay}\\.personClear|io-bay-${bay.toLowerCase()}/(?:presence|radar|curtain)Clear)$`, 'iu').test(target));
  let [id, isUnderWay, wasCommanded]: [number | undefined, boolean, boolean] = [undefined, false, false];
  const command = (verb: 'open' | 'close'): void => {
    const { gate, devices } = core();
    const [actuator, motion] = [devices.doors[`${bay}.outer`], `outer.${verb}:${bay}`] as const;
    const intent = { motion, detail: 'over somebody unseen' } as Parameters<typeof gate.move>[1];
    if (actuator !== undefined) void gate.move(motion, intent, actuator, { verb }).then((sent) => (sent.ok ? sent.value.conclude({ kind: 'done' }) : sent)).then(asked);
  };
  const see = (): void => { for (const target of eyes) sim.faults.clearTarget(target); };
  const finish = (): void => {
    see();
    isUnderWay = false;
  };
  const step = (untilMs: number): void => {
    const inside = (sim.plant.bays[bay]?.persons ?? 0) > 0;
    const door = sim.plant.doors[`${bay}.outer`];
    if (!isUnderWay || clock.nowMs() > untilMs || door === undefined || (wasCommanded && door.locked && door.position === 0)) {
      finish();
      return;
    }
    if (inside && !wasCommanded) {
      for (const target of eyes) asked(sim.faults.inject({ target, verb: 'stuck', level: true }));
      wasCommanded = true;
    } else if (wasCommanded && door.position > 0 && door.velocityPerS === 0) {
      command('close');
    }
    clock.setTimeout(() => { step(untilMs); }, STEP_MS);
  };
  return {
    hushes: () => isUnderWay,
    begin: () => {
      [isUnderWay, wasCommanded] = [true, false];
      command('open');
      const { gate, devices } = core();
      for (const module of Object.values(devices.ioModules)) if (module.id === `io-bay-${bay.toLowerCase()}` && module.observed().value !== undefined) void gate.signal(module, { lampGreen: true, lampRed: false }).then(asked);
      id = sim.people.assign({ kind: 'visitor', bay });
      step(clock.nowMs() + WITHIN_MS);
    },
    end: () => {
      finish();
      if (id !== undefined) sim.people.leave(id);
    },
  };
}

type Deeds = (parts: LeanParts, bay: string) => readonly Deed[];

const CAR = { lengthFits: { lengthMm: 6500 }, widthFits: { widthMm: 2600 }, heightFits: { heightMm: 2600 }, clearanceFits: { clearanceMm: 20 }, massFits: { massKg: 4500 }, loadBalanced: { massCentreMm: 1500 } } as const;

/** The tower's own facts, by what happens there. What the hand itself brings about (positions, bolts, doors) needs no deed. */
const TOWER_DEEDS: Readonly<Record<string, Deeds>> = {
  safetyChainClosed: ({ sim }) => [{ begin: sim.people.attendant.pressEmergencyStop, end: sim.people.attendant.releaseEmergencyStop }],
  keyInAuto: ({ sim }) => [{ begin: () => { sim.people.attendant.turnKey('off'); }, end: () => { sim.people.attendant.turnKey('auto'); } }],
  hatchLocked: ({ sim }) => [{ begin: () => { sim.panel.setHatchLocked(false); }, end: () => { sim.panel.setHatchLocked(true); } }],
  supplyOk: ({ sim }) => [{ begin: () => { sim.panel.setSupplyOk(false); }, end: () => { sim.panel.setSupplyOk(true); } }],
  runEnabled: (parts) => [breaking(parts, { target: 'gpio/runEnabled', verb: 'stuck', level: false })],
  overtravelClear: (parts) => [breaking(parts, { target: 'gpio/overtravelClear', verb: 'stuck', level: false })],
  slackRopeOk: (parts) => [breaking(parts, { target: 'io-carriage/slackRopeOk', verb: 'stuck', level: false })],
  fireClear: ({ sim }) => [{ begin: () => { sim.panel.setSmoke(true); }, end: () => { sim.panel.setSmoke(false); } }],
  gasClear: (parts) => [around(parts, { gas: true }, { gas: false })],
  windSafe: (parts) => [around(parts, { windMPerS: 40 }, { windMPerS: 2 })],
  seismicClear: (parts) => [around(parts, { quake: true }, { quake: false })],
  pitDry: (parts) => [around(parts, { pitWater: true }, { pitWater: false })],
  debrisClear: (parts) => [around(parts, { debris: true }, { debris: false })],
  mainsPresent: (parts) => [around(parts, { mains: false }, { mains: true })],
  shuttleCentred: (parts) => [nudge(parts, 'shuttle')],
  liftAtLevel: (parts) => [nudge(parts, 'lift')],
  travelAtPosition: (parts) => [nudge(parts, 'travel')],
  turnAtAngle: (parts) => [nudge(parts, 'turn')],
  supplyReserve: (parts) => [around(parts, { mains: false, battery: false }, { mains: true, battery: true })],
};

const BAY_DEEDS: Readonly<Record<string, Deeds>> = {
  personClear: (parts, bay) => [person(parts, bay), shutIn(parts, bay)],
  outerUnobstructed: ({ sim }, bay) => [{ begin: () => { sim.people.assign({ kind: 'loiterer', bay, standMs: LASTS_MS }); }, end: () => undefined }],
  exitReleased: ({ sim }, bay) => [{ begin: () => { sim.panel.setExitPressed(bay, true); }, end: () => { sim.panel.setExitPressed(bay, false); } }],
  floorDry: ({ sim }, bay) => [{ begin: () => { sim.panel.setFloorWet(bay, true); }, end: () => { sim.panel.setFloorWet(bay, false); } }],
  radarClear: (parts, bay) => [otherCar(parts, bay, { occupants: 1 })],
  loadAdmitted: (parts, bay) => [otherCar(parts, bay, { offsetMm: 900 }), person(parts, bay)],
  contentsProven: (parts, bay) => [otherCar(parts, bay, { offsetMm: 900 })],
  carStands: (parts, bay) => [otherCar(parts, bay, { braked: false, rollMmPerS: 60 })],
  profileSteady: (parts, bay) => [otherCar(parts, bay, { wet: true })],
  ...Object.fromEntries(Object.entries(CAR).map(([name, change]) => [name, (parts: LeanParts, bay: string) => [otherCar(parts, bay, change)]])),
};

/** A drive that is silent, has lost its reference, or counts from elsewhere. */
function axisDeeds(parts: LeanParts, name: string): readonly Deed[] {
  const axis = /^(lift|travel|turn|shuttle)(\w+)$/u.exec(name);
  const [, id, what] = axis ?? [];
  if (id === undefined) return [];
  if (what === 'Live') return [breaking(parts, { target: id, verb: 'silent' }), breaking(parts, { target: id, verb: 'delayed', ms: 400 })];
  if (what === 'Homed') return [breaking(parts, { target: id, verb: 'off' })];
  if (what === 'PositionAgrees') return ASTRAY_MM.map((amount) => breaking(parts, { target: id, verb: 'wrong', amount }));
  if (what === 'Braked') return [breaking(parts, { target: `${id}/brake`, verb: 'stuck' })];
  if (what === 'NoFault') return [breaking(parts, { target: `${id}/motor`, verb: 'stuck' })];
  return [];
}

/** What can make the fact of a row untrue, at any bay. */
export function deedsOf(parts: LeanParts): readonly Deed[] {
  const { fact } = parts.row;
  if (fact.of === 'tower') return [...(TOWER_DEEDS[fact.name]?.(parts, '') ?? []), ...axisDeeds(parts, fact.name)];
  return parts.site.tower.bays.flatMap(({ id }) => {
    const live = /^(inner|outer)Live$/u.exec(fact.name)?.[1];
    return live === undefined ? (BAY_DEEDS[fact.name]?.(parts, id) ?? []) : [breaking(parts, { target: `${id}.${live}`, verb: 'silent' })];
  });
}

/** Makes the fact of one row untrue again and again, half of the time into a motion that the row binds. */
export function startLeaning(parts: LeanParts): { readonly rest: () => void; readonly hushes: () => boolean; readonly canLean: boolean } {
  const { clock, dice, core, row } = parts;
  const deeds = deedsOf(parts);
  const kinds = new Set<string>(row.motions);
  let lasting: Deed | undefined;
  let resting = false;
  let dueAtMs = clock.nowMs() + dice.next() * IDLE_MS;
  const runs = (): boolean => core().gate.running().some(({ motion }) => kinds.has(motion.split(':')[0] ?? ''));
  const end = clock.every(LOOK_MS, () => {
    if (resting || lasting !== undefined) return;
    if (runs()) dueAtMs = Math.min(dueAtMs, clock.nowMs() + dice.next() * INTO_MOTION_MS);
    if (clock.nowMs() < dueAtMs) return;
    const deed = anyOf(deeds, dice);
    if (deed === undefined || (deed.atRest === true && core().gate.running().length > 0)) return;
    deed.begin();
    lasting = deed;
    clock.setTimeout(() => {
      deed.end();
      lasting = undefined;
      dueAtMs = clock.nowMs() + (0.2 + dice.next()) * IDLE_MS;
    }, (deed.hushes === undefined ? 300 : WITHIN_MS) + dice.next() * LASTS_MS);
  });
  return {
    canLean: deeds.length > 0,
    hushes: () => lasting?.hushes?.() ?? false,
    rest: () => {
      resting = true;
      end();
    },
  };
}
