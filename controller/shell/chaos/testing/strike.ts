import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { nowMs, pause } from '../../up/testing/until.ts';
import { isAlive, type ChaosTower } from './chaos-tower.ts';
import type { Deed } from './draw.ts';
import { keepImage, type JournalImage } from './journal-image.ts';

/** A deed that was done. Instants on the machine's clock. */
export interface Struck {
  readonly atMs: number;
  /** Its cause is over: the screen may become truthful from here on. Of a kill: at once. */
  readonly overMs: number;
  /** The journal as a killed controller has left it. */
  readonly image?: JournalImage;
  /** Why it was not done. */
  readonly skipped?: string;
}

const DIES_WITHIN_MS = 2000;
const EATS_EVERY_MS = 20;
const CHUNK = Buffer.alloc(256 * 1024);

/** Does it, and waits until its cause is over. */
export async function strike(tower: ChaosTower, deed: Deed): Promise<Struck> {
  switch (deed.kind) {
    case 'kill': return killController(tower);
    case 'killBackend': return signal(tower.pidOf('run-backend'), 'SIGKILL', 0);
    case 'stop': return signal(tower.pidOf('run-controller'), 'SIGSTOP', deed.ms);
    case 'stopSimulator': return signal(tower.pidOf('run-simulator'), 'SIGSTOP', deed.ms);
    case 'stopSupervisor': return signal(tower.up.process.pid, 'SIGSTOP', deed.ms);
    case 'unplug': return during(deed.ms, () => tower.visit.hands.act('unplug', { bus: deed.bus }), () => tower.visit.hands.act('plug', { bus: deed.bus }));
    case 'diskFull': return tower.hasOwnDisk ? fillDisk(tower, deed) : skipped('the journal has no disk of its own here');
    // Over as soon as it has come: the clock stays where it was set until the end of the cycle.
    case 'stepClock': return during(0, () => { writeFileSync(tower.stepFile, String(deed.byMs)); }, () => undefined);
  }
}

/** Takes back what a deed leaves behind. */
export function takeBack(tower: ChaosTower, { kind }: Deed): void {
  if (kind === 'stepClock') writeFileSync(tower.stepFile, '0');
}

const skipped = (why: string): Struck => ({ atMs: nowMs(), overMs: nowMs(), skipped: why });

async function during(ms: number, begin: () => unknown, end: () => unknown): Promise<Struck> {
  const atMs = nowMs();
  try {
    await begin();
    await pause(ms);
  } finally {
    await end();
  }
  return { atMs, overMs: nowMs() };
}

function signal(pid: number | undefined, name: 'SIGKILL' | 'SIGSTOP', ms: number): Struck | Promise<Struck> {
  if (pid === undefined) return skipped('there was no such process');
  return during(ms, () => process.kill(pid, name), () => name === 'SIGSTOP' && process.kill(pid, 'SIGCONT'));
}

async function killController(tower: ChaosTower): Promise<Struck> {
  const pid = tower.pidOf('run-controller');
  if (pid === undefined) return skipped('there was no controller');
  const atMs = nowMs();
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid) && nowMs() - atMs < DIES_WITHIN_MS) await pause(2);
  // The supervisor waits a moment, and the next one has to load its program first; until then nobody writes.
  return { atMs, overMs: atMs, image: keepImage(tower.dataFolder) };
}

/** Nothing more fits onto the disk; with `eats`, what the journal's reserve gives free is gone at once as well. */
async function fillDisk({ dataFolder }: ChaosTower, { eats, ms }: Extract<Deed, { kind: 'diskFull' }>): Promise<Struck> {
  const path = join(dataFolder, 'filler');
  const atMs = nowMs();
  try {
    do {
      fill(path);
      await pause(eats ? EATS_EVERY_MS : ms);
    } while (nowMs() - atMs < ms);
  } finally {
    rmSync(path, { force: true });
  }
  return { atMs, overMs: nowMs() };
}

function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let bytes = CHUNK.length; bytes >= 1; ) {
      try {
        writeSync(file, CHUNK, 0, bytes);
      } catch {
        // It does not fit: what does is smaller.
        bytes = Math.floor(bytes / 2);
      }
    }
  } finally {
    closeSync(file);
  }
}
