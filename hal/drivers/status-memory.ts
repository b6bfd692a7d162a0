import type { Observation } from '../ports/device.port.ts';
import { frameChars } from '../wire/modbus-ascii/frame.ts';

/** Where the numbers stand in the answer of the poll, and what they mean. Offsets are in bytes of the answer. */
export interface StatusFormat<S> {
  readonly answerBytes: number;
  readonly bootIdOf: (answer: Uint8Array) => number;
  readonly counterOf: (answer: Uint8Array) => number;
  /** Bytes that differ between answers of the same meaning: counter, age of a measurement. */
  readonly volatileBytes: readonly number[];
  /** Milliseconds between measurement and answer. */
  readonly ageMsOf?: (answer: Uint8Array) => number;
  /** The process data; undefined when the device itself calls its reading invalid. */
  readonly decode: (answer: Uint8Array) => S | undefined;
}

/** What a new answer was. `stale`: its counter lies before that of the newest one, so it is an old answer. */
export type Novelty = 'confirmed' | 'unchanged' | 'stale';

/** The newest process data of one device. */
export interface StatusMemory<S> {
  readonly take: (answer: Uint8Array, nowMs: number) => Novelty;
  readonly observed: () => Observation<S>;
  /** Successive answers whose counter had not changed. */
  readonly unchangedAnswers: () => number;
  /** The last confirmed answer brought other process data than the one before. */
  readonly changed: () => boolean;
  /** Forgets everything: the device has restarted, or is not proven any more. */
  readonly forget: () => void;
  /** The next answer counts as newer whatever its counter says: order cannot be known across a long silence. */
  readonly forgetOrder: () => void;
  readonly translateMs: (deltaMs: number) => void;
}

const BITS_PER_CHAR = 10;
const HALF_COUNTER_RANGE = 0x8000;
const NEVER: Observation<never> = { value: undefined, confirmedAtMs: -Infinity, sampledAtMs: -Infinity };

/** Copies `answer` over `last`; false when they differed in a byte that means something. */
function sameMeaning(answer: Uint8Array, last: Uint8Array, isVolatile: Uint8Array): boolean {
  let same = true;
  for (let i = 0; i < last.length; i += 1) {
    const byte = answer[i] ?? 0;
    if (byte === last[i]) continue;
    last[i] = byte;
    if (isVolatile[i] === 0) same = false;
  }
  return same;
}

/** Remembers process data; decodes only when a byte that means something has changed. `baud` gives the answer's time on the wire. */
export function createStatusMemory<S>(format: StatusFormat<S>, baud: number): StatusMemory<S> {
  const last = new Uint8Array(format.answerBytes);
  const isVolatile = new Uint8Array(format.answerBytes);
  for (const at of format.volatileBytes) isVolatile[at] = 1;
  const answerMs = (frameChars(format.answerBytes) * BITS_PER_CHAR * 1000) / baud;
  let counter: number | undefined;
  let unchanged = 0;
  let known = false;
  let changed = true;
  let observation: Observation<S> = NEVER;

  return {
    take: (answer, nowMs) => {
      const next = format.counterOf(answer);
      const advance = counter === undefined ? 1 : (next - counter) & 0xffff;
      if (advance >= HALF_COUNTER_RANGE) return 'stale';
      if (advance === 0) {
        unchanged += 1;
        return 'unchanged';
      }
      counter = next;
      unchanged = 0;
      changed = !sameMeaning(answer, last, isVolatile) || !known;
      known = true;
      observation = {
        value: changed ? format.decode(answer) : observation.value,
        confirmedAtMs: nowMs,
        sampledAtMs: nowMs - answerMs - (format.ageMsOf?.(answer) ?? 0),
      };
      return 'confirmed';
    },
    observed: () => observation,
    unchangedAnswers: () => unchanged,
    changed: () => changed,
    forget: () => {
      counter = undefined;
      unchanged = 0;
      known = false;
      changed = true;
      observation = NEVER;
    },
    forgetOrder: () => {
      counter = undefined;
    },
    translateMs: (deltaMs) => {
      // The device's own clock may or may not have gone on during the skip, so its counter says nothing about order once.
      counter = undefined;
      const { value, confirmedAtMs, sampledAtMs = confirmedAtMs } = observation;
      observation = { value, confirmedAtMs: confirmedAtMs + deltaMs, sampledAtMs: sampledAtMs + deltaMs };
    },
  };
}
