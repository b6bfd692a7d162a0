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
  /** SIGTERM, then SIGKILL after three seconds. Resolves when it has ended. */
  readonly stop: () => Promise<void>;
}

/** How a process is started beside its verb. */
export interface ChildOptions {
  readonly verb: string;
  /** Handed over as its first message: a command line, which may not hold a key or a PIN, is readable by everybody on the machine. */
  readonly parameters: object;
  /** Options of the runtime. */
  readonly execArgv?: readonly string[];
  readonly setTimer: (fn: () => void, ms: number) => unknown;
  readonly clearTimer: (id: unknown) => void;
}

const STOP_TIMEOUT_MS = 3000;
/**
 * Serial ports are read in libuv's pool of threads, which is four by default and shared with every file that the API sends: a
 * read that waits for its turn is an answer that came too late.
 */
const POOL_THREADS = '16';

/**
 * Starts a hidden verb of our own command line as a child process. It stands in a process group of its own: Ctrl+C in the terminal
 * reaches `up` alone, which ends its children in the order that is safe. It ends by itself when `up` is gone.
 */
export function startChild<News>({ verb, parameters, execArgv = [], setTimer, clearTimer }: ChildOptions): Child<News> {
  const child = fork(ENTRY, [verb], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
    execArgv: [...execArgv],
    env: { ...process.env, UV_THREADPOOL_SIZE: POOL_THREADS },
  });
  // A child that dies before it reads them is told of by `ended`.
  child.send(parameters, () => undefined);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => { resolve(signal ?? `status ${String(code)}`); });
  });
  const news = new Promise<News>((resolve, reject) => {
    child.once('message', (message) => { resolve(message as News); });
    child.once('error', reject);
    void ended.then((how) => { reject(new Error(`${verb} ended with ${how} before it was ready`)); });
  });
  // Whoever waits for the news hears of a rejection; when nobody waits any more it is of no interest.
  news.catch(() => undefined);
  return {
    process: child,
    news,
    ended,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimer(() => { child.kill('SIGKILL'); }, STOP_TIMEOUT_MS);
      await ended;
      clearTimer(timer);
    },
  };
}
