import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import type { DeviceConfig } from '../../config/schema/site.schema.ts';
import type { Clock, TimeTranslated } from '../ports/clock.port.ts';
import type { Device, LinkState, StillPermitted, WireFault } from '../ports/device.port.ts';
import type { Bus } from '../wire/bus.ts';
import { exceptionOf } from '../wire/modbus-ascii/answer.ts';
import type { Request } from '../wire/modbus-ascii/request.ts';
import type { BusMember, Ending, Transaction } from '../wire/transaction.ts';
import { identityOf, type Tail } from './identity.ts';
import { linkFaultOf } from './link-fault.ts';
import { createStatusMemory, type StatusFormat } from './status-memory.ts';

/** What all devices of one bus share. */
export interface LinkContext {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly baud: number;
  /** Older than this the process data is not live. */
  readonly maxAgeMs: number;
}

/** One device: how it is polled and how its answer reads. */
export interface LinkParts<S> extends LinkContext {
  readonly device: DeviceConfig;
  readonly document: DeviceDocument;
  readonly format: StatusFormat<S>;
  readonly pollRequest: () => Request;
  /** The device has restarted or was lost: what it was told before no longer counts. */
  readonly onVoid?: () => void;
}

/** The proven connection to one device. */
export interface DeviceLink<S> extends Device<S>, TimeTranslated {
  readonly member: BusMember;
  /** Sends a request to a device that is live, as soon as its answers can be trusted; one that is lost ends it at once as `timeout`. Ends exactly once. */
  readonly request: (request: Request, permitted: StillPermitted | undefined, finish: Transaction['finish']) => void;
  /** As `request`, but next on the bus, whatever waits and whatever is in doubt. */
  readonly requestUrgently: (request: Request, finish: Transaction['finish']) => void;
  /** Boot id of the proven device; undefined while its identity is not proven. */
  readonly bootId: () => number | undefined;
  /** Calls once with the next confirmed process data, or with undefined when the device is lost before. */
  readonly onNextStatus: (listener: (status: S | undefined) => void) => void;
}

interface LinkMemory<S> {
  phase: 'closed' | 'unproven' | 'proven' | 'wrong';
  /** Barrier reads that must be answered before any other answer of this device can be trusted. */
  doubt: 0 | 1 | 2;
  /** Exchanges in a row without an answer. */
  failures: number;
  bootId: number | undefined;
  detail: string;
  probeNotBeforeMs: number;
  lastAnswerAtMs: number;
  /** In the present round. */
  mayProbe: boolean;
  probes: number;
  polls: number;
  missed: number;
  listeners: ((status: S | undefined) => void)[];
}

/**
 * Two exchanges in a row without an answer: nothing more is asked of a device until it has proven who it is and answered a reading. It is lost only
 * when its process data is too old: that rule alone stops motion, and a frame that got lost, and another, does not.
 */
const SILENT_FAILURES = 2;
/** Time-outs that a device may cost the others in one round; one that is lost, a single one. */
const MISSED_A_ROUND = 2;
/** A time-out costs the others of the bus their turn, so a device that stays silent is asked no more often than this. */
const PROBE_EVERY_MS = 200;
const WRONG_PROBE_EVERY_MS = 1000;
/** While late answers still drip in, no question is asked that they might be taken for the answer of. */
const LATE_HOLD_MS = 300;
const FROZEN_ANSWERS = 3;
/** A counter of 16 bits and 10 ms comes round in 655 s; after less than half of that, behind still means older. */
const ORDER_KNOWN_MS = 300_000;
const POLLS_A_ROUND = 2;

const freshMemory = <S>(): LinkMemory<S> => ({
  phase: 'closed', doubt: 0, failures: 0, bootId: undefined, detail: '', probeNotBeforeMs: -Infinity,
  lastAnswerAtMs: -Infinity, mayProbe: false, probes: 0, polls: 0, missed: 0, listeners: [],
});

/** The rules of one link: what an answer, or none, makes of it. */
function createLinkRules<S>(parts: LinkParts<S>) {
  const { clock } = parts;
  const memory = freshMemory<S>();
  const status = createStatusMemory(parts.format, parts.baud);

  const tell = (value: S | undefined): void => {
    for (const listener of memory.listeners.splice(0)) listener(value);
  };
  const makeVoid = (): void => {
    memory.bootId = undefined;
    status.forget();
    parts.onVoid?.();
    tell(undefined);
  };
  const isLost = (): boolean => memory.failures >= SILENT_FAILURES && clock.nowMs() - status.observed().confirmedAtMs > parts.maxAgeMs;
  const unanswered = (): void => {
    memory.failures += 1;
    memory.missed += 1;
    memory.doubt = memory.failures >= SILENT_FAILURES ? 2 : 1;
    if (!isLost()) return;
    memory.probeNotBeforeMs = clock.nowMs() + PROBE_EVERY_MS;
    tell(undefined);
  };
  const restarted = (): void => {
    memory.phase = 'unproven';
    makeVoid();
  };
  const proven = (bootId: number): void => {
    if (memory.bootId !== undefined && memory.bootId !== bootId) makeVoid();
    // After failures one read may still be the late answer of an earlier one; a second, of another shape, settles it.
    memory.doubt = memory.failures > 0 ? 1 : 0;
    if (clock.nowMs() - status.observed().confirmedAtMs > ORDER_KNOWN_MS) status.forgetOrder();
    memory.phase = 'proven';
    memory.detail = '';
    memory.bootId = bootId;
  };
  const wrong = (difference: string): void => {
    memory.phase = 'wrong';
    memory.detail = difference;
    memory.probeNotBeforeMs = clock.nowMs() + WRONG_PROBE_EVERY_MS;
    makeVoid();
  };
  const tookStatus = (answer: Uint8Array): void => {
    memory.lastAnswerAtMs = clock.nowMs();
    if (parts.format.bootIdOf(answer) !== memory.bootId) {
      restarted();
      return;
    }
    const novelty = status.take(answer, memory.lastAnswerAtMs);
    if (novelty === 'stale') {
      unanswered();
      return;
    }
    memory.failures = 0;
    memory.polls = POLLS_A_ROUND;
    if (novelty === 'confirmed' && memory.listeners.length > 0) tell(status.observed().value);
  };
  return { memory, status, isLost, makeVoid, unanswered, restarted, proven, wrong, tookStatus };
}

type LinkRules<S> = ReturnType<typeof createLinkRules<S>>;

/** The three polling transactions of a link. */
function createPolling<S>(parts: LinkParts<S>, rules: LinkRules<S>) {
  const identity = identityOf(parts.device, parts.document);
  const { memory } = rules;
  const ended = (ending: Ending): void => {
    if (ending !== 'disconnected') rules.unanswered();
  };
  const refused = (exception: number): void => {
    memory.polls = POLLS_A_ROUND;
    memory.detail = `it refuses to be polled, exception ${exception}`;
  };
  let tail: Tail = { request: identity.wholeRequest, bootIdOf: identity.bootIdOf };

  const whole: Transaction = {
    prepare: () => {
      memory.probes += 1;
      return identity.wholeRequest;
    },
    finish: (ending, answer) => {
      if (ending !== 'answered') {
        ended(ending);
        return;
      }
      const difference = identity.difference(answer);
      if (difference === undefined) rules.proven(identity.bootIdOf(answer));
      else rules.wrong(difference);
    },
  };
  const barrier: Transaction = {
    prepare: () => {
      memory.probes += 1;
      tail = identity.nextTail();
      return tail.request;
    },
    finish: (ending, answer) => {
      if (ending !== 'answered') ended(ending);
      else if (tail.bootIdOf(answer) !== memory.bootId) rules.restarted();
      else memory.doubt = 0;
    },
  };
  const poll: Transaction = {
    prepare: () => {
      memory.polls += 1;
      return parts.pollRequest();
    },
    finish: (ending, answer) => {
      if (ending === 'answered') rules.tookStatus(answer);
      else if (ending === 'exception') refused(exceptionOf(answer));
      else ended(ending);
    },
  };
  return { whole, barrier, poll };
}

/** Most identity and barrier reads in one round: lost poll, barrier, restart found, whole identity. */
const PROBES_A_ROUND = 3;

function createMember<S>(parts: LinkParts<S>, rules: LinkRules<S>): BusMember {
  const { memory, status } = rules;
  const { whole, barrier, poll } = createPolling(parts, rules);
  const isFailing = (): boolean => memory.failures >= SILENT_FAILURES || memory.phase === 'wrong';

  const nextProof = (): Transaction | undefined => {
    if (memory.probes >= PROBES_A_ROUND || memory.missed >= (rules.isLost() ? 1 : MISSED_A_ROUND)) return undefined;
    if (memory.probes > 0 && memory.phase === 'wrong') return undefined;
    if (isFailing() && !memory.mayProbe) return undefined;
    return memory.phase !== 'proven' || memory.doubt === 2 ? whole : barrier;
  };
  return {
    unit: parts.device.unit,
    beginRound: (mayProbe) => {
      memory.mayProbe = mayProbe;
      memory.probes = 0;
      memory.polls = 0;
      memory.missed = 0;
    },
    nextInRound: () => {
      if (memory.phase === 'closed') return undefined;
      if (memory.phase !== 'proven' || memory.doubt > 0) return memory.polls < POLLS_A_ROUND ? nextProof() : undefined;
      return memory.polls < POLLS_A_ROUND ? poll : undefined;
    },
    wantsProbe: () => memory.phase !== 'closed' && isFailing() && parts.clock.nowMs() >= memory.probeNotBeforeMs,
    barrier: () => {
      if (memory.phase !== 'proven' || rules.isLost()) return 'silent';
      if (isFailing()) return 'later';
      return memory.doubt === 0 ? undefined : barrier;
    },
    strayAnswer: () => {
      if (memory.doubt === 0) return false;
      if (isFailing()) {
        memory.doubt = 2;
        memory.probeNotBeforeMs = parts.clock.nowMs() + LATE_HOLD_MS;
      }
      return true;
    },
    isSteady: () => memory.phase === 'proven' && memory.doubt === 0 && memory.listeners.length === 0 && status.unchangedAnswers() === 0 && !status.changed(),
    connected: () => {
      memory.phase = 'unproven';
      memory.failures = 0;
      memory.doubt = 0;
      memory.detail = '';
      memory.probeNotBeforeMs = -Infinity;
    },
    disconnected: () => {
      memory.phase = 'closed';
      rules.makeVoid();
    },
  };
}

function stateOf<S>({ memory, status }: LinkRules<S>, { clock, maxAgeMs }: LinkParts<S>): LinkState {
  switch (memory.phase) {
    case 'closed':
      return 'closed';
    case 'wrong':
      return 'wrongIdentity';
    case 'unproven':
      return memory.failures >= SILENT_FAILURES ? 'silent' : 'identifying';
    case 'proven': {
      const { confirmedAtMs } = status.observed();
      if (status.unchangedAnswers() >= FROZEN_ANSWERS) return 'frozen';
      if (clock.nowMs() - confirmedAtMs <= maxAgeMs) return 'live';
      if (clock.nowMs() - memory.lastAnswerAtMs <= maxAgeMs) return 'frozen';
      return confirmedAtMs === -Infinity && memory.failures < SILENT_FAILURES ? 'identifying' : 'silent';
    }
  }
}

/**
 * The link to one device. It polls in the rounds of its bus; before anything else the device must prove its identity, again
 * after silence and after a restart. After an unanswered request nothing is believed until a barrier read is answered.
 */
export function createDeviceLink<S>(parts: LinkParts<S>): DeviceLink<S> {
  const { bus, device } = parts;
  const rules = createLinkRules(parts);
  const { memory, status } = rules;
  const member = createMember(parts, rules);
  bus.add(member);

  /** Counts a request that was sent and not answered; one that the bus refused to send says nothing about the device. */
  const watched = (request: Request, finish: Transaction['finish']): Omit<Transaction, 'permitted'> => {
    let sent = false;
    return {
      prepare: () => {
        sent = true;
        return request;
      },
      finish: (ending, answer) => {
        if (sent && (ending === 'timeout' || ending === 'garbled')) rules.unanswered();
        finish(ending, answer);
      },
    };
  };
  const link = (): LinkState => stateOf(rules, parts);
  const linkFault = (): WireFault | undefined => {
    const state = link();
    return state === 'live' ? undefined : linkFaultOf(device.id, state, state === 'closed' ? bus.lostBecause() : memory.detail);
  };
  return {
    id: device.id,
    member,
    link,
    linkFault,
    observed: status.observed,
    bootId: () => (memory.phase === 'proven' ? memory.bootId : undefined),
    request: (request, permitted, finish) =>
      bus.submit(member, { ...watched(request, finish), ...(permitted && { permitted }) }),
    requestUrgently: (request, finish) => bus.submitUrgent(member, watched(request, finish)),
    onNextStatus: (listener) => memory.listeners.push(listener),
    translateMs: (deltaMs) => {
      status.translateMs(deltaMs);
      memory.lastAnswerAtMs += deltaMs;
      memory.probeNotBeforeMs += deltaMs;
    },
  };
}
