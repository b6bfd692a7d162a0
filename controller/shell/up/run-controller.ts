import { join } from 'node:path';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { systemWallClock } from '../../../hal/system/wall-clock.ts';
import { createJournal } from '../../journal/journal.ts';
import { seedInventory } from '../../journal/inventory.ts';
import { startStoreThread, type StoreThread } from '../../journal/worker-store.ts';
import { startApiThread, type ApiThread } from '../../api/api-thread.ts';
import { startCore } from '../core.ts';
import { checkWire } from '../check-wire.ts';
import type { ControllerNews, ControllerParameters } from './parameters.ts';
import { takeRealTimePriority } from './real-time.ts';
import { tellParent, untilTold } from './told.ts';
import { watchLinks } from './watch-links.ts';
import { wire, type Wired } from './wirings.ts';

const KIOSK_APP = new URL('../../../kiosk/dist/', import.meta.url);
const API_ENTRY = new URL('./api-entry.ts', import.meta.url);

/** What has been opened so far, to be closed in the opposite order. */
type Opened = (() => Promise<void> | void)[];

/** The controller process: control core in this thread, journal and API in threads of their own. Resolves to the exit status. */
export async function runController(parameters: ControllerParameters): Promise<number> {
  const told = untilTold();
  const opened: Opened = [];
  const refused = await bringUp(parameters, opened);
  if (refused === undefined) await told;
  else await tellParent<ControllerNews>({ kind: 'refused', message: refused });
  for (const close of opened.reverse()) await close();
  return refused === undefined ? 0 : 1;
}

/** Opens everything in turn and says that it is ready; or the sentence of what refused. */
async function bringUp(parameters: ControllerParameters, opened: Opened): Promise<string | undefined> {
  // A simulator in this process keeps its own time and needs none; journal and API start after this and stay ordinary.
  const ordinaryPriority = parameters.wiring.kind === 'inProcess' ? undefined : await takeRealTimePriority(process.pid);
  const site = loadSite(parameters.site);
  if (!site.ok) return explainProblems(site.problems);
  const slow = checkWire(site.value);
  if (slow.length > 0) return explainProblems(slow);
  const store = await startStoreThread({ path: join(parameters.dataFolder, 'journal.sqlite'), siteId: site.value.id, utcMs: systemWallClock.utcMs() });
  if (!store.ok) return store.error.message;
  opened.push(store.value.close);
  const seeded = await seedIfEmpty(parameters, site.value, store.value);
  if (seeded !== undefined) return seeded;
  const wired = await wire(parameters.wiring, site.value);
  if (!wired.ok) return wired.message;
  opened.push(wired.value.close);
  const ready = await run(parameters, site.value, store.value, wired.value, opened);
  if (!ready.ok) return ready.message;
  await tellParent<ControllerNews>({ kind: 'ready', ...ready.value, ordinaryPriority });
  return undefined;
}

type Running = { readonly ok: true; readonly value: Pick<ApiThread, 'controllerUrl' | 'phoneUrl' | 'demoMember'> } | { readonly ok: false; readonly message: string };

async function run(parameters: ControllerParameters, site: Site, store: StoreThread, wired: Wired, opened: Opened): Promise<Running> {
  const journal = createJournal({ store: store.store, wall: systemWallClock });
  const api: { thread?: ApiThread } = {};
  const core = await startCore({
    site, clock: wired.clock, wall: systemWallClock, rng: systemRng, gpio: wired.gpio, openPipe: wired.openPipe, journal,
    apiAlive: () => api.thread?.alive(), onBug: reportBug,
  });
  if (!core.ok) return { ok: false, message: core.error.message };
  opened.push(core.value.close);
  opened.push(watchLinks(site, core.value.devices, wired.clock, (line) => { process.stderr.write(`${line}\n`); }));
  wired.start();
  const started = await startApiThread({
    site: parameters.site, store: store.connect(), tower: core.value.tower, clock: wired.clock,
    kioskKey: parameters.kioskKey, technicianPin: parameters.simulatedPin, seedDemoMember: parameters.seedStock,
    port: parameters.port ?? site.network.controller.port, phonePort: parameters.phonePort ?? site.network.phone.port,
    staticRoot: KIOSK_APP.pathname, keyFolder: parameters.dataFolder, entry: API_ENTRY, onBug: reportBug,
  });
  if (!started.ok) return { ok: false, message: started.error.message };
  api.thread = started.value;
  opened.push(started.value.close);
  const { controllerUrl, phoneUrl, demoMember } = started.value;
  return { ok: true, value: { controllerUrl, phoneUrl, demoMember } };
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
