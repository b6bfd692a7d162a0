import { EventEmitter } from 'node:events';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { createLiveHub, LIVE_LIMITS, type LiveHub, type LiveParts, type LiveSocket } from '../../../api/live/live.ts';
import type { Site } from '../../../../config/schema/site.schema.ts';
import { createSilentTower } from '../../token-campaign/silent-tower.ts';
import { createTally, type FuzzReport, type Gauges, type Tally } from '../tally.ts';

/** What is played. */
export interface LiveFuzzOptions {
  readonly site: Site;
  readonly rng: SeededRng;
  readonly messages: number;
  readonly gauges: Gauges;
  /** Another hub, to see that it is found. */
  readonly makeHub?: (parts: LiveParts) => LiveHub;
}

/** What a client says. */
export const LIVE_KINDS = ['ping', 'resync', 'session', 'key missing', 'type wrong', 'type unknown', 'value extreme', 'not JSON', 'binary', 'in pieces', 'oversize', 'deep', 'flood', 'prototype polluted', 'gone', 'slow'] as const;
type LiveKind = (typeof LIVE_KINDS)[number];

const WARM_SHARE = 0.2;
const FLOOD = 30;
const SECOND_MS = 1000;
const LONGEST_TOKEN = 200;
const OVERSIZE = 200_000;
const DEEP = 5000;

interface Client {
  readonly emitter: EventEmitter;
  readonly socket: LiveSocket & { bufferedAmount: number };
  readonly state: { closed: number | undefined; heard: number };
}

function connect(hub: LiveHub): Client {
  const emitter = new EventEmitter();
  const state: Client['state'] = { closed: undefined, heard: 0 };
  const end = (code: number): void => {
    state.closed ??= code;
    emitter.emit('close');
  };
  const socket = { bufferedAmount: 0, on: emitter.on.bind(emitter), send: () => { state.heard += 1; }, close: end, terminate: () => { end(0); } };
  const client = { emitter, state, socket: socket as unknown as Client['socket'] };
  hub.join(client.socket);
  return client;
}

const anyOf = <T>(items: readonly T[], rng: SeededRng): T => items[rng.int(items.length)] as T;
const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const MESSAGES: Readonly<Record<LiveKind, (rng: SeededRng) => unknown>> = {
  ping: (rng) => text({ type: 'ping', id: rng.int(1000) }),
  resync: () => text({ type: 'resync' }),
  session: (rng) => text({ type: 'session', token: anyOf([null, '', 'x', 'A'.repeat(LONGEST_TOKEN)], rng) }),
  'key missing': (rng) => text(anyOf([{ type: 'ping' }, { type: 'session' }, {}, { id: 1 }], rng)),
  'type wrong': (rng) => text(anyOf([{ type: 'ping', id: '1' }, { type: 'ping', id: 1.5 }, { type: 'session', token: 7 }, { type: ['ping'], id: 1 }, [], 7, null, 'ping'], rng)),
  'type unknown': (rng) => text({ type: anyOf(['move', 'delta', 'snapshot', '__proto__', '', 'PING'], rng), id: 1 }),
  'value extreme': (rng) => text(anyOf([{ type: 'ping', id: 1e308 }, { type: 'ping', id: -1e21 }, { type: 'session', token: 'A'.repeat(LONGEST_TOKEN + 1) }], rng)),
  'not JSON': (rng) => Buffer.from(anyOf(['', '{', '{"type":"ping","id":1', 'ping', '\u0000', '{"type":"ping","id":01}', '\uFEFF{}'], rng)),
  binary: (rng) => Buffer.from(rng.bytes(1 + rng.int(64))),
  // The library may hand over pieces or another kind of buffer where it is asked to.
  'in pieces': (rng) => anyOf([[text({ type: 'resync' })], new Uint8Array(4).buffer, undefined], rng),
  oversize: () => text({ type: 'session', token: 'A'.repeat(OVERSIZE) }),
  deep: () => Buffer.from('['.repeat(DEEP) + ']'.repeat(DEEP)),
  flood: (rng) => text({ type: 'ping', id: rng.int(10) }),
  'prototype polluted': () => Buffer.from('{"type":"ping","id":1,"__proto__":{"role":"technician"}}'),
  gone: () => text({ type: 'resync' }),
  slow: () => text({ type: 'resync' }),
};

/** Kinds of messages that are of the contract, whatever else stands in them. */
const OF_CONTRACT: ReadonlySet<LiveKind> = new Set(['ping', 'resync', 'session', 'prototype polluted', 'flood', 'slow', 'gone']);

/** One client of one kind; what is wrong with how it was met. */
function playOne(kind: LiveKind, hub: LiveHub, rng: SeededRng): string | undefined {
  const client = connect(hub);
  const before = client.state.heard;
  if (kind === 'gone') client.emitter.emit('close');
  if (kind === 'slow') client.socket.bufferedAmount = LIVE_LIMITS.bufferedBytes + 1;
  for (let n = 0; n < (kind === 'flood' ? FLOOD : 1); n += 1) client.emitter.emit('message', MESSAGES[kind](rng), kind === 'binary');
  const { closed, heard } = client.state;
  client.emitter.emit('close');
  const wants = OF_CONTRACT.has(kind) && kind !== 'flood' && kind !== 'slow';
  if (wants && closed !== undefined) return 'a message of the contract ended the connection';
  if (!wants && closed === undefined) return 'a connection outside the contract went on';
  if (!OF_CONTRACT.has(kind) && heard > before) return 'a message outside the contract was answered';
  return kind === 'flood' && heard - before > LIVE_LIMITS.messagesPerSecond ? 'a flood was answered to its end' : undefined;
}

function judgeOne(kind: LiveKind, hub: LiveHub, { rng, gauges }: LiveFuzzOptions, tally: Tally): void {
  const [beganMs, workedMs] = [gauges.nowMs(), gauges.workMs()];
  let wrong: string | undefined;
  try {
    wrong = playOne(kind, hub, rng);
  } catch (error) {
    wrong = `it threw ${String(error)}`;
  }
  tally.counter(kind)(OF_CONTRACT.has(kind), gauges.nowMs() - beganMs, () => gauges.workMs() - workedMs);
  if (wrong !== undefined) tally.found(`${kind}: ${wrong}`);
  if (hub.count() > 0) tally.found(`${kind}: a connection that has gone is still kept`);
}

/** Messages of clients that keep no contract into the live channel: it ends them, answers nobody else's words, and keeps none of them. */
export async function fuzzLive(options: LiveFuzzOptions): Promise<FuzzReport> {
  const { site, rng, messages, gauges, makeHub = createLiveHub } = options;
  let nowMs = 0;
  const hub = makeHub({ tower: createSilentTower(site.id, () => undefined), clock: { nowMs: () => nowMs }, roleOf: () => undefined });
  const tally = createTally(gauges);
  for (let n = 0; n < messages && !tally.isFull(); n += 1) {
    if (n === Math.floor(messages * WARM_SHARE)) tally.warm();
    nowMs += SECOND_MS;
    judgeOne(LIVE_KINDS[rng.int(LIVE_KINDS.length)] ?? 'ping', hub, options, tally);
    if (n % SECOND_MS === 0) await gauges.turn();
  }
  hub.close();
  return tally.report();
}
