import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { checkWire } from '../check-wire.ts';
import { connectControl } from '../simulation/control-socket.ts';
import { startChild, type Child } from './child.ts';
import { findWindow, openWindow } from './kiosk-window.ts';
import { keepKiosk } from './keep-kiosk.ts';
import type { ControllerNews, ControllerParameters, SimulatorNews, Wiring } from './parameters.ts';
import { untilTold } from './run-simulator.ts';

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
}

const RESTART_AFTER_MS = 1000;
/** A controller that ends this often within a minute has a cause that a restart does not mend. */
const MAX_RESTARTS_A_MINUTE = 5;
const clock = createSystemClock();

/** Brings a tower up and keeps it up until told to end. Resolves to the exit status. */
export async function up(options: UpOptions): Promise<number> {
  const site = loadSite(options.site);
  if (!site.ok) return refuse(explainProblems(site.problems));
  const slow = checkWire(site.value);
  if (slow.length > 0) return refuse(explainProblems(slow));
  if (options.hardware === true && (options.pty === true || options.data === undefined)) {
    return refuse('A real tower (--hardware) has no ptys and needs --data FOLDER, where its journal stands. Nothing was started.');
  }
  const dataFolder = options.data ?? mkdtempSync(join(tmpdir(), 'carillon-'));
  mkdirSync(dataFolder, { recursive: true });
  const simulator = options.pty === true ? startChild<SimulatorNews>('run-simulator', { site: options.site, seed: 1, folder: dataFolder }, clock.setTimeout) : undefined;
  const wired = await wiringOf(options, dataFolder, simulator);
  if (!wired.ok) return refuse(wired.message);
  const parameters: ControllerParameters = {
    site: options.site,
    wiring: wired.wiring,
    dataFolder,
    port: options.port,
    phonePort: options.port === undefined || options.port === 0 ? options.port : options.port + 1,
    kioskKey: Buffer.from(systemRng.bytes(24)).toString('base64url'),
    simulatedPin: options.hardware === true ? undefined : String(100_000 + Math.floor(systemRng.next() * 900_000)),
    seedStock: options.hardware !== true,
  };
  const status = await keepController(parameters, wired.controlSocket, options);
  await simulator?.stop();
  return status;
}

type Wired = { readonly ok: true; readonly wiring: Wiring; readonly controlSocket: string | undefined } | { readonly ok: false; readonly message: string };

async function wiringOf(options: UpOptions, folder: string, simulator: Child<SimulatorNews> | undefined): Promise<Wired> {
  if (options.hardware === true) return { ok: true, wiring: { kind: 'hardware' }, controlSocket: undefined };
  if (!simulator) {
    const controlSocket = join(folder, 'control.sock');
    return { ok: true, wiring: { kind: 'inProcess', speed: options.speed, seed: 1, controlSocket }, controlSocket };
  }
  const news = await simulator.news;
  if (news.kind === 'refused') return { ok: false, message: news.message };
  return { ok: true, wiring: { kind: 'pty', ports: news.ports, gpioSocket: news.gpioSocket }, controlSocket: news.controlSocket };
}

/** Runs the controller; starts it again when it dies, in *recovering*; ends with the first signal or a refusal. */
async function keepController(parameters: ControllerParameters, controlSocket: string | undefined, options: UpOptions): Promise<number> {
  const told = untilTold().then(() => 'told' as const);
  let kiosk: ReturnType<typeof keepKiosk> | undefined;
  let recent: number[] = [];
  for (let first = true; ; first = false) {
    const controller = startChild<ControllerNews>('run-controller', parameters, clock.setTimeout);
    const news = await controller.news.catch((error: unknown): ControllerNews => ({ kind: 'refused', message: error instanceof Error ? error.message : String(error) }));
    if (news.kind === 'refused') {
      await controller.stop();
      kiosk?.stop();
      return refuse(news.message);
    }
    if (first) {
      await welcome(parameters, news, controlSocket, options);
      kiosk = startKiosk(news.controllerUrl, parameters.kioskKey, options);
    }
    const end = await Promise.race([told, controller.ended]);
    recent = [...recent.filter((atMs) => clock.nowMs() - atMs < 60_000), clock.nowMs()];
    if (end === 'told' || recent.length > MAX_RESTARTS_A_MINUTE) {
      kiosk?.stop();
      await controller.stop();
      return end === 'told' ? 0 : refuse(`The controller ended ${String(recent.length)} times within a minute (${end}). It is not started again; the safety relay holds the tower.`);
    }
    say(`controller ended (${end}); starting it again, in recovering`);
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, RESTART_AFTER_MS); });
  }
}

async function welcome(parameters: ControllerParameters, news: Extract<ControllerNews, { kind: 'ready' }>, controlSocket: string | undefined, options: UpOptions): Promise<void> {
  say(`kiosk       ${news.controllerUrl}/kiosk/#key=${parameters.kioskKey}`);
  say(`phone page  ${news.phoneUrl}/phone/`);
  say(`API         ${news.controllerUrl}/openapi.json`);
  if (parameters.simulatedPin !== undefined) say(`technician  PIN ${parameters.simulatedPin} (this run of the simulator only)`);
  if (controlSocket === undefined) return;
  say(`simulator   ${controlSocket}`);
  const hands = await connectControl(controlSocket);
  await hands.act('open-shop');
  hands.close();
  if (!options.demo || news.demoMember === undefined) return;
  say(`member      ${news.demoMember.memberId}, sign-in code ${news.demoMember.signInCode}`);
  const { bookDemo } = await import('./demo-booking.ts');
  for (const line of await bookDemo(news.phoneUrl, news.demoMember)) say(line);
}

function startKiosk(controllerUrl: string, key: string, options: UpOptions): ReturnType<typeof keepKiosk> | undefined {
  if (options.headless === true) return undefined;
  const window = findWindow(process.env);
  if (window.kind === 'none') {
    say(`no window: ${window.why}. Open the kiosk address above in a browser.`);
    return undefined;
  }
  const isRoot = process.getuid?.() === 0;
  return keepKiosk(clock, () => openWindow(window, controllerUrl, key, isRoot), say);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
