import type { BytePipe, OpenPipe, PipeFault } from '../../ports/byte-pipe.port.ts';
import type { Clock } from '../../ports/clock.port.ts';
import { ok } from '../../ports/result.ts';

/** A request as it came over the line. */
export interface Heard {
  readonly atMs: number;
  readonly unit: number;
  readonly fn: number;
  /** All bytes between colon and LRC, as hex. */
  readonly hex: string;
}

/** What the far end does with one request: answer bytes (unit, function, data) as hex, raw text, nothing, or one of these later. */
export type Reply = { readonly hex: string; readonly afterMs?: number } | { readonly raw: string; readonly afterMs?: number } | undefined;

/** A scripted far end of one serial line. Its codec is Buffer's, not ours. */
export interface FarEnd {
  readonly openPipe: OpenPipe;
  readonly heard: Heard[];
  /** Pipes opened so far. */
  readonly opened: () => number;
  /** Sends text that nobody asked for. */
  readonly say: (text: string) => void;
  readonly frame: (hex: string) => string;
  /** The line is lost, and says so. */
  readonly hangUp: () => void;
  /** Refuses to be opened while true. */
  readonly refuse: (refused: boolean) => void;
}

/** Frame of bytes given as hex. */
export function asciiFrame(hex: string): string {
  const sum = Buffer.from(hex, 'hex').reduce((total, byte) => total + byte, 0);
  return `:${hex.toUpperCase()}${((256 - (sum % 256)) % 256).toString(16).toUpperCase().padStart(2, '0')}\r\n`;
}

/** Creates a far end that gives every request to `reply`. An answer takes `answerMs` unless it says otherwise. */
export function createFarEnd(clock: Clock, reply: (request: Heard, index: number) => Reply, answerMs = 5): FarEnd {
  const heard: Heard[] = [];
  let opened = 0;
  let refused = false;
  let toUs: ((bytes: Uint8Array) => void) | undefined;
  let closed: ((reason: PipeFault) => void) | undefined;

  const say = (text: string): void => toUs?.(Buffer.from(text, 'latin1'));
  const take = (text: string): void => {
    const hex = text.slice(1, -4).toLowerCase();
    if (text !== asciiFrame(hex)) throw new Error(`the far end cannot read ${JSON.stringify(text)}`);
    const bytes = Buffer.from(hex, 'hex');
    const request: Heard = { atMs: clock.nowMs(), unit: bytes[0] ?? 0, fn: bytes[1] ?? 0, hex };
    const answer = reply(request, heard.push(request) - 1);
    if (answer === undefined) return;
    const said = 'raw' in answer ? answer.raw : asciiFrame(answer.hex);
    clock.setTimeout(() => say(said), answer.afterMs ?? answerMs);
  };
  const open = (): BytePipe => {
    opened += 1;
    return {
      write: (bytes) => take(Buffer.from(bytes).toString('latin1')),
      onBytes: (listener) => (toUs = listener),
      onClosed: (listener) => (closed = listener),
      flush: () => undefined,
      close: () => undefined,
    };
  };
  return {
    openPipe: async () => (refused ? { ok: false, error: { code: 'notFound', message: 'no such port' } } : ok(open())),
    heard,
    opened: () => opened,
    say,
    frame: asciiFrame,
    hangUp: () => closed?.({ code: 'closed', message: 'the adapter was pulled' }),
    refuse: (now) => (refused = now),
  };
}
