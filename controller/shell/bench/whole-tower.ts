import { execFile, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { row, type BenchRow } from './bench.port.ts';

const ENTRY = fileURLToPath(new URL('../carillon.mjs', import.meta.url));
/** The browser part, a program for development, run as a process of its own. */
const PAGE_BENCH = join(fileURLToPath(new URL('../../../kiosk/', import.meta.url)), 'testing', 'page-bench.ts');
const READY_TIMEOUT_MS = 60_000;
const SETTLE_MS = 20_000;
const RSS_LIMIT_MB = 300;
const FIRST_SCREEN_LIMIT_MS = 2000;

/** What the browser part measures, as JSON on its stdout. */
interface PageFigures {
  readonly firstScreenMs: number;
  readonly emptyPageMs: number;
  readonly templateMs: number;
  readonly faceFps: number;
  readonly emptyFps: number;
}

/** `carillon up --pty` as people run it: memory of its controller, first screen, and the face pipeline in the browser. */
export async function benchWholeTower(): Promise<readonly BenchRow[]> {
  const clock = createSystemClock();
  const up = spawn(process.execPath, [ENTRY, 'up', '--pty', '--headless', '--no-demo', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  up.stdout.on('data', (text: Buffer) => { printed += text.toString(); });
  const ended = new Promise<void>((resolve) => { up.once('exit', () => { resolve(); }); });
  try {
    const kiosk = await told(() => /(http:\S+\/kiosk\/\S*)/u.exec(printed)?.[1], clock);
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, SETTLE_MS); });
    const rssMb = controllerMb(up.pid ?? 0);
    const { stdout } = await promisify(execFile)(process.execPath, [PAGE_BENCH, kiosk], { timeout: 180_000 });
    const page = JSON.parse(stdout) as PageFigures;
    return [
      row('resident memory of the controller with --pty', rssMb, 'MB', RSS_LIMIT_MB, `VmRSS of the controller process (core, journal, API) ${String(SETTLE_MS / 1000)} s after the start; against the limit`),
      row('first screen after start', page.firstScreenMs, 'ms', FIRST_SCREEN_LIMIT_MS, `kiosk page in Chromium, navigation to K01 shown, new profile; against the limit (an empty page of the same server: ${page.emptyPageMs.toFixed(0)} ms)`),
      row('face pipeline, one template', page.templateMs, 'ms', null, 'first live frame to first template, fake camera 640 x 480, WASM SIMD in a worker, one thread'),
      row('screen rate while a face is checked', page.faceFps, 'frames/s', page.emptyFps, 'requestAnimationFrame during the above; against the same page without a camera'),
    ];
  } finally {
    up.kill('SIGTERM');
    await ended;
  }
}

async function told(look: () => string | undefined, clock: ReturnType<typeof createSystemClock>): Promise<string> {
  const deadlineMs = clock.nowMs() + READY_TIMEOUT_MS;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (clock.nowMs() > deadlineMs) throw new Error('the tower did not come up');
    await new Promise<void>((resolve) => { clock.setTimeout(resolve, 50); });
  }
}

/** Resident memory of the `run-controller` child of a process. */
function controllerMb(parent: number): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
    try {
      const isChild = Number(/^PPid:\s+(\d+)$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) === parent;
      if (!isChild || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('run-controller')) continue;
      return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
    } catch (error) {
      // A process that ends while it is looked at is not the controller.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error('there is no controller process');
}
