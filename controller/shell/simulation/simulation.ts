import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import type { OpenPipe } from '../../../hal/ports/byte-pipe.port.ts';
import type { Clock, WallClock } from '../../../hal/ports/clock.port.ts';
import type { Gpio } from '../../../hal/ports/line.port.ts';
import { done, ok, type Result } from '../../../hal/ports/result.ts';
import type { Interlock } from '../../interlocks/interlock.ts';
import { openSqliteStore } from '../../journal/sqlite-store.ts';
import { createJournal } from '../../journal/journal.ts';
import { seedInventory } from '../../journal/inventory.ts';
import { createScratchFolder } from '../../journal/scratch-folder.ts';
import type { Statement, Store, StoreFault, StoreRow } from '../../../hal/ports/store.port.ts';
import { startCore, type Core } from '../core.ts';
import type { Interposed } from '../interposed.ts';
import { lendWorld, type MortalWorld } from './mortal.ts';
import { createWeakDisk, type WeakDisk } from './weak-disk.ts';

/** A whole tower on one virtual clock: plant, devices, wire, controller, journal on a real file. */
export interface Simulation {
  readonly seed: number;
  readonly clock: Awaited<ReturnType<typeof loadSim>>['clock'];
  readonly sim: Awaited<ReturnType<typeof loadSim>>['sim'];
  /** The control core of the present controller, or of the last one while none runs. */
  readonly core: Core;
  readonly store: Store;
  readonly wall: WallClock;
  readonly bugs: readonly string[];
  /** The disk under the journal. */
  readonly disk: Pick<WeakDisk, 'fail' | 'mend' | 'watch' | 'onAcknowledged' | 'takes'>;
  /** Reads what is on the disk at this instant, past everybody who stands between it and the controller; undefined while no controller has it open. */
  readonly readDisk: (query: Statement) => readonly StoreRow[] | undefined;
  /** Where the journal stands, for whoever damages it while no controller runs. */
  readonly journalPath: string;
  /** Somebody, or NTP, sets the wall clock forward or back. */
  readonly jumpWallMs: (byMs: number) => void;
  /** The wall clock runs this much faster than time passes from now on; 0 stands, 1 is right. */
  readonly setWallRate: (rate: number) => void;
  /** A controller runs, well or frozen. */
  readonly isAlive: () => boolean;
  /** As by SIGSTOP: nothing of the controller runs until `thaw`. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** The API worker answers the control core, or has gone. */
  readonly setApiAlive: (alive: boolean) => void;
  /** The controller dies where it stands, as by SIGKILL: nothing is stopped, written or tidied up. */
  readonly kill: () => void;
  /** A new controller starts on the journal of the old one. Kills the old one first when it still runs. */
  readonly restart: () => Promise<void>;
  /** The same, but tells why the journal was refused instead of rejecting. */
  readonly tryRestart: () => Promise<Result<void, StoreFault>>;
  /** Another controller is started beside the one that runs; tells why it could not. */
  readonly startRival: () => Promise<Result<void, StoreFault>>;
  readonly close: () => Promise<void>;
}

export interface SimulationOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly seed: number;
  readonly skipIdle: boolean;
  readonly onTraceLine?: (line: string) => void;
  /** `absent`: nobody but the software takes run-enable away. Default: present. */
  readonly relay?: 'present' | 'absent';
  /** Monotonic instant at which everything begins, ms; 0 unless told. */
  readonly clockStartMs?: number;
  /** Called after each batch that has become durable, in the instant in which it has. */
  readonly onCommit?: (batch: readonly Statement[]) => void;
  /** Another interlock table, to show what the right one is good for. */
  readonly interlocks?: readonly Interlock[];
  /** What stands between the controller and the lines: somebody who listens, or who changes what passes. */
  readonly onLines?: (lines: Readonly<Record<string, OpenPipe>>) => Readonly<Record<string, OpenPipe>>;
  /** The same for its GPIO lines, with the clock of the world: it goes on when a controller does not. */
  readonly onGpio?: (gpio: Gpio, clock: Clock) => Gpio;
  /** Who stands between the parts of the core, for each controller anew; told the clock of that controller. */
  readonly interpose?: (clock: Clock) => Interposed;
  /** What stands between the controller and its store, with the same clock. */
  readonly onStore?: (store: Store, clock: Clock) => Store;
  /** What stands between the controller and its clock. */
  readonly onClock?: (clock: Clock) => Clock;
  /** The site as the controller reads it; without it, as it is. */
  readonly siteAsRead?: Site;
}

/** Every simulated day begins here, so that a run never depends on the day it is made: 2026-01-01T08:00Z. */
const SIMULATED_START_UTC_MS = Date.UTC(2026, 0, 1, 8);

/** One process of the controller. */
interface Life {
  readonly core: Core;
  readonly store: Store;
  readonly readDisk: Simulation['readDisk'];
  readonly alive: () => boolean;
  readonly world: Pick<MortalWorld, 'freeze' | 'thaw' | 'isFrozen'>;
  readonly kill: () => void;
}

/** What all lives have in common. */
interface Cradle {
  readonly options: SimulationOptions;
  readonly loaded: Awaited<ReturnType<typeof loadSim>>;
  readonly wall: WallClock;
  readonly journalPath: string;
  readonly bugs: string[];
  readonly disk: WeakDisk;
  readonly api: { alive: boolean };
}

/** Builds and starts it. The simulated hours pass only while `clock.runFor` runs. */
export async function createSimulation(options: SimulationOptions): Promise<Simulation> {
  const loaded = await loadSim(options);
  const { clock, sim } = loaded;
  const wall = createWall(clock);
  const folder = createScratchFolder('sim');
  const bugs: string[] = [];
  const disk = createWeakDisk(options.onCommit);
  const cradle: Cradle = { options, loaded, wall, journalPath: join(folder, 'journal.sqlite'), bugs, disk, api: { alive: true } };
  const first = await beginLife(cradle, 0);
  if (!first.ok) throw new Error(first.error.message);
  let life = first.value;
  let births = 1;
  const tryRestart = async (): Promise<Result<void, StoreFault>> => {
    life.kill();
    const next = await beginLife(cradle, births);
    births += 1;
    if (!next.ok) return next;
    life = next.value;
    return done;
  };
  sim.start();
  if (options.skipIdle) skipIdle(cradle, () => life);
  return {
    clock, sim, wall, bugs, disk, tryRestart,
    journalPath: cradle.journalPath,
    seed: options.seed,
    get core() { return life.core; },
    get store() { return life.store; },
    readDisk: (query) => life.readDisk(query),
    jumpWallMs: wall.jumpMs,
    setWallRate: wall.setRate,
    isAlive: () => life.alive(),
    freeze: () => { life.world.freeze(); },
    thaw: () => { life.world.thaw(); },
    setApiAlive: (alive) => { cradle.api.alive = alive; },
    kill: () => { life.kill(); },
    restart: async () => {
      const restarted = await tryRestart();
      if (!restarted.ok) throw new Error(restarted.error.message);
    },
    startRival: async () => {
      const rival = await beginLife(cradle, births);
      if (!rival.ok) return rival;
      rival.value.kill();
      return done;
    },
    close: async () => {
      if (life.alive()) {
        life.core.close();
        await life.store.close();
      }
      sim.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Lets the quiet hours of tower and controller pass at once. */
function skipIdle({ loaded: { clock, sim }, options }: Cradle, life: () => Life): void {
  const translateMs = (deltaMs: number): void => {
    sim.translateMs(deltaMs);
    if (life().alive()) life().core.translateMs(deltaMs);
  };
  const isQuiet = (): boolean => sim.isQuiet() && (!life().alive() || (!life().world.isFrozen() && life().core.isQuiet()));
  clock.setSkipping({ isQuiet, hyperperiodMs: hyperperiodMs(options.site), translated: [{ translateMs }] });
}

/** A wall clock that somebody may set, and that may run wrong. */
function createWall(clock: Pick<Clock, 'nowMs'>): WallClock & { readonly jumpMs: (byMs: number) => void; readonly setRate: (rate: number) => void } {
  let [shownMs, sinceMs, rate] = [SIMULATED_START_UTC_MS, clock.nowMs(), 1];
  const utcMs = (): number => shownMs + Math.floor((clock.nowMs() - sinceMs) * rate);
  return {
    utcMs,
    jumpMs: (byMs) => { shownMs += byMs; },
    setRate: (next) => {
      shownMs = utcMs();
      sinceMs = clock.nowMs();
      rate = next;
    },
  };
}

/** Starts a controller on the journal as it stands; the first one finds the stock of the site in it. */
async function beginLife({ options, loaded, wall, journalPath, bugs, disk, api }: Cradle, birth: number): Promise<Result<Life, StoreFault>> {
  const { site, stock } = options;
  const { clock, sim, rng } = loaded;
  const opened = openSqliteStore({ path: journalPath, siteId: site.id, utcMs: wall.utcMs() });
  if (!opened.ok) return opened;
  const file = opened.value;
  if (birth === 0) {
    const seeded = await seedInventory(file, stock, wall.utcMs());
    if (!seeded.ok) throw new Error(seeded.error.message);
  }
  const world = lendWorld({ clock, gpio: options.onGpio?.(sim.gpio, clock) ?? sim.gpio, openPipe: options.onLines?.(sim.openPipe) ?? sim.openPipe, store: file });
  const behind = disk.over(world.store);
  const store = disk.heard(options.onStore?.(behind, clock) ?? behind);
  let alive = true;
  const onBug = (where: string, error: unknown): void => {
    bugs.push(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  };
  const started = await startCore({
    site: options.siteAsRead ?? site, clock: options.onClock?.(world.clock) ?? world.clock, wall, rng: rng.fork(birth === 0 ? 'controller' : `controller ${String(birth)}`), gpio: world.gpio, openPipe: world.openPipe,
    journal: createJournal({ store, wall }), apiAlive: () => api.alive, onBug, ...(options.interlocks && { interlocks: options.interlocks }),
    ...(options.interpose && { interposed: options.interpose(world.clock) }),
  });
  if (!started.ok) {
    world.die();
    file.closeNow();
    return started;
  }
  return ok({
    core: started.value, store, world,
    readDisk: (query) => {
      const read = alive ? file.readNow(query) : undefined;
      return read?.ok === true ? read.value : undefined;
    },
    alive: () => alive,
    kill: () => {
      if (!alive) return;
      alive = false;
      world.die();
      file.closeNow();
    },
  });
}

async function loadSim(options: SimulationOptions) {
  const { createVirtualClock } = await import('../../../sim/time/virtual-clock.ts');
  const { createSeededRng } = await import('../../../sim/time/seeded-rng.ts');
  const { createTowerSim } = await import('../../../sim/tower-sim.ts');
  const clock = createVirtualClock(undefined, options.clockStartMs);
  const rng = createSeededRng(options.seed);
  const sim = createTowerSim({
    site: options.site,
    stock: options.stock,
    seed: options.seed,
    clock,
    ...(options.relay && { relay: options.relay }),
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
