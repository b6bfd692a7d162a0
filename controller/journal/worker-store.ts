import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { fault, ok } from '../ports.ts';
import type { Result, Store, StoreFault, StoreHealth, StoreRow } from '../ports.ts';
import type { JournalFileOptions } from './journal-file.ts';
import type { StoreNews, StoreOrder, StoreReply, StoreRequest } from './store-messages.ts';

type Answer = Result<readonly StoreRow[] | undefined, StoreFault>;
type WithoutId<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never;

const lost = fault('closed', 'The journal has stopped. Nothing was stored, nothing new starts. Start the controller again.');

/** A store whose file is owned by the thread at the other end of `port`. */
export function createWorkerStore(port: MessagePort): Store {
  const pending = new Map<number, { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }>();
  let lastId = 0;
  let health: StoreHealth = 'ok';
  const end = (): void => {
    health = 'closed';
    for (const { resolve } of pending.values()) resolve(lost);
    pending.clear();
  };
  port.on('close', end);
  port.on('message', (reply: StoreReply) => {
    if (reply.kind !== 'thrown') health = reply.health;
    if (reply.kind === 'health') return;
    const waiting = pending.get(reply.id);
    pending.delete(reply.id);
    if (reply.kind === 'result') waiting?.resolve(reply.result);
    else waiting?.reject(new Error(reply.message));
  });
  const ask = (request: WithoutId<StoreRequest>): Promise<Answer> => {
    if (health === 'closed') return Promise.resolve(lost);
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      port.postMessage({ ...request, id });
    });
  };
  return {
    commit: async (batch) => {
      const answer = await ask({ kind: 'commit', batch });
      return answer.ok ? ok(undefined) : answer;
    },
    read: async (query) => {
      const answer = await ask({ kind: 'read', query });
      return answer.ok ? ok(answer.value ?? []) : answer;
    },
    health: () => health,
    close: async () => {
      end();
      port.close();
    },
  };
}

/** Some three hundred steps on a full disk; a delivery takes about sixty. */
const RESERVE_BYTES = 4 * 1024 * 1024;

/** The journal in a thread of its own. */
export interface StoreThread {
  /** The owner's own client. Closing it leaves the thread running for the others. */
  readonly store: Store;
  /** Another way in, to be handed to another thread, which makes a store of it by `createWorkerStore`. */
  readonly connect: () => MessagePort;
  /** Resolves when the thread has ended, wanted or not: to the error that ended it, if one did. */
  readonly ended: Promise<Error | undefined>;
  /** Closes the file and ends the thread. */
  readonly close: () => Promise<void>;
}

function connectTo(worker: Worker): () => MessagePort {
  return () => {
    const { port1, port2 } = new MessageChannel();
    const order: StoreOrder = { kind: 'connect', port: port2 };
    worker.postMessage(order, [port2]);
    return port1;
  };
}

function endOf(worker: Worker): Promise<Error | undefined> {
  return new Promise((resolve) => {
    let why: Error | undefined;
    worker.on('error', (error) => { why = error; });
    worker.once('exit', () => { resolve(why); });
  });
}

/**
 * Opens the journal in a worker, so that a slow disk never delays the scan. Errors: as `openJournalFile`. A thread that dies
 * closes its clients: each answers `closed`, and their health says so.
 */
export async function startStoreThread(options: JournalFileOptions): Promise<Result<StoreThread, StoreFault>> {
  const workerData: JournalFileOptions = { reserveBytes: RESERVE_BYTES, ...options };
  const worker = new Worker(new URL('./store-worker.ts', import.meta.url), { workerData, name: 'journal' });
  const ended = endOf(worker);
  const opened = await new Promise<Result<void, StoreFault>>((resolve) => {
    worker.once('error', (error) => resolve(fault('io', `The thread of the journal did not start: ${error.message}. Nothing moves.`)));
    worker.once('message', (news: StoreNews) => resolve(news.kind === 'refused' ? { ok: false, error: news.error } : ok(undefined)));
  });
  if (!opened.ok) {
    await worker.terminate();
    return opened;
  }
  const connect = connectTo(worker);
  return ok({
    store: createWorkerStore(connect()),
    connect,
    ended,
    close: async () => {
      const order: StoreOrder = { kind: 'close' };
      worker.postMessage(order);
      await ended;
    },
  });
}
