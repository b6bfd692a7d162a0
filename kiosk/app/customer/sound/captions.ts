import type { PageClock } from '../../rim/rim.port.ts';

/** A line for who does not hear. */
export interface Caption {
  readonly kind: 'speech' | 'sound';
  readonly text: string;
}

/** The caption that stands on the screen. */
export interface Captions {
  readonly read: () => Caption | undefined;
  /** Words that are spoken stand until `rest`, a sound as long as it takes to read. The next one takes the place of either. */
  readonly show: (caption: Caption) => void;
  /** Nothing is spoken any more: what stands there goes as soon as it can have been read. */
  readonly rest: () => void;
  readonly clear: () => void;
  /** Calls back after each change. Returns the function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** Slow readers take 10 characters of a Latin script in a second, and no line is gone before two seconds. */
const LEAST_MS = 2_000;
const MS_PER_CHARACTER = 100;

/** One line at a time. A sound does not take the place of words that are being spoken. */
export function createCaptions(clock: PageClock): Captions {
  let shown: Caption | undefined;
  let timer: unknown;
  const listeners = new Set<() => void>();
  const set = (caption: Caption | undefined): void => {
    clock.clearTimeout(timer);
    shown = caption;
    for (const listener of listeners) listener();
  };
  const goLater = (afterMs: number): void => {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(() => { set(undefined); }, afterMs);
  };
  return {
    read: () => shown,
    show: (caption) => {
      if (caption.kind === 'sound' && shown?.kind === 'speech') return;
      set(caption);
      if (caption.kind === 'sound') goLater(Math.max(LEAST_MS, caption.text.length * MS_PER_CHARACTER));
    },
    rest: () => {
      if (shown?.kind === 'speech') goLater(LEAST_MS);
    },
    clear: () => {
      if (shown !== undefined) set(undefined);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
