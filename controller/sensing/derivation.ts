import { causeOf, type Channel } from './channel.ts';
import type { FactCause, Truth } from './fact.ts';

/** What a derivation finds in one scan; reused between scans, so that the scan allocates nothing. */
export interface Finding {
  value: Truth;
  cause: FactCause;
}

/** How the value of a fact follows from its channels. */
export interface Derivation {
  readonly channels: readonly Channel[];
  readonly derive: (nowMs: number, into: Finding) => void;
  /** Moves remembered times when idle time is skipped. */
  readonly translateMs: (deltaMs: number) => void;
}

/**
 * All channels must say the same. While they differ the unsafe answer (false) is believed at once; if they still differ after
 * `discrepancyMs` one of them is defective and the fact is unknown (dual-channel monitoring as in ISO 13849-1, DC by cross-check).
 */
export function agreement(channels: readonly Channel[], discrepancyMs: number): Derivation {
  let differSinceMs = Infinity;
  return {
    channels,
    translateMs: (deltaMs) => {
      differSinceMs += deltaMs;
    },
    derive: (nowMs, into) => {
      let trues = 0;
      for (const channel of channels) {
        const answer = channel.read(nowMs);
        if (answer === undefined) {
          into.value = undefined;
          into.cause = causeOf(channel);
          return;
        }
        if (answer) trues += 1;
      }
      if (trues === 0 || trues === channels.length) {
        differSinceMs = Infinity;
        into.value = trues > 0;
        into.cause = 'confirmed';
        return;
      }
      if (differSinceMs === Infinity) differSinceMs = nowMs;
      into.value = nowMs - differSinceMs > discrepancyMs ? undefined : false;
      into.cause = 'disagree';
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
    translateMs: () => undefined,
    derive: (nowMs, into) => {
      const a = here.read(nowMs);
      const b = there.read(nowMs);
      const impossible = a === true && b === true;
      into.value = a === undefined || b === undefined || impossible ? undefined : a;
      into.cause = impossible ? 'disagree' : a === undefined ? causeOf(here) : b === undefined ? causeOf(there) : 'confirmed';
    },
  };
}

/** A single channel, where a second one cannot exist or stands in a fact of its own. */
export function single(channel: Channel): Derivation {
  return {
    channels: [channel],
    translateMs: () => undefined,
    derive: (nowMs, into) => {
      into.value = channel.read(nowMs);
      into.cause = into.value === undefined ? causeOf(channel) : 'confirmed';
    },
  };
}

/** Any function over other derivations' values; unknown is handled by the function. */
export function computed(channels: readonly Channel[], compute: (nowMs: number) => Truth, unknownCause: FactCause = 'disagree'): Derivation {
  return {
    channels,
    translateMs: () => undefined,
    derive: (nowMs, into) => {
      into.value = compute(nowMs);
      into.cause = 'confirmed';
      if (into.value !== undefined) return;
      const silent = channels.find((channel) => channel.read(nowMs) === undefined);
      into.cause = silent ? causeOf(silent) : unknownCause;
    },
  };
}

/** Three-valued AND: false beats unknown beats true. */
export function allTrue(...values: readonly Truth[]): Truth {
  if (values.includes(false)) return false;
  return values.includes(undefined) ? undefined : true;
}

/** Three-valued OR: true beats unknown beats false. */
export function anyTrue(...values: readonly Truth[]): Truth {
  if (values.includes(true)) return true;
  return values.includes(undefined) ? undefined : false;
}

/** Three-valued NOT. */
export function notTrue(value: Truth): Truth {
  return value === undefined ? undefined : !value;
}
