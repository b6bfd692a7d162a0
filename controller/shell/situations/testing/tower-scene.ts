import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../../config/load-site.ts';
import { placesOf } from '../../../../config/places.ts';
import type { Site } from '../../../../config/schema/site.schema.ts';
import type { PlantState } from '../../../../sim/plant/plant.port.ts';
import { askFor, carsInCells, expectInventoryTrue, untilEnded, type Asked } from '../../../../sim/scenarios/plays.ts';
import type { TowerSnapshot } from '../../../api/contract/index.ts';
import type { TowerPort } from '../../../api/tower.port.ts';
import { createSimulation, type Simulation } from '../../simulation/simulation.ts';
import { createStage, openTower } from '../../simulation/stage.ts';

/** What the carriage carries while it moves. */
export type Load = 'empty' | 'loaded';

/** A whole tower on virtual time in which a collection has been asked for. */
export interface Scene {
  readonly simulation: Simulation;
  readonly site: Site;
  /** Truth. */
  readonly plant: PlantState;
  readonly tower: TowerPort;
  readonly asked: Asked;
  readonly now: () => TowerSnapshot;
  /** Passes time until something holds, looked at on every plant tick. False when it did not within the time. */
  readonly until: (holds: () => boolean, timeoutMs: number) => Promise<boolean>;
  readonly pass: (ms: number) => Promise<void>;
  /** Passes time until a request of a person is answered. */
  readonly ask: <T>(answer: Promise<T>, withinMs?: number) => Promise<T>;
  readonly inject: (...faults: readonly Fault[]) => void;
  readonly clear: (...targets: readonly string[]) => void;
  /** The phase of the collection; undefined when it has ended. */
  readonly phase: () => string | undefined;
  /** The customer comes to the bay and drives out when asked in. Once. */
  readonly sendCustomer: () => void;
  /** The customer has come, drives out; the collection ends well, and the journal knows where everything is. */
  readonly deliver: () => Promise<void>;
}

/** A fault as the board takes it. */
export type Fault = Parameters<Simulation['sim']['faults']['inject']>[0];

/** One step of the plant: nothing can happen between two looks. */
const TICK_MS = 10;
const ANSWER_MS = 10_000;
const COMING_MS = 120_000;

/**
 * Plays in a tower that has just accepted a collection, and states at the end that no invariant was violated and nothing broke.
 * The car stands right above the carriage in the top storey, so that the lift is the only axis on the way. `skipIdle`: false where the
 * play puts something on the clock of which the simulation does not know.
 */
export async function inTower(play: (scene: Scene) => Promise<void>, skipIdle = true): Promise<void> {
  const { site, stock } = defaultTower();
  const simulation = await createSimulation({ site, stock, seed: 1, skipIdle });
  try {
    assert.ok(await openTower(simulation), `the tower becomes idle: ${JSON.stringify(simulation.core.tower.snapshot().tower.reasons)}`);
    const { stage, failures } = createStage(simulation, site, stock);
    const above = placesOf(site).filter(({ kind, xMm }) => kind === 'cell' && xMm === site.axes.travel?.homeMm).sort((a, b) => b.zMm - a.zMm)[0];
    const asked = await askFor(stage, carsInCells(stage).find(({ cell }) => cell === above?.id));
    assert.ok(asked, JSON.stringify(failures));
    await play(sceneOf(simulation, site, asked, stage));
    assert.deepEqual(failures, []);
    assert.deepEqual(simulation.sim.violations(), []);
    assert.deepEqual(simulation.bugs, []);
  } finally {
    await simulation.close();
  }
}

/** The default site with its stock. */
export function defaultTower() {
  const site = loadSite('tmall-shanghai');
  const stock = loadStock('tmall-shanghai');
  if (!site.ok || !stock.ok) throw new Error('the default site does not load');
  return { site: site.value, stock: stock.value };
}

function sceneOf(simulation: Simulation, site: Site, asked: Asked, stage: ReturnType<typeof createStage>['stage']): Scene {
  const { core, sim, clock } = simulation;
  const until: Scene['until'] = async (holds, timeoutMs) => {
    if (holds()) return true;
    let held = false;
    const end = clock.every(TICK_MS, () => {
      if (held || !holds()) return;
      held = true;
      clock.stop();
    });
    await clock.runUntil(clock.nowMs() + timeoutMs);
    end();
    return held;
  };
  let sent = false;
  const sendCustomer = (): void => {
    if (!sent) sim.people.assign({ kind: 'driver', bay: asked.bay, carId: asked.carId });
    sent = true;
  };
  return {
    simulation, site, asked, until, sendCustomer,
    phase: () => core.tower.snapshot().tower.collections.find(({ collectionId }) => collectionId === asked.collectionId)?.phase,
    plant: sim.plant,
    tower: core.tower,
    now: () => core.tower.snapshot().tower,
    pass: clock.runFor,
    ask: async (answer, withinMs = ANSWER_MS) => {
      let answered = false;
      const seen = answer.finally(() => { answered = true; });
      assert.ok(await until(() => answered, withinMs), 'a request is answered');
      return seen;
    },
    inject: (...faults) => {
      for (const fault of faults) {
        const injected = sim.faults.inject(fault);
        assert.ok(injected.ok, `${JSON.stringify(fault)}: ${injected.ok ? '' : injected.error.message}`);
      }
    },
    clear: (...targets) => { for (const target of targets) sim.faults.clearTarget(target); },
    deliver: async () => {
      sendCustomer();
      await untilEnded(stage, asked);
      await expectInventoryTrue(stage);
    },
  };
}

/** Lets the delivery go on until the lift is in motion with this load, faster than `aboveMmPerS`. */
export async function untilLiftMoves({ plant, asked, until, now }: Scene, load: Load, aboveMmPerS = 600): Promise<void> {
  const carried = (): Load => (plant.pallets[asked.palletId]?.place === 'lift' ? 'loaded' : 'empty');
  const moves = await until(() => carried() === load && Math.abs(plant.axes.lift.velocityMmPerS) > aboveMmPerS, COMING_MS);
  assert.ok(moves, `the lift moves ${load} faster than ${aboveMmPerS} mm/s: ${JSON.stringify(now().reasons)}`);
}
