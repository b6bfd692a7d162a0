import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import type { WallClock } from '../../../hal/ports/clock.port.ts';
import { openSqliteStore } from '../../journal/sqlite-store.ts';
import { createJournal } from '../../journal/journal.ts';
import { seedInventory } from '../../journal/inventory.ts';
import type { Store } from '../../../hal/ports/store.port.ts';
import { startCore, type Core } from '../core.ts';

/** A whole tower on one virtual clock: plant, devices, wire, controller, journal on a real file. */
export interface Simulation {
  readonly clock: Awaited<ReturnType<typeof loadSim>>['clock'];
  readonly sim: Awaited<ReturnType<typeof loadSim>>['sim'];
  readonly core: Core;
  readonly store: Store;
  readonly wall: WallClock;
  readonly bugs: readonly string[];
  readonly close: () => Promise<void>;
}

export interface SimulationOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly seed: number;
  readonly skipIdle: boolean;
  readonly onTraceLine?: (line: string) => void;
}

/** Every simulated day begins here, so that a run never depends on the day it is made: 2026-01-01T08:00Z. */
const SIMULATED_START_UTC_MS = Date.UTC(2026, 0, 1, 8);

/** The journal of a simulation is thrown away with it: in memory where the system offers that, so that no disk slows virtual time. */
function scratch(): string {
  return existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
}

/** Builds and starts it. The simulated hours pass only while `clock.runFor` runs. */
export async function createSimulation(options: SimulationOptions): Promise<Simulation> {
  const { site, stock } = options;
  const { clock, sim, rng } = await loadSim(options);
  const wall: WallClock = { utcMs: () => SIMULATED_START_UTC_MS + Math.floor(clock.nowMs()) };
  const folder = mkdtempSync(join(scratch(), 'carillon-sim-'));
  const opened = openSqliteStore({ path: join(folder, 'journal.sqlite'), siteId: site.id, utcMs: wall.utcMs() });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const seeded = await seedInventory(store, stock, wall.utcMs());
  if (!seeded.ok) throw new Error(seeded.error.message);
  const journal = createJournal({ store, wall });
  const bugs: string[] = [];
  const onBug = (where: string, error: unknown): void => {
    bugs.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  const started = await startCore({ site, clock, wall, rng: rng.fork('controller'), gpio: sim.gpio, openPipe: sim.openPipe, journal, apiAlive: () => true, onBug });
  if (!started.ok) throw new Error(started.error.message);
  const core = started.value;
  sim.start();
  if (options.skipIdle) {
    clock.setSkipping({ isQuiet: () => sim.isQuiet() && core.isQuiet(), hyperperiodMs: hyperperiodMs(site), translated: [sim, core] });
  }
  return {
    clock, sim, core, store, wall, bugs,
    close: async () => {
      core.close();
      sim.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function loadSim(options: SimulationOptions) {
  const { createVirtualClock } = await import('../../../sim/time/virtual-clock.ts');
  const { createSeededRng } = await import('../../../sim/time/seeded-rng.ts');
  const { createTowerSim } = await import('../../../sim/tower-sim.ts');
  const clock = createVirtualClock();
  const rng = createSeededRng(options.seed);
  const sim = createTowerSim({
    site: options.site,
    stock: options.stock,
    seed: options.seed,
    clock,
    ...(options.onTraceLine ? { onTrace: options.onTraceLine } : {}),
  });
  return { clock, sim, rng };
}

/** Periods inside the scan and the plant: positions are published, and rest is looked for, this often. */
const INNER_PERIODS_MS = [50, 100];

/** Least common multiple of everything that recurs: after it the whole wire is where it was. */
export function hyperperiodMs(site: Site): number {
  return [...site.buses.map((bus) => bus.cycleMs), site.control.scanMs, site.control.watchdogToggleMs, ...INNER_PERIODS_MS].reduce(leastCommonMultiple);
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}
