import type { Clock, TimerId } from '../ports/clock.port.ts';
import { fitOf } from './modbus-ascii/answer.ts';
import { decodeLine } from './modbus-ascii/frame.ts';
import { frameOf, type Request } from './modbus-ascii/request.ts';
import type { BusMember, Ending, Transaction } from './transaction.ts';

/** What has been counted on one line. */
export interface ExchangeCounters {
  requests: number;
  timeouts: number;
  garbled: number;
  lateAnswers: number;
  exceptions: number;
  lastRoundTripMs: number;
  worstRoundTripMs: number;
}

/** One line with at most one request outstanding. */
export interface Exchange {
  readonly isBusy: () => boolean;
  /** Sends unless the transaction's permit is gone; it has then already ended when this returns. */
  readonly send: (transaction: Transaction) => void;
  readonly takeLine: (line: Uint8Array) => void;
  /** Bytes without a frame were cut away. */
  readonly noteOverflow: () => void;
  /** The line is gone: the outstanding request ends as `disconnected`. */
  readonly abandon: () => void;
  readonly counters: ExchangeCounters;
  /** A new line: silence is counted from here. */
  readonly restart: () => void;
  /** A frame that was valid in itself has come over this line. */
  readonly hasHeard: () => boolean;
  /** Monotonic ms of the last such frame, or of the restart. */
  readonly lastFrameAtMs: () => number;
  readonly translateMs: (deltaMs: number) => void;
}

interface ExchangeParts {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly write: (frame: Uint8Array) => void;
  readonly memberOf: (unit: number) => BusMember | undefined;
  /** Something else than an answered poll happened. */
  readonly disturbed: () => void;
  /** A request has ended and the line is free. */
  readonly freed: () => void;
}

/** What a request that has no answer is ended with. */
export const NO_ANSWER = new Uint8Array(256);
/** A deadline that fires later than this has waited behind other work, and the answer may be waiting behind it. */
const LATE_TIMER_MS = 1;

interface Pending {
  transaction: Transaction | undefined;
  request: Request | undefined;
  sentAtMs: number;
  timer: TimerId;
  sawGarbled: boolean;
}

type Finish = (ending: Ending, answer: Uint8Array) => void;

/** Arms the deadline of the request. A late timer gives the event loop one more turn to hand over bytes that are already there. */
function armDeadline(pending: Pending, { clock, timeoutMs }: ExchangeParts, expire: () => void): void {
  const dueAtMs = pending.sentAtMs + timeoutMs;
  pending.timer = clock.setTimeout(() => {
    if (clock.nowMs() - dueAtMs <= LATE_TIMER_MS) expire();
    else pending.timer = clock.setTimeout(expire, LATE_TIMER_MS);
  }, timeoutMs);
}

/** Makes `transaction` the outstanding one and writes its frame. */
function put(pending: Pending, transaction: Transaction, parts: ExchangeParts, expire: () => void): void {
  const request = transaction.prepare();
  pending.transaction = transaction;
  pending.request = request;
  pending.sentAtMs = parts.clock.nowMs();
  pending.sawGarbled = false;
  armDeadline(pending, parts, expire);
  parts.write(frameOf(request));
}

/** Judges a line that came in. */
function judge(line: Uint8Array, into: Uint8Array, pending: Pending, parts: ExchangeParts, counters: ExchangeCounters, finish: Finish): boolean {
  const length = decodeLine(line, into);
  if (length < 0) {
    counters.garbled += 1;
    pending.sawGarbled = true;
    parts.disturbed();
    return false;
  }
  const fit = pending.request === undefined ? 'foreign' : fitOf(pending.request, into, length);
  if (fit === 'answer') {
    finish('answered', into);
  } else if (fit === 'exception') {
    counters.exceptions += 1;
    parts.disturbed();
    finish('exception', into);
  } else {
    const overdue = parts.memberOf(into[0] ?? 0)?.strayAnswer() ?? false;
    if (overdue || pending.request === undefined) {
      counters.lateAnswers += 1;
    } else {
      counters.garbled += 1;
      pending.sawGarbled = true;
    }
    parts.disturbed();
  }
  return true;
}

function noteRoundTrip(counters: ExchangeCounters, roundTripMs: number): void {
  counters.lastRoundTripMs = roundTripMs;
  if (roundTripMs > counters.worstRoundTripMs) counters.worstRoundTripMs = roundTripMs;
}

const freshCounters = (): ExchangeCounters => ({
  requests: 0, timeouts: 0, garbled: 0, lateAnswers: 0, exceptions: 0, lastRoundTripMs: 0, worstRoundTripMs: 0,
});

/** Creates the exchange of one line; it owns the outstanding request and its deadline. */
export function createExchange(parts: ExchangeParts): Exchange {
  const { clock } = parts;
  const counters = freshCounters();
  const received = new Uint8Array(256);
  const pending: Pending = { transaction: undefined, request: undefined, sentAtMs: 0, timer: undefined, sawGarbled: false };
  let lastFrameAtMs = clock.nowMs();
  let heard = false;

  const finish: Finish = (ending, answer) => {
    const { transaction } = pending;
    if (transaction === undefined) return;
    clock.clearTimeout(pending.timer);
    pending.transaction = undefined;
    pending.request = undefined;
    if (answer === received) noteRoundTrip(counters, clock.nowMs() - pending.sentAtMs);
    transaction.finish(ending, answer);
    parts.freed();
  };
  const expire = (): void => {
    counters.timeouts += 1;
    parts.disturbed();
    finish(pending.sawGarbled ? 'garbled' : 'timeout', NO_ANSWER);
  };

  return {
    isBusy: () => pending.transaction !== undefined,
    send: (transaction) => {
      if (transaction.permitted !== undefined && !transaction.permitted()) {
        transaction.finish('notPermitted', NO_ANSWER);
        return;
      }
      counters.requests += 1;
      put(pending, transaction, parts, expire);
    },
    takeLine: (line) => {
      if (!judge(line, received, pending, parts, counters, finish)) return;
      heard = true;
      lastFrameAtMs = clock.nowMs();
    },
    noteOverflow: () => {
      counters.garbled += 1;
      pending.sawGarbled = true;
      parts.disturbed();
    },
    abandon: () => finish('disconnected', NO_ANSWER),
    counters,
    restart: () => {
      heard = false;
      lastFrameAtMs = clock.nowMs();
    },
    hasHeard: () => heard,
    lastFrameAtMs: () => lastFrameAtMs,
    translateMs: (deltaMs) => {
      pending.sentAtMs += deltaMs;
      lastFrameAtMs += deltaMs;
    },
  };
}
