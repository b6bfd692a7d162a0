import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../config/load-site.ts';
import type { Stock } from '../../../config/schema/site.schema.ts';
import type { TowerSnapshot } from '../../api/contract/index.ts';
import type { Result } from '../../ports.ts';
import type { TowerEvent } from '../../api/tower.port.ts';
import { startAutoDriver } from '../../shell/simulation/auto-driver.ts';
import { createSimulation } from '../../shell/simulation/simulation.ts';
import { openTower, runUntil } from '../../shell/simulation/stage.ts';

/** Everything a collection may take with its stops, in simulated ms. */
export const LONG_MS = 600_000;

/**
 * The composed tower of the default site on virtual time, reset and idle, with drivers who come for their cars. `outside`: cars that are
 * with their customers; their pallets stand empty at home.
 */
export async function openSimulatedTower(drivers = true, outside: readonly string[] = []) {
  const site = loadSite('tmall-shanghai');
  const stock = loadStock('tmall-shanghai');
  if (!site.ok || !stock.ok) throw new Error('the default site does not load');
  const simulation = await createSimulation({ site: site.value, stock: withCarsOutside(stock.value, outside), seed: 1, skipIdle: true });
  const { core, sim, clock } = simulation;
  const { tower } = core;
  if (!(await openTower(simulation))) throw new Error(`the tower did not become idle: ${JSON.stringify(tower.snapshot().tower.reasons)}`);
  if (drivers) startAutoDriver(simulation);
  const events: TowerEvent[] = [];
  tower.onEvent((event) => events.push(event));
  const now = (): TowerSnapshot => tower.snapshot().tower;
  return {
    simulation, tower, sim, clock, core, events, now,
    until: (holds: () => boolean, timeoutMs = LONG_MS) => runUntil(simulation, holds, timeoutMs),
    phase: () => now().collections[0]?.phase,
    isOver: () => now().collections.length === 0,
    isPaused: () => now().collections[0]?.paused === true,
    /** A request that is granted; time passes while the disk or the bus is waited for. */
    grant: async (answer: Promise<Result<unknown, unknown>>): Promise<void> => {
      await clock.runFor(2500);
      assert.deepEqual(await answer, { ok: true, value: undefined });
    },
    bring: async (carId: string, collectionId = 'c1'): Promise<void> => {
      const answer = await tower.collect({ collectionId, bookingId: undefined, carId });
      assert.ok(answer.ok, JSON.stringify(answer));
    },
    collect: (carId: string, collectionId = 'c1') => tower.collect({ collectionId, bookingId: undefined, carId }),
  };
}

function withCarsOutside(stock: Stock, outside: readonly string[]): Stock {
  return { ...stock, pallets: stock.pallets.map(({ car, ...pallet }) => (car === undefined || outside.includes(car) ? pallet : { ...pallet, car })) };
}
