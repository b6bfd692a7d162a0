import type { TowerSnapshot } from '../../../controller/api/contract/index.ts';
import type { PageClock, Socket, SocketPort } from '../rim/rim.port.ts';
import { applyMessage, emptyReplica, parseMessage } from './tower-replica.ts';

/** The tower as last heard. `lost`: nothing is heard any more, and `tower` is what was true at `heardAtMs`. */
export interface LiveState {
  readonly link: 'connecting' | 'live' | 'lost';
  readonly tower: TowerSnapshot | undefined;
  /** Monotonic ms of the page at which the last message came. */
  readonly heardAtMs: number;
  /** Monotonic ms of the page at which the tower last told something new. A controller that only answers pings is heard, and tells nothing. */
  readonly toldAtMs?: number;
}

/** A store for `useSyncExternalStore`; listeners are told only when link or tower changed. */
export interface LiveStore {
  readonly read: () => LiveState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Shows the token of a session: a technician's hears the names of persons as well. Shown again on every new connection. */
  readonly showSession: (token: string | undefined) => void;
  readonly close: () => void;
}

/** Path of the live channel on our own origin. */
export const LIVE_PATH = '/api/v1/live';
/** Rhythm of the pings, and the silence after which the connection counts as lost: three pings without an answer. */
export const PING_MS = 1000;
export const SILENCE_MS = 3000;
/** Pause before the next try, doubled each time. */
export const RETRY_MS = { first: 250, longest: 5000 } as const;

/** One connection: tells each text and, once, its end (closed, or silent for too long). */
function openLine(
  needs: { readonly openSocket: SocketPort; readonly clock: PageClock },
  tell: { readonly onText: (text: string, socket: Pick<Socket, 'send'>) => void; readonly onEnd: () => void },
): { readonly close: () => void } {
  const { openSocket, clock } = needs;
  let lastSignMs = clock.nowMs();
  let pingId = 0;
  let timer: unknown;
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    clock.clearTimeout(timer);
    tell.onEnd();
  };
  const socket: Socket = openSocket(LIVE_PATH, {
    onOpen: () => undefined,
    onMessage: (text) => {
      if (isOver) return;
      lastSignMs = clock.nowMs();
      tell.onText(text, socket);
    },
    onClosed: end,
  });
  const keepAlive = (): void => {
    if (clock.nowMs() - lastSignMs >= SILENCE_MS) {
      socket.close();
      end();
      return;
    }
    pingId += 1;
    socket.send(JSON.stringify({ type: 'ping', id: pingId }));
    timer = clock.setTimeout(keepAlive, PING_MS);
  };
  timer = clock.setTimeout(keepAlive, PING_MS);
  return {
    close: () => {
      isOver = true;
      clock.clearTimeout(timer);
      socket.close();
    },
  };
}

/** Keeps one WebSocket to the controller, for ever, and the tower's snapshot with every delta applied in order. */
export function createLiveStore(needs: { readonly openSocket: SocketPort; readonly clock: PageClock }): LiveStore {
  const { clock } = needs;
  const listeners = new Set<() => void>();
  let state: LiveState = { link: 'connecting', tower: undefined, heardAtMs: clock.nowMs() };
  let replica = emptyReplica;
  let retryMs: number = RETRY_MS.first;
  let retryTimer: unknown;
  let line: { readonly close: () => void } | undefined;
  let token: string | undefined;
  let open: Pick<Socket, 'send'> | undefined;
  const show = (socket: Pick<Socket, 'send'>): void => { socket.send(JSON.stringify({ type: 'session', token: token ?? null })); };

  const update = (change: Partial<LiveState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const take = (text: string, socket: Pick<Socket, 'send'>): void => {
    if (open !== socket) {
      open = socket;
      if (token !== undefined) show(socket);
    }
    const next = applyMessage(replica, parseMessage(text));
    const isNews = next.replica.tower !== replica.tower;
    replica = next.replica;
    // The time alone is no news: it is read when a picture is drawn.
    state = { ...state, heardAtMs: clock.nowMs() };
    if (next.resync) socket.send(JSON.stringify({ type: 'resync' }));
    if (!isNews) return;
    retryMs = RETRY_MS.first;
    update({ link: 'live', tower: replica.tower, toldAtMs: state.heardAtMs });
  };
  const connect = (): void => {
    line = openLine(needs, {
      onText: take,
      onEnd: () => {
        open = undefined;
        replica = { ...replica, seq: undefined };
        update({ link: 'lost' });
        retryTimer = clock.setTimeout(connect, retryMs);
        retryMs = Math.min(retryMs * 2, RETRY_MS.longest);
      },
    });
  };
  connect();
  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    showSession: (shown) => {
      token = shown;
      if (open !== undefined) show(open);
    },
    close: () => {
      clock.clearTimeout(retryTimer);
      line?.close();
    },
  };
}
