import { join } from 'node:path';
import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { systemWallClock } from '../../../hal/system/wall-clock.ts';
import type { WallClock } from '../../../hal/ports/clock.port.ts';
import type { Fault, Result } from '../../../hal/ports/result.ts';
import { createJournal } from '../../journal/journal.ts';
import { seedInventory } from '../../journal/inventory.ts';
import { startStoreThread, type StoreThread } from '../../journal/worker-store.ts';
import { startApiThread } from '../../api/api-thread.ts';
import { startCore } from '../core.ts';
import { checkWire } from '../check-wire.ts';
import { backendOf } from './backend-of.ts';
import { keepApi, type KeptApi } from './keep-api.ts';
import type { ControllerNews, ControllerParameters, TimePassed } from './parameters.ts';
import { takeRealTimePriority } from './real-time.ts';
import { tellParent, untilTold } from './told.ts';
import { lapsedWall } from './time-lapse.ts';
import { watchLinks } from './watch-links.ts';
import { wire, type Wired } from './wirings.ts';

const KIOSK_APP = new URL('../../../kiosk/dist/', import.meta.url);
const API_ENTRY = new URL('./api-entry.ts', import.meta.url);

/** What has been opened so far, to be closed in the opposite order. */
type Opened = (() => Promise<void> | void)[];

/** Brought up: it runs until it is told to end, or until `lost` says what it cannot do without. Or the sentence of what refused. */
type BroughtUp = { readonly ok: true; readonly lost: Promise<string>; readonly stop: (why: string) => void } | { readonly ok: false; readonly message: string };

/**
 * The controller process: control core in this thread, journal and API in threads of their own. Resolves to the exit status: 1 when
 * something refused, or when a thread was lost for good. What moves is stopped before anything is closed.
 */
export async function runController(parameters: ControllerParameters): Promise<number> {
  const told = untilTold();
  const opened: Opened = [];
  const up = await bringUp(parameters, opened);
  const status = up.ok ? await untilOver(up, told) : 1;
  if (!up.ok) await tellParent<ControllerNews>({ kind: 'refused', message: up.message });
  for (const close of opened.reverse()) await close();
  return status;
}

async function untilOver({ lost, stop }: Extract<BroughtUp, { ok: true }>, told: Promise<'told'>): Promise<number> {
  const why = await Promise.race([told, lost]);
  stop(why === 'told' ? 'the controller is shutting down' : why);
  if (why === 'told') return 0;
  say(why);
  return 1;
}

/** Opens everything in turn and says that it is ready; or the sentence of what refused. */
async function bringUp(parameters: ControllerParameters, opened: Opened): Promise<BroughtUp> {
  // A simulator in this process keeps its own time and needs none; journal and API start after this and stay ordinary.
  const ordinaryPriority = parameters.wiring.kind === 'inProcess' ? undefined : await takeRealTimePriority(process.pid);
  const site = loadSite(parameters.site);
  if (!site.ok) return refused(explainProblems(site.problems));
  const slow = checkWire(site.value);
  if (slow.length > 0) return refused(explainProblems(slow));
  const backend = parameters.backend === undefined ? backendOf(site.value, parameters.dataFolder) : { ok: true as const, value: parameters.backend };
  if (!backend.ok) return refused(backend.error.message);
  const store = await startStoreThread({ path: join(parameters.dataFolder, 'journal.sqlite'), siteId: site.value.id, utcMs: systemWallClock.utcMs() });
  if (!store.ok) return refused(store.error.message);
  opened.push(store.value.close);
  const seeded = await seedIfEmpty(parameters, site.value, store.value);
  if (seeded !== undefined) return refused(seeded);
  const wired = await wire(parameters.wiring, site.value, (ms) => void tellParent<TimePassed>({ kind: 'passed', ms }));
  if (!wired.ok) return wired;
  opened.push(wired.value.close);
  const running = await run({ ...parameters, backend: backend.value }, site.value, store.value, wired.value, opened);
  if (!running.ok) return refused(running.error.message);
  const { controllerUrl, phoneUrl, demoMember, lost } = running.value.api;
  await tellParent<ControllerNews>({ kind: 'ready', controllerUrl, phoneUrl, demoMember, ordinaryPriority });
  const journalLost = store.value.ended.then((error) => `The journal has ended${error === undefined ? '' : ` (${error.message})`}, so nothing that moves can be written down. The controller stops the tower and ends.`);
  return { ok: true, lost: Promise.race([journalLost, lost]), stop: running.value.stop };
}

function refused(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}

interface Running {
  readonly api: KeptApi;
  readonly stop: (why: string) => void;
}

async function run(parameters: ControllerParameters, site: Site, store: StoreThread, wired: Wired, opened: Opened): Promise<Result<Running, Fault>> {
  const wall: WallClock = lapsedWall(systemWallClock, wired.lapse?.shared);
  const journal = createJournal({ store: store.store, wall });
  const api: { kept?: KeptApi } = {};
  const core = await startCore({
    site, clock: wired.clock, wall, rng: systemRng, gpio: wired.gpio, openPipe: wired.openPipe, journal,
    apiAlive: () => api.kept?.alive(), onBug: reportBug,
  });
  if (!core.ok) return core;
  opened.push(core.value.close);
  opened.push(watchLinks(site, core.value.devices, wired.clock, say));
  wired.start();
  // A thread answers in the machine's time, however fast the tower's goes.
  const clock = createSystemClock();
  const started = await keepApi({
    clock, say, ports: { port: parameters.port ?? site.network.controller.port, phonePort: parameters.phonePort ?? site.network.phone.port },
    start: (ports) => startApiThread({
      ...ports, site: parameters.site, store: store.connect(), tower: core.value.tower, clock,
      kioskKey: parameters.kioskKey, technicianPin: parameters.simulatedPin, secondPin: parameters.simulatedSecondPin, seedDemoMember: parameters.seedStock,
      staticRoot: KIOSK_APP.pathname, keyFolder: parameters.dataFolder, backend: parameters.backend, lapse: wired.lapse?.shared, entry: API_ENTRY, onBug: reportBug,
    }),
  });
  if (!started.ok) return started;
  api.kept = started.value;
  opened.push(started.value.close);
  const { stop } = core.value;
  return { ok: true, value: { api: started.value, stop: (why) => { stop.stopBecause({ code: 'requested', motion: undefined, broken: [], detail: why }); } } };
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

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function reportBug(where: string, error: unknown): void {
  say(`bug in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}`);
}
