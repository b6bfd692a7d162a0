import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createScratchFolder } from '../../../journal/scratch-folder.ts';
import type { DiskPlan, DiskReport } from './play-disk.ts';

const PROCESS = fileURLToPath(new URL('./disk-process.ts', import.meta.url));
/** Root in a namespace of one's own, from where nobody else's mounts are seen. */
const APART = ['--map-root-user', '--mount'] as const;

/** Why this machine cannot mount a disk of ours; undefined when it can. Build machines in containers often cannot. */
export function whyNoDisk(): string | undefined {
  const tried = spawnSync('unshare', [...APART, 'sh', '-c', 'test -w /dev/fuse'], { encoding: 'utf8' });
  if (tried.status === 0) return undefined;
  return tried.error === undefined && tried.stderr === '' ? '/dev/fuse is not there, or may not be written' : `no mount namespace can be had: ${tried.error?.message ?? tried.stderr.trim()}`;
}

/** Plays a plan in a process of its own. Undefined when that ended before it had a result. */
export async function runDisk(plan: DiskPlan): Promise<DiskReport | undefined> {
  // In memory where the system offers that: images are laid out by the thousand.
  const folder = createScratchFolder('disk');
  const child = spawn('unshare', [...APART, process.execPath, PROCESS, folder, JSON.stringify(plan)], { stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text: Buffer) => { printed += text.toString(); });
  await new Promise((resolve) => { child.once('close', resolve); });
  rmSync(folder, { recursive: true, force: true });
  return printed.endsWith('\n') ? (JSON.parse(printed) as DiskReport) : undefined;
}
