import type { WebSocket } from 'ws';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../ports.ts';
import { clientMessageSchema } from '../contract/index.ts';
import type { ServerMessage } from '../contract/index.ts';
import type { TowerPort } from '../tower.port.ts';

/** What of a socket the live channel uses. */
export type LiveSocket = Pick<WebSocket, 'send' | 'close' | 'terminate' | 'bufferedAmount' | 'on'>;

/** Limits of one connection. */
export const LIVE_LIMITS = {
  connections: 32,
  /** Unsent bytes after which a client counts as too slow; some ten seconds of changes. */
  bufferedBytes: 512 * 1024,
  messageBytes: 4096,
  /** Messages of a client in one second; it pings once. */
  messagesPerSecond: 20,
} as const;

/** WebSocket close codes (RFC 6455). */
const CLOSE = { policy: 1008, tryLater: 1013, goingAway: 1001 } as const;

/** The live channel: every open connection gets every change. */
export interface LiveHub {
  readonly join: (socket: LiveSocket) => void;
  readonly count: () => number;
  readonly close: () => void;
}

/** What the hub needs. */
export interface LiveParts {
  readonly tower: Pick<TowerPort, 'snapshot' | 'subscribe'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Answers one message of a client; false when it breaks the contract. */
function answer({ tower }: LiveParts, text: string, tell: (message: ServerMessage) => void): boolean {
  const parsed = clientMessageSchema.safeParse(parseJson(text));
  if (!parsed.success) return false;
  if (parsed.data.type === 'ping') tell({ type: 'pong', id: parsed.data.id });
  else tell({ type: 'snapshot', ...tower.snapshot() });
  return true;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: outside the contract like any other message that it does not know.
    return undefined;
  }
}

/** Whether a client talks more than it may. */
function createTalkLimit(clock: LiveParts['clock']): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const nowSecond = Math.floor(clock.nowMs() / 1000);
    count = nowSecond === second ? count + 1 : 1;
    second = nowSecond;
    return count > LIVE_LIMITS.messagesPerSecond;
  };
}

/** Makes the hub. It serializes each change once for all connections, and drops a connection that cannot keep up. */
export function createLiveHub(parts: LiveParts): LiveHub {
  const { tower, clock } = parts;
  const sockets = new Set<LiveSocket>();
  const sendTo = (socket: LiveSocket, text: string): void => {
    if (socket.bufferedAmount > LIVE_LIMITS.bufferedBytes) {
      sockets.delete(socket);
      socket.terminate();
      return;
    }
    socket.send(text);
  };
  const unsubscribe = tower.subscribe((seq, patch) => {
    if (sockets.size === 0) return;
    const text = JSON.stringify({ type: 'delta', seq, patch } satisfies ServerMessage);
    for (const socket of sockets) sendTo(socket, text);
  });
  const welcome = (socket: LiveSocket): void => {
    const tell = (message: ServerMessage): void => sendTo(socket, JSON.stringify(message));
    const talksTooMuch = createTalkLimit(clock);
    const { seq, tower: snapshot } = tower.snapshot();
    socket.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      if (talksTooMuch() || !answer(parts, text, tell)) socket.close(CLOSE.policy, 'outside the contract');
    });
    tell({ type: 'hello', protocol: 1, bootId: snapshot.bootId, siteId: snapshot.siteId });
    tell({ type: 'snapshot', seq, tower: snapshot });
  };
  return {
    count: () => sockets.size,
    join: (socket) => {
      socket.on('error', () => socket.terminate());
      socket.on('close', () => sockets.delete(socket));
      if (sockets.size >= LIVE_LIMITS.connections) {
        socket.close(CLOSE.tryLater, 'too many connections');
        return;
      }
      sockets.add(socket);
      welcome(socket);
    },
    close: () => {
      unsubscribe();
      for (const socket of sockets) socket.close(CLOSE.goingAway, 'the controller stops');
      sockets.clear();
    },
  };
}

/** `GET /api/v1/live` as a WebSocket. Name and page were checked before, like those of every request. */
export function liveRoute(app: FastifyInstance, hub: LiveHub): void {
  app.get('/api/v1/live', { websocket: true, schema: { hide: true } }, (socket) => hub.join(socket));
}
