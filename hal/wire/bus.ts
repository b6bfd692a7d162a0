import type { OpenPipe } from '../ports/byte-pipe.port.ts';
import type { Clock, TimeTranslated } from '../ports/clock.port.ts';
import type { BusCounters } from '../ports/tower-devices.port.ts';
import { createBusConnection, type BusConnection } from './bus-connection.ts';
import { createExchange, NO_ANSWER, type Exchange } from './exchange.ts';
import { createLineReader, type LineReader } from './line-reader.ts';
import type { BusMember, Transaction } from './transaction.ts';

/** One serial line, its devices and the order in which they are asked. */
export interface Bus extends TimeTranslated {
  readonly id: string;
  /** Adds a device; before `start`. */
  readonly add: (member: BusMember) => void;
  readonly start: () => void;
  /** Queues a request: before the next poll, behind earlier requests. It ends as `disconnected` at once when there is no line. */
  readonly submit: (member: BusMember, transaction: Transaction) => void;
  /** Queues a stop frame: it leaves next, after the exchange that is under way at most. */
  readonly submitUrgent: (member: BusMember, transaction: Transaction) => void;
  /** Ends all that `member` has waiting, stop frames excepted, as `superseded`; nothing of it was sent. */
  readonly cancel: (member: BusMember) => void;
  readonly isConnected: () => boolean;
  /** Why there is no line, for people. */
  readonly lostBecause: () => string;
  /** Nothing but steady polling goes on. */
  readonly isQuiet: () => boolean;
  readonly counters: () => BusCounters;
  readonly close: () => void;
}

/** What a bus is made of. */
export interface BusParts {
  readonly id: string;
  readonly cycleMs: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly openPipe: OpenPipe;
}

/** No valid frame from anybody for this long: the port may be dead without saying so, so a new one is opened. */
const SILENT_LINE_MS = 2000;

interface Waiting {
  readonly member: BusMember;
  readonly transaction: Transaction;
}

interface BusState {
  readonly members: BusMember[];
  readonly byUnit: (BusMember | undefined)[];
  readonly urgent: Waiting[];
  readonly queue: Waiting[];
  /** Index of the device whose turn it is; undefined between rounds. */
  turn: number | undefined;
  /** The device after which the search for one to probe begins. */
  lastProbed: number;
  pumping: boolean;
  /** Something beside answered polls has happened since the round began; and in the round before. */
  disturbed: boolean;
  wasDisturbed: boolean;
}

/** The next queued request whose answer can be trusted, or the barrier that makes it so. Those of a device that must be heard again first keep their place. */
function nextQueued(state: BusState): Transaction | undefined {
  for (let at = 0; at < state.queue.length;) {
    const { member, transaction } = state.queue[at] as Waiting;
    const barrier = member.barrier();
    if (barrier === 'later') {
      at += 1;
      continue;
    }
    if (barrier !== undefined && barrier !== 'silent') return barrier;
    state.queue.splice(at, 1);
    if (barrier === undefined) return transaction;
    // Whoever hears of it may take others out of the queue.
    at = 0;
    transaction.finish('timeout', NO_ANSWER);
  }
  return undefined;
}

function nextInRound(state: BusState): Transaction | undefined {
  while (state.turn !== undefined) {
    const member = state.members[state.turn];
    if (member === undefined) {
      state.turn = undefined;
      return undefined;
    }
    const transaction = member.nextInRound();
    if (transaction !== undefined) return transaction;
    state.turn += 1;
  }
  return undefined;
}

function chooseProbe(state: BusState): number {
  const count = state.members.length;
  for (let step = 1; step <= count; step += 1) {
    const index = (state.lastProbed + step) % count;
    if (state.members[index]?.wantsProbe() === true) {
      state.lastProbed = index;
      return index;
    }
  }
  return -1;
}

function beginRound(state: BusState): void {
  state.wasDisturbed = state.disturbed;
  state.disturbed = false;
  const probe = chooseProbe(state);
  for (let i = 0; i < state.members.length; i += 1) state.members[i]?.beginRound(i === probe);
  state.turn = 0;
}

/** Everything that waits ends as `disconnected`: no queue lives across a loss of the line. */
function dropAll(state: BusState): void {
  state.turn = undefined;
  const dropped = [...state.urgent.splice(0), ...state.queue.splice(0)];
  for (const { transaction } of dropped) transaction.finish('disconnected', NO_ANSWER);
}

/** The wired-up inside of a bus. */
interface BusCore {
  readonly state: BusState;
  readonly exchange: Exchange;
  readonly connection: BusConnection;
  /** Puts as much on the line as it takes: stop frames, then requests, then the running round. */
  readonly pump: () => void;
  readonly enqueue: (list: Waiting[], member: BusMember, transaction: Transaction) => void;
}

function createCore({ clock, openPipe, timeoutMs }: BusParts): BusCore {
  const state: BusState = { members: [], byUnit: [], urgent: [], queue: [], turn: undefined, lastProbed: -1, pumping: false, disturbed: true, wasDisturbed: true };
  let reader: LineReader;
  const disturbed = (): void => {
    state.disturbed = true;
  };
  const pump = (): void => {
    if (state.pumping) return;
    state.pumping = true;
    try {
      while (connection.pipe() !== undefined && !exchange.isBusy()) {
        const next = state.urgent.shift()?.transaction ?? nextQueued(state) ?? nextInRound(state);
        if (next === undefined) break;
        exchange.send(next);
      }
    } finally {
      state.pumping = false;
    }
  };
  const exchange = createExchange({
    clock,
    timeoutMs,
    write: (frame) => connection.pipe()?.write(frame),
    memberOf: (unit) => state.byUnit[unit],
    disturbed,
    freed: pump,
  });
  const startedAtMs = clock.nowMs();
  const connection: BusConnection = createBusConnection({
    clock,
    openPipe,
    onBytes: (bytes) => reader.push(bytes),
    onOpen: () => {
      reader = createLineReader(exchange.takeLine, exchange.noteOverflow);
      for (const member of state.members) member.connected();
      exchange.restart();
      disturbed();
      if (clock.nowMs() !== startedAtMs) return;
      beginRound(state);
      pump();
    },
    onLost: () => {
      disturbed();
      for (const member of state.members) member.disconnected();
      exchange.abandon();
      dropAll(state);
    },
  });
  const enqueue: BusCore['enqueue'] = (list, member, transaction) => {
    disturbed();
    if (connection.pipe() === undefined) {
      transaction.finish('disconnected', NO_ANSWER);
      return;
    }
    list.push({ member, transaction });
    pump();
  };
  return { state, exchange, connection, pump, enqueue };
}

function onCycle({ state, exchange, connection, pump }: BusCore, clock: Clock): void {
  if (connection.pipe() === undefined) return;
  if (exchange.hasHeard()) connection.proven();
  if (clock.nowMs() - exchange.lastFrameAtMs() > SILENT_LINE_MS) {
    connection.renew({ code: 'failed', message: 'no device on the line answers; the port is opened again' });
    return;
  }
  if (state.turn !== undefined) {
    // The round before has not ended: it goes on, and the next one begins at the next multiple.
    state.disturbed = true;
    return;
  }
  beginRound(state);
  pump();
}

/**
 * The scheduler of one serial line. A poll round of all its devices begins at every multiple of `cycleMs` after `start`, its
 * exchanges back to back. Between any two exchanges stop frames go first, then requests in their order, then the round.
 */
export function createBus(parts: BusParts): Bus {
  const { clock, cycleMs, id } = parts;
  const core = createCore(parts);
  const { state, exchange, connection, pump } = core;
  let endCycle: (() => void) | undefined;
  return {
    id,
    add: (member) => {
      state.members.push(member);
      state.byUnit[member.unit] = member;
    },
    start: () => {
      endCycle = clock.every(cycleMs, () => onCycle(core, clock));
      connection.start();
    },
    submit: (member, transaction) => core.enqueue(state.queue, member, transaction),
    submitUrgent: (member, transaction) => core.enqueue(state.urgent, member, transaction),
    cancel: (member) => {
      const cancelled = state.queue.filter((waiting) => waiting.member === member);
      if (cancelled.length === 0) return;
      const kept = state.queue.filter((waiting) => waiting.member !== member);
      state.queue.splice(0, state.queue.length, ...kept);
      for (const { transaction } of cancelled) transaction.finish('superseded', NO_ANSWER);
      pump();
    },
    isConnected: () => connection.pipe() !== undefined,
    lostBecause: () => connection.lostBecause()?.message ?? '',
    isQuiet: () =>
      connection.pipe() !== undefined && !state.disturbed && !state.wasDisturbed && state.urgent.length === 0 &&
      state.queue.length === 0 && state.members.every((member) => member.isSteady()),
    counters: () => ({ busId: id, ...exchange.counters }),
    translateMs: exchange.translateMs,
    close: () => {
      endCycle?.();
      connection.close();
    },
  };
}
