import { join } from 'node:path';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { systemWallClock } from '../../../hal/system/wall-clock.ts';
import { createJournal } from '../../journal/journal.ts';
import { seedInventory } from '../../journal/inventory.ts';
import { startStoreThread, type StoreThread } from '../../journal/worker-store.ts';
import { startApiThread, type ApiThread } from '../../api/api-thread.ts';
import { startCore, type Core } from '../core.ts';
import { checkWire } from '../check-wire.ts';
import type { ControllerNews, ControllerParameters } from './parameters.ts';
import { untilTold } from './run-simulator.ts';
import { wire, type Wired } from './wirings.ts';

const KIOSK_APP = new URL('../../../kiosk/dist/', import.meta.url);
const API_ENTRY = new URL('./api-entry.ts', import.meta.url);

/** The controller process: control core in this thread, journal and API in threads of their own. */
export async function runController(parameters: ControllerParameters): Promise<number> {
  const site = loadSite(parameters.site);
  if (!site.ok) return refuse(explainProblems(site.problems));
  const slow = checkWire(site.value);
  if (slow.length > 0) return refuse(explainProblems(slow));
  const store = await startStoreThread({ path: join(parameters.dataFolder, 'journal.sqlite'), siteId: site.value.id, utcMs: systemWallClock.utcMs() });
  if (!store.ok) return refuse(store.error.message);
  const seeded = await seedIfEmpty(parameters, site.value, store.value);
  if (seeded !== undefined) return refuse(seeded);
  const wired = await wire(parameters.wiring, site.value);
  if (!wired.ok) return refuse(wired.message);
  return run(parameters, site.value, store.value, wired.value);
}

async function run(parameters: ControllerParameters, site: Site, store: StoreThread, wired: Wired): Promise<number> {
  const journal = createJournal({ store: store.store, wall: systemWallClock });
  const api: { thread?: ApiThread } = {};
  const core = await startCore({
    site, clock: wired.clock, wall: systemWallClock, rng: systemRng, gpio: wired.gpio, openPipe: wired.openPipe, journal,
    apiAlive: () => api.thread?.alive(), onBug: reportBug,
  });
  if (!core.ok) return refuse(core.error.message);
  wired.start();
  const started = await startApiThread({
    site: parameters.site, store: store.connect(), tower: core.value.tower, clock: wired.clock,
    kioskKey: parameters.kioskKey, technicianPin: parameters.simulatedPin, seedDemoMember: parameters.seedStock,
    port: parameters.port ?? site.network.controller.port, phonePort: parameters.phonePort ?? site.network.phone.port,
    staticRoot: KIOSK_APP.pathname, keyFolder: parameters.dataFolder, entry: API_ENTRY, onBug: reportBug,
  });
  if (!started.ok) return refuse(started.error.message);
  api.thread = started.value;
  tell({ kind: 'ready', controllerUrl: started.value.controllerUrl, phoneUrl: started.value.phoneUrl, demoMember: started.value.demoMember });
  await untilTold();
  await close(core.value, started.value, store, wired);
  return 0;
}

/** In this order nothing is asked of what has already gone: API first, then motion, then the journal. */
async function close(core: Core, api: ApiThread, store: StoreThread, wired: Wired): Promise<void> {
  await api.close();
  core.stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: 'the controller is shutting down' });
  core.close();
  wired.close();
  await store.close();
}

/** Fills the journal of a simulated tower on its first start. A journal that knows anything is left as it is. */
async function seedIfEmpty(parameters: ControllerParameters, site: Site, store: StoreThread): Promise<string | undefined> {
  if (!parameters.seedStock) return undefined;
  const stock = loadStock(site.id);
  if (!stock.ok) return explainProblems(stock.problems);
  const seeded = await seedInventory(store.store, stock.value, systemWallClock.utcMs());
  if (seeded.ok || seeded.error.code === 'conflict') return undefined;
  return seeded.error.message;
}

function reportBug(where: string, error: unknown): void {
  process.stderr.write(`bug in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}\n`);
}

function refuse(message: string): number {
  tell({ kind: 'refused', message });
  return 1;
}

function tell(news: ControllerNews): void {
  process.send?.(news);
}
