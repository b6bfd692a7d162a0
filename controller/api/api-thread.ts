import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { fault, ok } from '../ports.ts';
import type { Clock, Fault, Result } from '../ports.ts';
import type { Truth } from '../sensing/fact.ts';
import { createApiLog } from './api-log.ts';
import { createLiveness } from './thread/liveness.ts';
import { serveTower } from './thread/tower-proxy.ts';
import type { ApiNews, ApiOrder, ApiWorkerData, DemoMember } from './thread/worker-messages.ts';
import type { TowerPort } from './tower.port.ts';

/** What the thread is given by the control core's thread. */
export interface ApiThreadOptions extends Omit<ApiWorkerData, 'tower'> {
  readonly tower: TowerPort;
  /** Clock of the control core, by which the thread's answers are judged. */
  readonly clock: Clock;
  /** The worker's first file. It stands in the shell, which alone may hand the machine's clock and dice to `runApiWorker`. */
  readonly entry: URL;
  /** Hears of throws in the core, and of the thread's own end. Written to the log unless given. */
  readonly onBug?: (where: string, error: unknown) => void;
}

type OnBug = NonNullable<ApiThreadOptions['onBug']>;

const toLog: OnBug = (where, error) => createApiLog().error({ where, error: error instanceof Error ? error.stack : String(error) }, 'unexpected');

/** The API in a thread of its own, listening. */
export interface ApiThread {
  readonly controllerUrl: string;
  readonly phoneUrl: string;
  readonly demoMember: DemoMember | undefined;
  /** Resolves when the thread has ended, wanted or not. */
  readonly ended: Promise<void>;
  /** The fact `apiAlive`. False for good once the thread has ended. */
  readonly alive: () => Truth;
  readonly close: () => Promise<void>;
}

const STOP_WITHIN_MS = 3000;

interface Ended {
  has: boolean;
  readonly promise: Promise<void>;
}

function watchEnd(worker: Worker, onBug: OnBug): Ended {
  const ended: Ended = {
    has: false,
    promise: new Promise((resolve) => {
      worker.once('exit', () => {
        ended.has = true;
        resolve();
      });
    }),
  };
  worker.on('error', (error) => onBug('API thread', error));
  return ended;
}

function firstNews(worker: Worker, ended: Ended): Promise<ApiNews> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    void ended.promise.then(() => resolve({ kind: 'refused', message: 'The API ended before it was ready. Nothing was started.' }));
  });
}

async function closeWorker(worker: Worker, ended: Ended, clock: Clock): Promise<void> {
  const order: ApiOrder = { kind: 'close' };
  worker.postMessage(order);
  const timer = clock.setTimeout(() => void worker.terminate(), STOP_WITHIN_MS);
  await ended.promise;
  clock.clearTimeout(timer);
}

/**
 * Starts the API in a worker. Its store and tower are reached by message ports; a thread that dies leaves the core running and
 * `alive` false. Errors: what `createApi` and listening refuse, as a sentence.
 */
export async function startApiThread(options: ApiThreadOptions): Promise<Result<ApiThread, Fault<'refused'>>> {
  const { tower, clock, entry, onBug = toLog, ...rest } = options;
  const { port1, port2 } = new MessageChannel();
  const data: ApiWorkerData = { ...rest, tower: port2 };
  const transferList: readonly MessagePort[] = [port2, rest.store];
  const worker = new Worker(entry, { workerData: data, transferList: [...transferList], name: 'api' });
  const ended = watchEnd(worker, onBug);
  const served = serveTower(tower, port1, (error) => onBug('control core, asked by the API', error));
  const liveness = createLiveness(clock, served);
  const news = await firstNews(worker, ended);
  const end = (): void => {
    liveness.end();
    served.end();
  };
  if (news.kind === 'refused') {
    end();
    await worker.terminate();
    return fault('refused', news.message);
  }
  return ok({
    controllerUrl: news.controllerUrl,
    phoneUrl: news.phoneUrl,
    demoMember: news.demoMember,
    ended: ended.promise,
    alive: () => (ended.has ? false : liveness.alive()),
    close: async () => {
      if (!ended.has) await closeWorker(worker, ended, clock);
      end();
    },
  });
}
