import type { MessagePort } from 'node:worker_threads';
import { fault } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { TowerSnapshot } from '../contract/index.ts';
import type { RequestFault, TowerEvent, TowerPort } from '../tower.port.ts';
import { mergePatch } from './merge-patch.ts';
import type { ArgumentsOf, TowerNews, TowerRequest, TowerVerb } from './tower-messages.ts';

/** Something that has happened at the serving end, for whoever watches over it. */
export interface Served {
  /** An answer to a ping came, with its number. */
  readonly onPong: (listener: (id: number) => void) => void;
  readonly ping: (id: number) => void;
  readonly end: () => void;
}

function perform(tower: TowerPort, request: Extract<TowerRequest, { readonly kind: 'ask' }>): Promise<Result<unknown, RequestFault>> {
  switch (request.verb) {
    case 'collect':
      return tower.collect(...request.args);
    case 'allClear':
      return tower.allClear(...request.args);
    case 'order':
      return tower.order(...request.args);
    case 'reverse':
      return tower.reverse(...request.args);
    case 'cancel':
      return tower.cancel(...request.args);
    case 'endDay':
      return tower.endDay(...request.args);
    case 'reset':
      return tower.reset(...request.args);
    case 'resume':
      return tower.resume(...request.args);
    case 'stop':
      return tower.stop(...request.args);
    case 'settle':
      return tower.settle(...request.args);
    case 'home':
      return tower.home(...request.args);
    case 'maintain':
      return tower.maintain(...request.args);
    case 'attend':
      return tower.attend(...request.args);
    case 'releaseEvent':
      return tower.releaseEvent(...request.args);
    case 'why':
      return tower.why(...request.args);
    case 'recovery':
      return tower.recovery(...request.args);
    case 'choose':
      return tower.choose(...request.args);
    case 'quarantine':
      return tower.quarantine(...request.args);
    case 'liftQuarantine':
      return tower.liftQuarantine(...request.args);
    case 'editMap':
      return tower.editMap(...request.args);
    case 'undoMapEdit':
      return tower.undoMapEdit(...request.args);
  }
}

/** A throw in the core is a bug of the core; whoever asked must not wait for ever because of it. */
const notDone = fault('towerUnavailable', 'The control core could not do this. What is safe stays as it is. Please try again, or ask for help.');

/** The core's end: serves one API thread over `port`. `onBug` hears of throws, which the asker only sees as `towerUnavailable`. */
export function serveTower(tower: TowerPort, port: MessagePort, onBug: (error: unknown) => void): Served {
  const tell = (news: TowerNews): void => port.postMessage(news);
  const pongs = new Set<(id: number) => void>();
  const answer = async (request: Extract<TowerRequest, { readonly kind: 'ask' }>): Promise<void> => {
    const result = await perform(tower, request).catch((error: unknown) => {
      onBug(error);
      return notDone;
    });
    tell({ kind: 'answer', id: request.id, result });
  };
  port.on('message', (request: TowerRequest) => {
    if (request.kind === 'ask') void answer(request);
    else if (request.kind === 'resync') tell({ kind: 'snapshot', ...tower.snapshot() });
    else for (const listener of pongs) listener(request.id);
  });
  const endings = [
    tower.subscribe((seq, patch) => tell({ kind: 'delta', seq, patch })),
    tower.onEvent((event) => tell({ kind: 'event', event })),
  ];
  tell({ kind: 'snapshot', ...tower.snapshot() });
  return {
    onPong: (listener) => void pongs.add(listener),
    ping: (id) => tell({ kind: 'ping', id }),
    end: () => {
      for (const end of endings) end();
      port.close();
    },
  };
}

interface Replica {
  seq: number;
  tower: TowerSnapshot;
}

type Subscriber = Parameters<TowerPort['subscribe']>[0];

/** Applies changes in order; false when one was missed. The core's changes keep the shape, so the copy is not checked again. */
function applyDelta(replica: Replica, seq: number, patch: Readonly<Record<string, unknown>>): boolean {
  if (seq !== replica.seq + 1) return seq <= replica.seq;
  replica.tower = mergePatch(replica.tower, patch) as TowerSnapshot;
  replica.seq = seq;
  return true;
}

interface Line {
  readonly ask: <V extends TowerVerb>(verb: V, ...args: ArgumentsOf<V>) => ReturnType<TowerPort[V]>;
  readonly settle: (id: number, result: Result<unknown, RequestFault>) => void;
  readonly end: () => void;
}

function createLine(port: MessagePort): Line {
  const pending = new Map<number, (result: Result<unknown, RequestFault>) => void>();
  const lost = fault('towerUnavailable', 'The control core cannot be reached. Nothing new starts. Please ask for help.');
  let lastId = 0;
  let isOver = false;
  return {
    ask: <V extends TowerVerb>(verb: V, ...args: ArgumentsOf<V>) => {
      lastId += 1;
      const id = lastId;
      const answer = new Promise<Result<unknown, RequestFault>>((resolve) => {
        if (isOver) {
          resolve(lost);
          return;
        }
        pending.set(id, resolve);
        port.postMessage({ kind: 'ask', id, verb, args });
      });
      // Each verb is answered by its own method of the same port at the other end.
      return answer as ReturnType<TowerPort[V]>;
    },
    settle: (id, result) => {
      pending.get(id)?.(result);
      pending.delete(id);
    },
    end: () => {
      isOver = true;
      for (const resolve of pending.values()) resolve(lost);
      pending.clear();
    },
  };
}

/** The API's end: the same port, with a copy of the snapshot that follows the core. Resolves when the first snapshot is there. */
export function connectTower(port: MessagePort): Promise<TowerPort> {
  const line = createLine(port);
  const subscribers = new Set<Subscriber>();
  const followers = new Set<(event: TowerEvent) => void>();
  let replica: Replica | undefined;
  let isResyncing = false;
  const request = (message: TowerRequest): void => port.postMessage(message);
  const take = (seq: number, patch: Readonly<Record<string, unknown>>): void => {
    if (replica === undefined || isResyncing) return;
    if (!applyDelta(replica, seq, patch)) {
      isResyncing = true;
      request({ kind: 'resync' });
      return;
    }
    for (const subscriber of subscribers) subscriber(seq, patch);
  };
  return new Promise((resolve) => {
    port.on('close', line.end);
    port.on('message', (news: TowerNews) => {
      switch (news.kind) {
        case 'snapshot': {
          const isFirst = replica === undefined;
          replica = { seq: news.seq, tower: news.tower };
          isResyncing = false;
          if (isFirst) resolve(towerOf(line, replicaOf, subscribers, followers));
          break;
        }
        case 'delta':
          take(news.seq, news.patch);
          break;
        case 'event':
          for (const follower of followers) follower(news.event);
          break;
        case 'answer':
          line.settle(news.id, news.result);
          break;
        case 'ping':
          request({ kind: 'pong', id: news.id });
      }
    });
    const replicaOf = (): Replica => {
      if (replica === undefined) throw new Error('the tower was used before its first snapshot');
      return replica;
    };
  });
}

function towerOf(line: Line, replica: () => Replica, subscribers: Set<Subscriber>, followers: Set<(event: TowerEvent) => void>): TowerPort {
  return {
    snapshot: () => ({ seq: replica().seq, tower: replica().tower }),
    subscribe: (listener) => {
      subscribers.add(listener);
      return () => subscribers.delete(listener);
    },
    onEvent: (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    collect: (request) => line.ask('collect', request),
    allClear: (returnId, by) => line.ask('allClear', returnId, by),
    order: (request) => line.ask('order', request),
    reverse: (orderId, by) => line.ask('reverse', orderId, by),
    cancel: (orderId, by) => line.ask('cancel', orderId, by),
    endDay: (orderId, by) => line.ask('endDay', orderId, by),
    reset: (by, note) => line.ask('reset', by, note),
    resume: (collectionId) => line.ask('resume', collectionId),
    stop: (detail) => line.ask('stop', detail),
    settle: (by, why) => line.ask('settle', by, why),
    home: (axis, by) => line.ask('home', axis, by),
    maintain: (request) => line.ask('maintain', request),
    attend: (request) => line.ask('attend', request),
    releaseEvent: (release) => line.ask('releaseEvent', release),
    why: (motion) => line.ask('why', motion),
    recovery: () => line.ask('recovery'),
    choose: (request) => line.ask('choose', request),
    quarantine: (request) => line.ask('quarantine', request),
    liftQuarantine: (request) => line.ask('liftQuarantine', request),
    editMap: (request) => line.ask('editMap', request),
    undoMapEdit: (request) => line.ask('undoMapEdit', request),
  };
}
