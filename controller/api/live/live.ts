import type { WebSocket } from 'ws';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../ports.ts';
import { clientMessageSchema } from '../contract/index.ts';
import type { Role, ServerMessage } from '../contract/index.ts';
import { isFromShell } from '../guards/guard.ts';
import { nameless, namelessPatch } from '../nameless.ts';
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
export const CLOSE = { policy: 1008, tryLater: 1013, goingAway: 1001 } as const;

/** The live channel: every open connection gets every change. */
export interface LiveHub {
  /** `mayHearNames`: false for a screen that the public sees, whatever session it shows. Default true. */
  readonly join: (socket: LiveSocket, mayHearNames?: boolean) => void;
  readonly count: () => number;
  readonly close: () => void;
}

/** What the hub needs. */
export interface LiveParts {
  readonly tower: Pick<TowerPort, 'snapshot' | 'subscribe'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** The role of the session behind a token; undefined when there is none, or none any more. */
  readonly roleOf: (token: string) => Role | undefined;
}

/** One connection. `token`: of the session that it has shown. */
interface Listener {
  readonly socket: LiveSocket;
  token: string | undefined;
  readonly mayHearNames: boolean;
}

/** Whether names of persons are for this one: a technician who has signed in, as long as that session lives. */
const hearsNames = ({ token, mayHearNames }: Listener, { roleOf }: LiveParts): boolean => mayHearNames && token !== undefined && roleOf(token) === 'technician';

function snapshotFor(listener: Listener, parts: LiveParts): ServerMessage {
  const { seq, tower } = parts.tower.snapshot();
  return { type: 'snapshot', seq, tower: hearsNames(listener, parts) ? tower : nameless(tower) };
}

/** Answers one message of a client; false when it breaks the contract. */
function answer(listener: Listener, parts: LiveParts, text: string, tell: (message: ServerMessage) => void): boolean {
  const parsed = clientMessageSchema.safeParse(parseJson(text));
  if (!parsed.success) return false;
  if (parsed.data.type === 'ping') {
    tell({ type: 'pong', id: parsed.data.id });
    return true;
  }
  if (parsed.data.type === 'session') listener.token = parsed.data.token ?? undefined;
  tell(snapshotFor(listener, parts));
  return true;
}

/** What a client says, as JSON; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: outside the contract like any other message that it does not know.
    return undefined;
  }
}

/** Whether a client talks more than it may. */
export function createTalkLimit(clock: LiveParts['clock']): () => boolean {
  let second = 0;
  let count = 0;
  return () => {
    const nowSecond = Math.floor(clock.nowMs() / 1000);
    count = nowSecond === second ? count + 1 : 1;
    second = nowSecond;
    return count > LIVE_LIMITS.messagesPerSecond;
  };
}

/** Makes the hub. It serializes each change once for all connections (twice where a technician listens), and drops one that cannot keep up. */
export function createLiveHub(parts: LiveParts): LiveHub {
  const { tower, clock } = parts;
  const listeners = new Set<Listener>();
  const sendTo = (listener: Listener, text: string): void => {
    const { socket } = listener;
    if (socket.bufferedAmount > LIVE_LIMITS.bufferedBytes) {
      listeners.delete(listener);
      socket.terminate();
      return;
    }
    socket.send(text);
  };
  const unsubscribe = tower.subscribe((seq, patch) => {
    if (listeners.size === 0) return;
    const textOf = (told: typeof patch): string => JSON.stringify({ type: 'delta', seq, patch: told } satisfies ServerMessage);
    const open = textOf(namelessPatch(patch));
    let full: string | undefined;
    for (const listener of listeners) sendTo(listener, hearsNames(listener, parts) ? (full ??= textOf(patch)) : open);
  });
  const welcome = (listener: Listener): void => {
    const { socket } = listener;
    const tell = (message: ServerMessage): void => sendTo(listener, JSON.stringify(message));
    const talksTooMuch = createTalkLimit(clock);
    const { bootId, siteId } = tower.snapshot().tower;
    socket.on('message', (data) => {
      const text = Buffer.isBuffer(data) ? data.toString() : '';
      if (talksTooMuch() || !answer(listener, parts, text, tell)) socket.close(CLOSE.policy, 'outside the contract');
    });
    tell({ type: 'hello', protocol: 1, bootId, siteId });
    tell(snapshotFor(listener, parts));
  };
  return {
    count: () => listeners.size,
    join: (socket, mayHearNames = true) => {
      socket.on('error', () => socket.terminate());
      const listener: Listener = { socket, token: undefined, mayHearNames };
      socket.on('close', () => listeners.delete(listener));
      if (listeners.size >= LIVE_LIMITS.connections) {
        socket.close(CLOSE.tryLater, 'too many connections');
        return;
      }
      listeners.add(listener);
      welcome(listener);
    },
    close: () => {
      unsubscribe();
      for (const { socket } of listeners) socket.close(CLOSE.goingAway, 'the controller stops');
      listeners.clear();
    },
  };
}

/** `GET /api/v1/live` as a WebSocket. Name and page were checked before, like those of every request. */
export function liveRoute(app: FastifyInstance, hub: LiveHub): void {
  app.get('/api/v1/live', { websocket: true, schema: { hide: true } }, (socket, request) => { hub.join(socket, !isFromShell(request)); });
}
