import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import { statement } from '../../journal/statements.ts';
import type { Stage, StageInventory, StageTower } from '../../../sim/scenarios/stage.port.ts';
import type { Simulation } from './simulation.ts';

/** An expectation that did not hold. */
export interface Failure {
  readonly sentence: string;
  readonly atMs: number;
  readonly detail: string | undefined;
}

/** How long a tower may take from power-up to idle, and between two looks of `until`. */
const READY_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** The longest request of a person: homing a lift at creep speed over the whole way of the tallest tower. */
const ANSWER_MS = 900_000;
/** A request that needs no time at all is answered within so many turns of the microtask queue. */
const TURNS = 200;

/** The stage of a scenario over a running simulation. */
export function createStage(simulation: Simulation, site: Site, stock: Stock): { readonly stage: Stage; readonly failures: readonly Failure[] } {
  const { clock, sim } = simulation;
  const failures: Failure[] = [];
  const expect = (sentence: string, holds: boolean, detail?: string): void => {
    if (!holds) failures.push({ sentence, atMs: clock.nowMs(), detail });
  };
  const stage: Stage = {
    site,
    stock,
    seed: simulation.seed,
    clock: { nowMs: clock.nowMs, runFor: clock.runFor, until: (predicate, timeoutMs, everyMs) => runUntil(simulation, predicate, timeoutMs, everyMs) },
    tower: stageTower(simulation, site.coin !== undefined),
    plant: { state: sim.plant, inputs: sim.inputs },
    people: sim.people,
    panel: sim.panel,
    coins: sim.coins,
    faults: {
      start: (target, verb, how = {}) => {
        const injected = sim.faults.inject({ ...how, target, verb } as Parameters<typeof sim.faults.inject>[0]);
        return injected.ok ? { ok: true, value: undefined } : injected;
      },
      clear: (target) => { sim.faults.clearTarget(target); },
      active: sim.faults.active,
    },
    controller: { kill: simulation.kill, restart: simulation.restart },
    power: {
      cut: () => {
        sim.powerOff();
        simulation.kill();
      },
      restore: async () => {
        sim.powerOn();
        await simulation.restart();
      },
    },
    disk: simulation.disk,
    jumpWallMs: simulation.jumpWallMs,
    // Setting what is set already changes nothing but that the tower looks.
    truthChanged: () => { sim.panel.setSmoke(sim.plant.panel.smoke); },
    inventory: () => readInventory(simulation),
    violations: sim.violations,
    expect,
  };
  return { stage, failures };
}

/** A person finds the coin slot so much after having asked for the car. */
const AT_SLOT_MS = 500;

/** The tower port of whichever controller runs; time passes while an answer needs it. */
function stageTower(simulation: Simulation, hasCoin: boolean): StageTower {
  const asked = async <T>(answer: Promise<T>): Promise<T> => {
    const progress = { answered: false };
    const isAnswered = (): boolean => progress.answered;
    const { core } = simulation;
    // Whoever asked a process that has been started anew since will not be answered any more.
    const isOver = (): boolean => isAnswered() || simulation.core !== core;
    const seen = answer.finally(() => { progress.answered = true; });
    for (let turn = 0; turn < TURNS && !isAnswered(); turn += 1) await Promise.resolve();
    if (!isAnswered()) await runUntil(simulation, isOver, ANSWER_MS);
    if (!isAnswered()) throw new Error('a request was never answered');
    return seen;
  };
  const tower = () => simulation.core.tower;
  return {
    snapshot: () => tower().snapshot(),
    collect: (request, atSlot = [{ afterMs: AT_SLOT_MS, happen: () => { simulation.sim.coins.insert('genuine'); } }]) => {
      if (hasCoin) for (const { afterMs, happen } of atSlot) simulation.clock.setTimeout(happen, afterMs);
      return asked(tower().collect(request));
    },
    allClear: (returnId, by) => asked(tower().allClear(returnId, by)),
    reset: (by, note) => asked(tower().reset(by, note)),
    resume: (orderId) => asked(tower().resume(orderId)),
    order: (request) => asked(tower().order(request)),
    reverse: (orderId, by) => asked(tower().reverse(orderId, by)),
    cancel: (orderId, by) => asked(tower().cancel(orderId, by)),
    endDay: (orderId, by) => asked(tower().endDay(orderId, by)),
    stop: (detail) => asked(tower().stop(detail)),
    settle: (by, why) => asked(tower().settle(by, why)),
    home: (axis, by) => asked(tower().home(axis, by)),
    releaseEvent: (release) => asked(tower().releaseEvent(release)),
    maintain: (request) => asked(tower().maintain(request)),
    recovery: () => asked(tower().recovery()),
    choose: (choice) => asked(tower().choose(choice)),
    liftQuarantine: (request) => asked(tower().liftQuarantine(request)),
  };
}

/** Runs until the predicate holds; asks it every `everyMs` of virtual time. */
export async function runUntil(simulation: Simulation, predicate: () => boolean, timeoutMs: number, everyMs: number = LOOK_EVERY_MS): Promise<boolean> {
  const { clock } = simulation;
  if (predicate()) return true;
  const deadlineMs = clock.nowMs() + timeoutMs;
  let held = false;
  const end = clock.every(everyMs, () => {
    if (held || !predicate()) return;
    held = true;
    clock.stop();
  });
  await clock.runUntil(deadlineMs);
  end();
  return held;
}

/** Powers the tower up as in the morning: wait for the links, press reset at the panel, wait for idle. */
export async function openTower(simulation: Simulation): Promise<boolean> {
  const { core, sim } = simulation;
  const ready = await runUntil(simulation, () => core.facts.get('liftLive').value === true && core.facts.get('hatchLocked').value === true, READY_TIMEOUT_MS);
  if (!ready) return false;
  sim.people.attendant.pressReset();
  // Safe values must hold and come round on the slowest bus before the first motion is permitted.
  const mayMove = (): boolean => core.tower.snapshot().tower.state === 'idle' && core.book.permit('lift.move', core.facts).granted;
  return runUntil(simulation, mayMove, READY_TIMEOUT_MS);
}

async function readInventory(simulation: Simulation): Promise<StageInventory> {
  const pallets = await simulation.store.read(statement('pallet.all'));
  const cars = await simulation.store.read(statement('car.all'));
  if (!pallets.ok || !cars.ok) throw new Error('the journal cannot be read');
  const place = (text: string): string => (text === 'carriage' ? 'lift' : text);
  return {
    pallets: Object.fromEntries(pallets.value.map((row) => [String(row['palletId']), place(String(row['place']))])),
    cars: Object.fromEntries(cars.value.map((row) => [String(row['carId']), String(row['place'] === 'pallet' ? row['palletId'] : row['place'])])),
  };
}
