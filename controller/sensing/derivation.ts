import { causeOf, type Channel } from './channel.ts';
import type { FactCause, Truth } from './fact.ts';

/** What a derivation finds; reused between scans, so that the scan allocates nothing. */
export interface Finding {
  value: Truth;
  cause: FactCause;
  /** Time alone may change the value: derive again on the next scan. */
  pending: boolean;
}

/** How the value of a fact follows from its channels. */
export interface Derivation {
  readonly channels: readonly Channel[];
  readonly derive: (nowMs: number, into: Finding) => void;
  /** It also reads other facts, not only channels. */
  readonly readsFacts?: true;
  /** Moves remembered times when idle time is skipped. */
  readonly translateMs?: (deltaMs: number) => void;
  /** A technician has looked: forget a defect, if the channels agree by now. */
  readonly acknowledge?: () => void;
}

function settle(into: Finding, value: Truth, cause: FactCause): void {
  into.value = value;
  into.cause = cause;
  into.pending = false;
}

/**
 * All channels must say the same. While they differ the unsafe answer (false) is believed at once. If they still differ after
 * `discrepancyMs` one of them is defective, and the fact stays unknown until all have said false together (which a channel that is
 * stuck cannot) or a technician has acknowledged it. Dual-channel monitoring with fault latching, as in ISO 13849-1 category 3.
 * `excused`: the channel answers, but knows for the time being that it has no say; at least two others must remain.
 */
export function agreement(channels: readonly Channel[], discrepancyMs: number, excused: (channel: Channel) => boolean = () => false): Derivation {
  let differSinceMs = Infinity;
  let defective = false;
  return {
    channels,
    translateMs: (deltaMs) => { differSinceMs += deltaMs; },
    acknowledge: () => { if (differSinceMs === Infinity) defective = false; },
    derive: (nowMs, into) => {
      let trues = 0;
      let asked = 0;
      for (const channel of channels) {
        if (excused(channel)) continue;
        asked += 1;
        const answer = channel.read();
        if (answer === undefined) {
          settle(into, undefined, causeOf(channel));
          return;
        }
        if (answer) trues += 1;
      }
      if (trues > 0 && trues < asked) {
        if (differSinceMs === Infinity) differSinceMs = nowMs;
        if (nowMs - differSinceMs > discrepancyMs) defective = true;
        settle(into, defective ? undefined : false, 'disagree');
        into.pending = !defective;
        return;
      }
      differSinceMs = Infinity;
      if (trues === 0) defective = false;
      settle(into, defective ? undefined : trues > 0, defective ? 'disagree' : 'confirmed');
    },
  };
}

/**
 * An end position read by a pair of opposite switches: `here` and `there`. Both off is between the ends (false);
 * both on is impossible and means a defective switch (unknown, at once).
 */
export function antivalent(here: Channel, there: Channel): Derivation {
  return {
    channels: [here, there],
    derive: (_nowMs, into) => {
      const a = here.read();
      const b = there.read();
      if (a === undefined) settle(into, undefined, causeOf(here));
      else if (b === undefined) settle(into, undefined, causeOf(there));
      else if (a && b) settle(into, undefined, 'disagree');
      else settle(into, a, 'confirmed');
    },
  };
}

/** A single channel, where a second one cannot exist or stands in a fact of its own. */
export function single(channel: Channel): Derivation {
  return {
    channels: [channel],
    derive: (_nowMs, into) => {
      const value = channel.read();
      settle(into, value, value === undefined ? causeOf(channel) : 'confirmed');
    },
  };
}

/**
 * Once it has been false, the inner answer must hold true this long before it counts: gusts and flickering mains come back. An answer that was
 * never false counts at once, so that a start does not wait.
 */
export function calmed(inner: Derivation, calmMs: number): Derivation {
  let disturbed = false;
  let trueSinceMs = Infinity;
  return {
    ...inner,
    translateMs: (deltaMs) => {
      trueSinceMs += deltaMs;
      inner.translateMs?.(deltaMs);
    },
    derive: (nowMs, into) => {
      inner.derive(nowMs, into);
      if (into.value !== true) {
        trueSinceMs = Infinity;
        // Only an answer disturbs; a silent sensor has not seen anything.
        if (into.value === false) disturbed = true;
        return;
      }
      if (trueSinceMs === Infinity) trueSinceMs = nowMs;
      if (!disturbed || nowMs - trueSinceMs >= calmMs) {
        disturbed = false;
        return;
      }
      into.value = false;
      into.cause = 'settling';
      into.pending = true;
    },
  };
}

/**
 * Begun within a narrow tolerance, kept within a wide one: true where `inner` (the wide one) and `arrived` (the narrow one) are, and stays true
 * without `arrived` only while `underWay` says that what began there has not ended. What has drifted is not begun upon again. A channel that is
 * silent when it is needed makes it unknown.
 */
export function begunWithin(inner: Derivation, arrived: Channel, underWay: Channel): Derivation {
  let begun = false;
  return {
    ...inner,
    channels: [...inner.channels, arrived, underWay],
    derive: (nowMs, into) => {
      inner.derive(nowMs, into);
      const near = into.value === true ? arrived.read() : false;
      const goesOn = begun ? underWay.read() : false;
      begun = into.value === true && (near === true || (near === false && goesOn === true));
      if (into.value !== true || begun) return;
      const silent = [arrived, underWay].find((channel) => channel.read() === undefined);
      const undecided = near === undefined || goesOn === undefined;
      settle(into, undecided ? undefined : false, undecided && silent ? causeOf(silent) : 'confirmed');
    },
  };
}

/** A function of the channels; `disagree` is the cause of an unknown whose channels all answer. */
export function computed(channels: readonly Channel[], compute: () => Truth): Derivation {
  return {
    channels,
    derive: (_nowMs, into) => {
      const value = compute();
      if (value !== undefined) {
        settle(into, value, 'confirmed');
        return;
      }
      const silent = channels.find((channel) => channel.read() === undefined);
      settle(into, undefined, silent ? causeOf(silent) : 'disagree');
    },
  };
}

/** A function of the channels and of facts that stand earlier in the table. */
export function combined(channels: readonly Channel[], compute: () => Truth): Derivation {
  return { ...computed(channels, compute), readsFacts: true };
}

/** Three-valued AND: false beats unknown beats true. */
export function both(a: Truth, b: Truth): Truth {
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
}

/** Three-valued OR: true beats unknown beats false. */
export function either(a: Truth, b: Truth): Truth {
  if (a === true || b === true) return true;
  return a === undefined || b === undefined ? undefined : false;
}

/** Three-valued NOT. */
export function not(value: Truth): Truth {
  return value === undefined ? undefined : !value;
}
