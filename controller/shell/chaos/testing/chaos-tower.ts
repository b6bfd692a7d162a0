import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processOf, startUp, untilReady, type RunningUp } from '../../up/testing/running-up.ts';
import { untilIdle, visit, type TowerVisit } from '../../up/testing/tower-visit.ts';

/** A tower as `up --pty` runs it: supervisor, simulator behind ptys, controller, backend; its journal on a disk of its own where that is possible. */
export interface ChaosTower {
  readonly up: RunningUp;
  readonly visit: TowerVisit;
  /** Of the API. */
  readonly origin: string;
  readonly secondPin: string;
  /** Process id of a hidden verb (`run-controller`); undefined while there is none. */
  readonly pidOf: (verb: string) => number | undefined;
  /** The folder of the journal, seen from outside. */
  readonly dataFolder: string;
  /** Whether the journal's disk is a small one that may be filled. */
  readonly hasOwnDisk: boolean;
  /** What the file holds that steps the wall clock of all processes. */
  readonly stepFile: string;
  readonly stop: () => Promise<void>;
}

const DISK_MB = 48;
const STEPPED_WALL = new URL('stepped-wall.ts', import.meta.url);
const READY_WITHIN_MS = 90_000;
const IDLE_WITHIN_MS = 60_000;

/** Why no small disk can be mounted here; undefined when it can. The mount lives in a name space of the tower's processes, and ends with them. */
export function whyNoDisk(): string | undefined {
  if (process.getuid?.() !== 0) return 'mounting a small disk needs root';
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0 ? undefined : 'this machine allows no mount name space';
}

/** Starts one, and opens it as an attendant does in the morning. */
export async function startChaosTower(site: string, speed: number, withDisk: boolean): Promise<ChaosTower> {
  const folder = mkdtempSync(join(tmpdir(), 'carillon-chaos-'));
  const stepFile = join(mkdtempSync(join(tmpdir(), 'carillon-wall-')), 'step');
  const env = { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${STEPPED_WALL.href}`.trim(), CARILLON_WALL_STEP: stepFile };
  const mount = ['unshare', '--mount', 'sh', '-c', `mount -t tmpfs -o size=${String(DISK_MB)}m none "${folder}" && exec "$@"`, 'up'];
  const up = startUp(['--pty', '--headless', '--no-demo', '--port', '0', '--site', site, '--speed', String(speed), '--data', folder], env, withDisk ? mount : []);
  const end = async (): Promise<void> => {
    await up.stop();
    for (const each of [folder, join(stepFile, '..')]) rmSync(each, { recursive: true, force: true });
  };
  try {
    await untilReady(up, READY_WITHIN_MS);
    const tower = await visit(up);
    await untilIdle(tower, IDLE_WITHIN_MS);
    return {
      up, visit: tower, stepFile, hasOwnDisk: withDisk,
      origin: new URL(up.told('kiosk') ?? '').origin,
      secondPin: /signs with (\d{6})/u.exec(up.told('technician') ?? '')?.[1] ?? '',
      pidOf: (verb) => processOf(up, verb),
      dataFolder: withDisk ? `/proc/${String(up.process.pid)}/root${folder}` : folder,
      stop: async () => {
        tower.hands.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Whether a process is there and no zombie. */
export const isAlive = (pid: number): boolean => existsSync(`/proc/${String(pid)}/fd/0`);
