import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ENTRY = fileURLToPath(new URL('../carillon.mjs', import.meta.url));

/** A process of ours: the message it becomes ready with, and its end. */
export interface Child<News> {
  readonly process: ChildProcess;
  /** The first message; rejects when the process ends before it. */
  readonly news: Promise<News>;
  /** Exit status or signal name. */
  readonly ended: Promise<string>;
  /** SIGTERM, then SIGKILL after three seconds. */
  readonly stop: () => Promise<void>;
}

const STOP_TIMEOUT_MS = 3000;

/** Starts a hidden verb of our own command line as a child process. */
export function startChild<News>(verb: string, parameters: object, setTimer: (fn: () => void, ms: number) => unknown): Child<News> {
  const child = fork(ENTRY, [verb, JSON.stringify(parameters)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => { resolve(signal ?? `status ${String(code)}`); });
  });
  const news = new Promise<News>((resolve, reject) => {
    child.once('message', (message) => { resolve(message as News); });
    child.once('error', reject);
    void ended.then((how) => { reject(new Error(`${verb} ended with ${how} before it was ready`)); });
  });
  return {
    process: child,
    news,
    ended,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      setTimer(() => { child.kill('SIGKILL'); }, STOP_TIMEOUT_MS);
      await ended;
    },
  };
}
