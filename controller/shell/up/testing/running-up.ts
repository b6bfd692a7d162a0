import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nowMs, until } from './until.ts';

const ENTRY = fileURLToPath(new URL('../../carillon.mjs', import.meta.url));
const MARK = 'CARILLON_TEST_RUN';

/** `carillon up` as a process of its own, with everything that it starts or leaves behind. */
export interface RunningUp {
  /** All temporary files of the run go here. */
  readonly scratch: string;
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** What it printed after a label, as soon as it has. */
  readonly told: (label: string) => string | undefined;
  /** Process ids of the run that are alive, by hidden verb (`run-controller`) or program. */
  readonly alive: () => ReadonlyMap<number, string>;
  /** Exit status, or the name of a signal. */
  readonly ended: Promise<number | string>;
  /** Ends it as a person does, waits for it and removes the scratch folder. Safe to call twice. */
  readonly stop: () => Promise<number | string>;
}

/**
 * Starts it. Every process of the run carries a mark in its environment, so that an orphan is found as well.
 *
 * @param through  a program with its first words that prepares something and then becomes what the rest of its words name
 */
export function startUp(args: readonly string[], env: NodeJS.ProcessEnv = {}, through: readonly string[] = []): RunningUp {
  const scratch = mkdtempSync(join(tmpdir(), 'carillon-up-test-'));
  const mark = `${process.pid}-${scratch.slice(-6)}`;
  const [program = process.execPath, ...words] = [...through, process.execPath, ENTRY, 'up', ...args];
  const child = spawn(program, words, { env: { ...process.env, TMPDIR: scratch, [MARK]: mark, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => { stdout += text.toString(); });
  child.stderr.on('data', (text: Buffer) => { stderr += text.toString(); });
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => { resolve(signal ?? code ?? 'gone'); });
  });
  return {
    scratch,
    process: child,
    stdout: () => stdout,
    stderr: () => stderr,
    told: (label) => new RegExp(`^ *${label} {2,}(.+)$`, 'mu').exec(stdout)?.[1],
    alive: () => marked(`${MARK}=${mark}`),
    ended,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const status = await ended;
      for (const pid of marked(`${MARK}=${mark}`).keys()) process.kill(pid, 'SIGKILL');
      rmSync(scratch, { recursive: true, force: true });
      return status;
    },
  };
}

/** Waits until it has printed its addresses. */
export async function untilReady(up: RunningUp, timeoutMs = 60_000): Promise<void> {
  const startMs = nowMs();
  await until('the tower is up', timeoutMs, () => {
    if (up.process.exitCode !== null) throw new Error(`up ended with ${up.process.exitCode} after ${nowMs() - startMs} ms\n${up.stdout()}${up.stderr()}`);
    return up.told('API');
  }, () => up.stdout() + up.stderr());
}

/** The only process of a verb. */
export function processOf(up: RunningUp, verb: string): number | undefined {
  return [...up.alive()].find(([, name]) => name === verb)?.[0];
}

/** Living processes whose environment carries the mark. */
function marked(mark: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name)).map(Number)) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)) continue;
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      found.set(pid, command.find((word) => /^(?:up|run-[a-z]+)$/u.test(word)) ?? command[0] ?? '');
    } catch {
      // A process that ends while it is looked at is not alive.
    }
  }
  return found;
}

/** Resident memory of a process in megabytes. */
export function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
