import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { ok } from '../ports.ts';
import type { Result, StoreFault, StoreHealth, StoreRow } from '../ports.ts';
import type { JournalFileOptions } from './journal-file.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { SqliteStore } from './sqlite-store.ts';
import type { StoreNews, StoreOrder, StoreReply, StoreRequest } from './store-messages.ts';

/** The thread that owns the journal file. It serves any number of clients, one batch at a time, in the order of arrival. */

function work(store: SqliteStore, request: StoreRequest): Result<readonly StoreRow[] | undefined, StoreFault> {
  if (request.kind === 'read') return store.readNow(request.query);
  const committed = store.commitNow(request.batch);
  return committed.ok ? ok(undefined) : committed;
}

function answer(store: SqliteStore, request: StoreRequest): StoreReply {
  try {
    const result = work(store, request);
    return { id: request.id, kind: 'result', result, health: store.health() };
  } catch (error) {
    return { id: request.id, kind: 'thrown', message: error instanceof Error ? error.message : String(error) };
  }
}

function serve(store: SqliteStore): (port: MessagePort) => void {
  const clients = new Set<MessagePort>();
  let told: StoreHealth = store.health();
  const tellOthers = (asker: MessagePort): void => {
    const health = store.health();
    if (health === told) return;
    told = health;
    const news: StoreReply = { kind: 'health', health };
    for (const client of clients) if (client !== asker) client.postMessage(news);
  };
  return (port) => {
    clients.add(port);
    port.on('close', () => clients.delete(port));
    port.on('message', (request: StoreRequest) => {
      port.postMessage(answer(store, request));
      tellOthers(port);
    });
  };
}

function run(owner: MessagePort): void {
  const tell = (news: StoreNews): void => owner.postMessage(news);
  const opened = openSqliteStore(workerData as JournalFileOptions);
  if (!opened.ok) {
    tell({ kind: 'refused', error: opened.error });
    return;
  }
  const connect = serve(opened.value);
  owner.on('message', (order: StoreOrder) => {
    if (order.kind === 'connect') {
      connect(order.port);
      return;
    }
    opened.value.closeNow();
    tell({ kind: 'closed' });
    owner.close();
    process.exit(0);
  });
  tell({ kind: 'opened' });
}

if (parentPort === null) throw new Error('store-worker.ts runs in a worker thread');
run(parentPort);
