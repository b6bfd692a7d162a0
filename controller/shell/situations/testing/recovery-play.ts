import assert from 'node:assert/strict';
import type { Stock } from '../../../../config/schema/site.schema.ts';
import type { PlantState } from '../../../../sim/plant/plant.port.ts';
import { startAutoDriver } from '../../simulation/auto-driver.ts';
import { createSimulation, type Simulation } from '../../simulation/simulation.ts';
import { openTower } from '../../simulation/stage.ts';
import { createTechnician, type Technician, type TechnicianHints } from './technician.ts';
import { defaultTower, type Fault } from './tower-scene.ts';

/** A whole tower whose customers come for their cars, about to be interrupted. */
export interface RecoveryPlay {
  readonly simulation: Simulation;
  readonly plant: PlantState;
  readonly until: (holds: () => boolean, timeoutMs?: number) => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
  /** Asks for a car; it is accepted. */
  readonly bring: (carId: string, collectionId?: string) => Promise<void>;
  readonly inject: (fault: Fault) => void;
  readonly clear: (target: string) => void;
  /** Somebody presses stop at the kiosk, and everything comes to rest. */
  readonly stop: () => Promise<void>;
  /** The controller dies where it stands and is started again. */
  readonly crash: () => Promise<void>;
  readonly technician: (hints?: TechnicianHints) => Technician;
}

const TICK_MS = 10;
const LONG_MS = 300_000;

/** The stock without its last two pallets, and with nothing on the last of the others: two free cells, and an empty pallet. */
function roomier(full: Stock): Stock {
  const pallets = full.pallets.slice(0, -2).map((pallet, n, { length }) => (n === length - 1 ? { id: pallet.id, tag: pallet.tag, cell: pallet.cell } : pallet));
  const carried = new Set(pallets.map((pallet) => pallet.car));
  return { ...full, pallets, cars: full.cars.filter(({ id }) => carried.has(id)) };
}

/**
 * Plays in the default tower, reset and idle; `withSpace`: two free cells and an empty pallet in it. Whatever happened, at the end nothing was violated and
 * nothing broke; `byAccident`: invariants that the accident itself breaks, before anything could answer it.
 */
export async function inRecovery(play: (play: RecoveryPlay) => Promise<void>, { withSpace = false, byAccident = [] }: { readonly withSpace?: boolean; readonly byAccident?: readonly string[] } = {}): Promise<void> {
  const { site, stock: full } = defaultTower();
  const stock = withSpace ? roomier(full) : full;
  const simulation = await createSimulation({ site, stock, seed: 1, skipIdle: true });
  try {
    assert.ok(await openTower(simulation), `the tower becomes idle: ${JSON.stringify(simulation.core.tower.snapshot().tower.reasons)}`);
    startAutoDriver(simulation);
    await play(playOn(simulation, site, stock, byAccident));
    assert.deepEqual(simulation.sim.violations().filter(({ invariant }) => !byAccident.includes(invariant)), []);
    assert.deepEqual(simulation.bugs, []);
  } finally {
    await simulation.close();
  }
}

function playOn(simulation: Simulation, site: ReturnType<typeof defaultTower>['site'], stock: ReturnType<typeof defaultTower>['stock'], byAccident: readonly string[]): RecoveryPlay {
  const { sim, clock } = simulation;
  const until: RecoveryPlay['until'] = async (holds, timeoutMs = LONG_MS) => {
    let held = holds();
    if (held) return;
    const end = clock.every(TICK_MS, () => {
      if (held || !holds()) return;
      held = true;
      clock.stop();
    });
    await clock.runUntil(clock.nowMs() + timeoutMs);
    end();
    assert.ok(held, `it happens: ${holds.toString()}; ${JSON.stringify(simulation.core.tower.snapshot().tower.reasons.map(({ interlockId, cause }) => [interlockId, cause]))}`);
  };
  const stands = (): boolean => Object.values(sim.plant.axes).every((axis) => axis.velocityMmPerS === 0 && axis.brakeClosed);
  return {
    simulation, until,
    plant: sim.plant,
    pass: clock.runFor,
    bring: async (carId, collectionId = `play-${carId}`) => {
      const asked = await simulation.core.tower.collect({ collectionId, bookingId: undefined, carId });
      assert.ok(asked.ok, asked.ok ? '' : asked.error.message);
    },
    inject: (fault) => {
      const injected = sim.faults.inject(fault);
      assert.ok(injected.ok, injected.ok ? '' : injected.error.message);
    },
    clear: (target) => { sim.faults.clearTarget(target); },
    stop: async () => {
      const stopping = simulation.core.tower.stop('somebody asked');
      await until(stands, 10_000);
      await clock.runFor(1000);
      assert.ok((await stopping).ok);
    },
    crash: async () => {
      simulation.kill();
      await clock.runFor(3000);
      await simulation.restart();
      await clock.runFor(3000);
    },
    technician: (hints) => createTechnician(simulation, site, stock, { ...hints, byAccident }),
  };
}
