import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { checkWire } from '../check-wire.ts';
import { startChild, type Child } from './child.ts';
import { bookDemo } from './demo.ts';
import { keepBackend, type KeptBackend } from './keep-backend.ts';
import { keepController } from './keep-controller.ts';
import { keepKiosk, type KeptKiosk } from './keep-kiosk.ts';
import { findWindow, openWindow } from './kiosk-window.ts';
import { reportKiosk } from './report-kiosk.ts';
import type { ControllerNews, ControllerParameters, SimulatorNews, Wiring } from './parameters.ts';
import { untilTold } from './told.ts';
import { sendCustomers } from './send-customers.ts';
import { addresses, line, openShop } from './welcome.ts';

/** Options of `carillon up`. */
export interface UpOptions {
  readonly site: string;
  readonly hardware?: boolean;
  readonly pty?: boolean;
  readonly port?: number;
  readonly speed: number;
  readonly headless?: boolean;
  readonly data?: string;
  readonly demo: boolean;
  /** Whether a simulated tower gets a reference backend beside it. */
  readonly backend: boolean;
}

/** Where the backend listens unless another port is asked for: next to the controller and the phone page. */
const BACKEND_PORT = 8462;
/** Stands on the top storey, so that there is something to see. */
const DEMO_CAR = 'SH-15';
const clock = createSystemClock();

/** Brings a tower up and keeps it up until told to end. Resolves to the exit status. */
export async function up(options: UpOptions): Promise<number> {
  const told = untilTold().then(() => undefined);
  const wrong = whatIsWrong(options);
  if (wrong !== undefined) return refuse(wrong);
  // Sockets and browser profiles of this run, and the journal of a simulated tower that has no folder of its own.
  const runFolder = mkdtempSync(join(tmpdir(), 'carillon-'));
  try {
    const dataFolder = options.data ?? runFolder;
    const failed = makeFolder(dataFolder) ?? (await run({ ...options, runFolder, dataFolder }, told));
    return failed === undefined ? 0 : refuse(failed);
  } finally {
    rmSync(runFolder, { recursive: true, force: true, maxRetries: 3 });
  }
}

interface Run extends UpOptions {
  readonly runFolder: string;
  readonly dataFolder: string;
}

/** Why it cannot be tried at all. */
function whatIsWrong(options: UpOptions): string | undefined {
  const site = loadSite(options.site);
  if (!site.ok) return explainProblems(site.problems);
  const slow = checkWire(site.value);
  if (slow.length > 0) return explainProblems(slow);
  if (options.pty === true && options.speed > 1) return 'Behind ptys (--pty) a tower can be slowed down (--speed below 1), not hurried: bytes take their time. Nothing was started.';
  if (options.hardware !== true) return undefined;
  if (options.speed !== 1) return 'A real tower (--hardware) has no --speed. Nothing was started.';
  if (options.pty === true) return 'A real tower (--hardware) has no simulator behind ptys (--pty). Nothing was started.';
  return options.data === undefined ? 'A real tower (--hardware) needs --data FOLDER, where its journal stands. Nothing was started.' : undefined;
}

function makeFolder(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    return undefined;
  } catch (error) {
    return `The folder ${folder} cannot be made: ${error instanceof Error ? error.message : String(error)}. Nothing was started.`;
  }
}

/** Simulator (with ptys), backend, controller, kiosk; ended in the opposite order. Resolves to what went wrong, if anything did. */
async function run(asked: Run, told: Promise<undefined>): Promise<string | undefined> {
  const simulator = asked.pty === true ? startSimulator(asked) : undefined;
  const started: { kiosk?: KeptKiosk | undefined; backend?: KeptBackend | undefined } = {};
  const ending = new AbortController();
  try {
    const backend = await startBackend(asked);
    if (backend?.ok === false) return backend.error.message;
    started.backend = backend?.value;
    const wired = await Promise.race([told, wiringOf(asked, simulator)]);
    if (wired === undefined) return undefined;
    if (!wired.ok) return wired.message;
    const simulatorGone = simulator?.ended.then((how) => `The simulator ended (${how}), and the tower with it.`);
    const over = simulatorGone === undefined ? told : Promise.race([told, simulatorGone]);
    const parameters: ControllerParameters = { ...parametersOf(asked, wired.wiring), backend: started.backend?.access };
    const announce = async (ready: Extract<ControllerNews, { kind: 'ready' }>): Promise<void> => {
      started.backend?.tellTower(ready.controllerUrl);
      await welcome({ parameters, ready, controlSocket: wired.controlSocket, demo: asked.demo, ending: ending.signal });
      started.kiosk = asked.headless === true ? undefined : startKiosk(asked, ready.controllerUrl, parameters.kioskKey);
    };
    return await keepController({ parameters, clock, over, listener: { up: announce, say, passed: (ms) => { started.backend?.pass(ms); } } });
  } finally {
    ending.abort();
    await started.kiosk?.stop();
    await started.backend?.stop();
    await simulator?.stop();
  }
}

/** Undefined where there is to be none: a real tower has the backend of its operator, or none. */
async function startBackend({ site, backend, hardware, port, dataFolder }: Run): Promise<Awaited<ReturnType<typeof keepBackend>> | undefined> {
  if (!backend || hardware === true) return undefined;
  const besides = port === undefined || port === 0 ? port : port + 2;
  return keepBackend({ parameters: { site, folder: join(dataFolder, 'backend'), port: besides ?? BACKEND_PORT }, clock, say });
}

function startSimulator({ site, runFolder, speed }: Run): Child<SimulatorNews> {
  return startChild({ verb: 'run-simulator', parameters: { site, seed: 1, folder: runFolder, speed }, setTimer: clock.setTimeout, clearTimer: clock.clearTimeout });
}

type Wired = { readonly ok: true; readonly wiring: Wiring; readonly controlSocket: string | undefined } | { readonly ok: false; readonly message: string };

async function wiringOf(asked: Run, simulator: Child<SimulatorNews> | undefined): Promise<Wired> {
  if (asked.hardware === true) return { ok: true, wiring: { kind: 'hardware' }, controlSocket: undefined };
  if (!simulator) {
    const controlSocket = join(asked.runFolder, 'control.sock');
    return { ok: true, wiring: { kind: 'inProcess', speed: asked.speed, seed: 1, controlSocket }, controlSocket };
  }
  const news = await simulator.news.catch((error: unknown): SimulatorNews => ({ kind: 'refused', message: error instanceof Error ? error.message : String(error) }));
  if (news.kind === 'refused') return { ok: false, message: news.message };
  return { ok: true, wiring: { kind: 'pty', speed: asked.speed, ports: news.ports, gpioSocket: news.gpioSocket }, controlSocket: news.controlSocket };
}

const PINS = 900_000;

/** Two of six digits, never the same. */
function simulatedPins(): readonly [string, string] {
  const first = Math.floor(systemRng.next() * PINS);
  const second = (first + 1 + Math.floor(systemRng.next() * (PINS - 1))) % PINS;
  return [String(100_000 + first), String(100_000 + second)];
}

function parametersOf(asked: Run, wiring: Wiring): ControllerParameters {
  const simulated = asked.hardware !== true;
  const pins = simulated ? simulatedPins() : [];
  return {
    site: asked.site,
    wiring,
    dataFolder: asked.dataFolder,
    port: asked.port,
    phonePort: asked.port === undefined || asked.port === 0 ? asked.port : asked.port + 1,
    kioskKey: Buffer.from(systemRng.bytes(24)).toString('base64url'),
    simulatedPin: pins[0],
    simulatedSecondPin: pins[1],
    seedStock: simulated,
  };
}

interface Welcome {
  readonly parameters: ControllerParameters;
  readonly ready: Extract<ControllerNews, { kind: 'ready' }>;
  readonly controlSocket: string | undefined;
  readonly demo: boolean;
  readonly ending: AbortSignal;
}

async function welcome({ parameters, ready, controlSocket, demo, ending }: Welcome): Promise<void> {
  const state = controlSocket === undefined ? undefined : await openShop(ready.controllerUrl, controlSocket, clock);
  say(`Carillon is up${state === undefined || state === 'idle' ? '' : `, and the tower is ${state}`}. Ctrl+C ends it.`);
  for (const each of addresses(parameters, ready, controlSocket)) say(each);
  if (controlSocket !== undefined) void sendCustomers({ controllerUrl: ready.controllerUrl, controlSocket, clock, ending });
  if (!demo || ready.demoMember === undefined) return;
  // In the background: the tower and its kiosk do not wait for it.
  void bookDemo(ready.phoneUrl, ready.demoMember, DEMO_CAR, ending).then((lines) => { if (!ending.aborted) lines.forEach(say); });
}

function startKiosk({ runFolder: folder, hardware }: Run, controllerUrl: string, kioskKey: string): KeptKiosk | undefined {
  const window = findWindow(process.env);
  if (window.kind === 'none') {
    say(line('no window', `${window.why}; open the kiosk address in a browser`));
    return undefined;
  }
  const isRoot = process.getuid?.() === 0;
  const isWholeScreen = hardware === true;
  const kiosk = keepKiosk(clock, () => openWindow({ window, controllerUrl, kioskKey, folder, isRoot, isWholeScreen }), say);
  // Electron's window tells of itself.
  if (window.kind === 'electron') return kiosk;
  const endReports = reportKiosk({ controllerUrl, kioskKey, clock, report: kiosk.report });
  return {
    ...kiosk,
    stop: async () => {
      endReports();
      await kiosk.stop();
    },
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
