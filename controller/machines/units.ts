import { createActor } from 'xstate';
import { axesOf } from '../../config/axes.ts';
import type { AxisId, Site } from '../../config/schema/site.schema.ts';
import type { Result } from '../ports.ts';
import type { Motion } from '../interlocks/motion.ts';
import type { Permit } from '../interlocks/permit.port.ts';
import { carriageModuleId } from '../sensing/carriage-facts.ts';
import type { Facts } from '../sensing/fact.ts';
import { axisMachine } from './axis.machine.ts';
import { boltMachine } from './bolt.machine.ts';
import { doorMachine } from './door.machine.ts';
import { axisKind, boltKind, doorKind } from './unit/unit-kinds.ts';
import { unitActors, type UnitWorld } from './unit/unit-effects.ts';
import { unitFault, type UnitFault, type UnitOrder } from './unit/unit-order.ts';
import type { UnitEvent, UnitInput, UnitLimits, UnitSettled } from './unit/unit.setup.ts';

export type BoltId = 'lockPin' | 'fork' | 'palletLock';
/** A unit: an axis, a bolt, or a door by its id (`A.inner`). */
export type UnitId = AxisId | BoltId | `${string}.inner` | `${string}.outer`;

/** Everything on the machine and in the bays that takes orders. */
export interface Units {
  /** Runs one order to its end: done and proven, or a fault. Never rejects. */
  readonly run: (unit: UnitId, order: UnitOrder) => Promise<Result<void, UnitFault>>;
  readonly factsChanged: (facts: Facts) => void;
  readonly stopLatched: () => void;
  readonly faultCleared: () => void;
  /** Whether any unit, or this one, is at an order. */
  readonly busy: (unit?: UnitId) => boolean;
  /** Units that cannot show that they stand. */
  readonly unconfirmed: () => readonly UnitId[];
}

/** A unit that has asked for durable intents may wait for the disk; a commit once took 312 ms. */
const COMMAND_MS = 5000;

interface Subscription { readonly unsubscribe: () => void }

/** What the three machines have in common as running actors. */
interface UnitActor {
  readonly start: () => unknown;
  readonly send: (event: UnitEvent) => void;
  readonly getSnapshot: () => { readonly status: string; readonly hasTag: (tag: 'ready' | 'needsTechnician' | 'cutPower') => boolean };
  readonly on: (type: 'unit.settled', handler: (settled: UnitSettled) => void) => Subscription;
  readonly subscribe: (observer: { readonly error: (error: unknown) => void }) => Subscription;
}

/** Starts one actor per unit of the site. `died` is told when an actor breaks: a defect, to be answered by a stop. */
export function createUnits(site: Site, world: UnitWorld, permit: (motion: Motion, facts: Facts) => Permit, died: (unit: UnitId, error: unknown) => void): Units {
  const { motionStartMs, discrepancyMs, stopTimeoutMs } = site.control;
  const limits: UnitLimits = { commandMs: COMMAND_MS, motionStartMs, confirmMs: 2 * discrepancyMs + slowestAgeMs(site), stopMs: stopTimeoutMs };
  const actors = new Map<UnitId, UnitActor>();
  for (const [unit, actor] of actorsOf(site, world, { limits, facts: world.facts(), permit })) {
    actor.subscribe({ error: (error) => died(unit, error) });
    actor.start();
    actors.set(unit, actor);
  }
  const each = (act: (actor: UnitActor) => void) => {
    for (const actor of actors.values()) if (actor.getSnapshot().status === 'active') act(actor);
  };
  return {
    run: (unit, order) => runOrder(actors.get(unit), order, world.facts()),
    // A waiting unit is told with its next order.
    factsChanged: (facts) => each((actor) => {
      if (!actor.getSnapshot().hasTag('ready')) actor.send({ type: 'facts.changed', facts });
    }),
    stopLatched: () => each((actor) => actor.send({ type: 'stop.latched' })),
    faultCleared: () => each((actor) => actor.send({ type: 'fault.cleared' })),
    busy: (unit) => [...actors].some(([id, actor]) => (unit ?? id) === id && !actor.getSnapshot().hasTag('ready') && !actor.getSnapshot().hasTag('needsTechnician')),
    unconfirmed: () => [...actors].filter(([, actor]) => actor.getSnapshot().hasTag('cutPower')).map(([unit]) => unit),
  };
}

/** A reading may be this old before it follows a motion that has just ended. */
function slowestAgeMs(site: Site): number {
  return Math.max(...Object.values(site.control.maxAgeMs));
}

function runOrder(actor: UnitActor | undefined, order: UnitOrder, facts: Facts): Promise<Result<void, UnitFault>> {
  if (actor?.getSnapshot().status !== 'active') {
    return Promise.resolve({ ok: false, error: unitFault('machineError', `${order.motion}: its machine is not running. Nothing moved; staff must look.`) });
  }
  return new Promise((resolve) => {
    const listening = actor.on('unit.settled', (settled) => {
      listening.unsubscribe();
      broken.unsubscribe();
      resolve(settled.result);
    });
    const broken = actor.subscribe({
      error: () => {
        listening.unsubscribe();
        resolve({ ok: false, error: unitFault('machineError', `${order.motion}: its machine broke. Motion is stopped; staff must look.`) });
      },
    });
    actor.send({ type: 'facts.changed', facts });
    actor.send({ type: 'unit.ordered', order });
  });
}

function actorsOf(site: Site, world: UnitWorld, input: UnitInput): readonly (readonly [UnitId, UnitActor])[] {
  const actors: (readonly [UnitId, UnitActor])[] = [];
  const { devices, clock } = world;
  for (const id of axesOf(site)) {
    const axis = devices.axes[id];
    const meterId = site.devices.find((device) => device.document === 'distance-meter' && 'axis' in device.on && device.on.axis === id)?.id;
    const meter = meterId === undefined ? undefined : devices.distanceMeters[meterId];
    if (axis) actors.push([id, createActor(axisMachine.provide({ actors: unitActors(axisKind(id, site, axis, meter, world), world) }), { input, clock })]);
  }
  for (const [id, door] of Object.entries(devices.doors)) {
    actors.push([id as UnitId, createActor(doorMachine.provide({ actors: unitActors(doorKind(door, world), world) }), { input, clock })]);
  }
  const carriage = devices.ioModules[carriageModuleId(site)];
  for (const id of ['lockPin', 'fork', 'palletLock'] as const) {
    if (carriage) actors.push([id, createActor(boltMachine.provide({ actors: unitActors(boltKind(carriage, id, world), world) }), { input, clock })]);
  }
  return actors;
}
