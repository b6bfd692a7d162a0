import type { Clock } from '../../ports.ts';
import { clientMessageSchema } from '../contract/index.ts';
import type { ServerMessage, TowerSnapshot } from '../contract/index.ts';
import { CLOSE, LIVE_LIMITS, createTalkLimit, parseJson } from './live.ts';
import type { LiveHub, LiveParts, LiveSocket } from './live.ts';

/** Limits beyond those of every connection. */
export const PHONE_LIMITS = {
  connections: 100,
  /** A connection that has not shown a session by then is ended, ms. */
  signInWithinMs: 10_000,
} as const;

/** What a phone needs to draw the arrival of a car, and whether the tower works. Alarms, orders and what technicians do stay in the house. */
const SHOWN = [
  'siteId', 'bootId', 'atMs', 'mode', 'state', 'reasons', 'resetNeeded', 'axes', 'doors', 'bays', 'cells', 'carriage', 'collections',
] as const satisfies readonly (keyof TowerSnapshot)[];

type Patch = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Patch => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether somebody is in a bay is for those who stand in front of it. */
function bayPatch(bay: unknown): unknown {
  return isRecord(bay) ? Object.fromEntries(Object.entries(bay).filter(([key]) => key !== 'person' && key !== 'reason')) : bay;
}

/** A change as a phone hears it; undefined when nothing of it is for phones. */
function phonePatch(patch: Patch): Patch | undefined {
  const shown = SHOWN.filter((key) => key in patch).map((key): [string, unknown] => {
    const part = patch[key];
    return [key, key === 'bays' && isRecord(part) ? Object.fromEntries(Object.entries(part).map(([id, bay]) => [id, bayPatch(bay)])) : part];
  });
  return shown.length === 0 ? undefined : Object.fromEntries(shown);
}

/** The tower as a phone sees it. */
function phoneSnapshot(tower: TowerSnapshot): TowerSnapshot {
  const bays = Object.fromEntries(Object.entries(tower.bays).map(([id, { reason: _reason, ...bay }]) => [id, { ...bay, person: 'unknown' as const }]));
  const { siteId, bootId, atMs, mode, state, reasons, resetNeeded, axes, doors, cells, carriage, collections } = tower;
  return { siteId, bootId, atMs, mode, state, reasons, ...(resetNeeded !== undefined && { resetNeeded }), axes, doors, bays, cells, carriage, collections, recovery: [], orders: [] };
}

/** What the hub of phones needs: a timer beside what every hub needs. */
export interface PhoneLiveParts extends LiveParts {
  readonly clock: Clock;
}

interface Phone {
  readonly socket: LiveSocket;
  token: string | undefined;
}

interface Answering {
  readonly isMember: (phone: Phone) => boolean;
  readonly tell: (phone: Phone, message: ServerMessage) => void;
  readonly show: (phone: Phone) => void;
}

/** Answers one message of a phone; false when it breaks the contract or comes from nobody who has signed in. */
function answer(phone: Phone, text: string, { isMember, tell, show }: Answering): boolean {
  const parsed = clientMessageSchema.safeParse(parseJson(text));
  if (!parsed.success) return false;
  if (parsed.data.type === 'ping') {
    tell(phone, { type: 'pong', id: parsed.data.id });
    return true;
  }
  if (parsed.data.type === 'session') phone.token = parsed.data.token ?? undefined;
  if (!isMember(phone)) return false;
  show(phone);
  return true;
}

/**
 * The live channel of the phone's listener. It tells nothing of the tower before a connection has shown the token of a phone's session, and
 * nothing after that session has ended. Its numbers are its own: a change that is not for phones raises none.
 */
export function createPhoneHub(parts: PhoneLiveParts): LiveHub {
  const { tower, clock, roleOf } = parts;
  const phones = new Set<Phone>();
  let seq = 0;
  const isMember = ({ token }: Phone): boolean => token !== undefined && roleOf(token) === 'phone';
  const tell = ({ socket }: Phone, message: ServerMessage): void => socket.send(JSON.stringify(message));
  const deliver = (phone: Phone, text: string): void => {
    const { socket } = phone;
    if (phone.token === undefined) return;
    if (!isMember(phone)) socket.close(CLOSE.policy, 'the session has ended');
    else if (socket.bufferedAmount > LIVE_LIMITS.bufferedBytes) socket.terminate();
    else socket.send(text);
  };
  const unsubscribe = tower.subscribe((_seq, patch) => {
    const told = phonePatch(patch);
    if (told === undefined) return;
    seq += 1;
    if (phones.size === 0) return;
    const text = JSON.stringify({ type: 'delta', seq, patch: told } satisfies ServerMessage);
    for (const phone of phones) deliver(phone, text);
  });
  const needs: Answering = { isMember, tell, show: (phone) => tell(phone, { type: 'snapshot', seq, tower: phoneSnapshot(tower.snapshot().tower) }) };
  return {
    count: () => phones.size,
    join: (socket) => {
      socket.on('error', () => socket.terminate());
      if (phones.size >= PHONE_LIMITS.connections) {
        socket.close(CLOSE.tryLater, 'too many connections');
        return;
      }
      const phone: Phone = { socket, token: undefined };
      phones.add(phone);
      const waiting = clock.setTimeout(() => {
        if (phone.token === undefined) socket.close(CLOSE.policy, 'nobody has signed in');
      }, PHONE_LIMITS.signInWithinMs);
      socket.on('close', () => {
        clock.clearTimeout(waiting);
        phones.delete(phone);
      });
      const talksTooMuch = createTalkLimit(clock);
      socket.on('message', (data) => {
        const text = Buffer.isBuffer(data) ? data.toString() : '';
        if (talksTooMuch() || !answer(phone, text, needs)) socket.close(CLOSE.policy, 'outside the contract');
      });
      const { bootId, siteId } = tower.snapshot().tower;
      tell(phone, { type: 'hello', protocol: 1, bootId, siteId });
    },
    close: () => {
      unsubscribe();
      for (const { socket } of phones) socket.close(CLOSE.goingAway, 'the controller stops');
      phones.clear();
    },
  };
}
