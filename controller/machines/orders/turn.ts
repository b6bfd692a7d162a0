import type { Place } from '../../../config/places.ts';
import { done } from '../../ports.ts';
import type { Answer } from './bay-effects.ts';

/** Who asks for the carriage, and where its journey would begin. */
export interface TurnRequest {
  readonly orderId: string;
  readonly start: Place;
  /** Monotonic ms since when it waits. */
  readonly sinceMs: number;
}

/** The carriage serves one order at a time, from the first approach until it has put the pallet down. */
export interface Turn {
  /** Resolves when the carriage is this order's. At once when it is already. Never, when `signal` aborts first. */
  readonly take: (orderId: string, start: Place, signal: AbortSignal) => Promise<Answer>;
  readonly release: (orderId: string) => void;
  readonly holder: () => string | undefined;
  /** Orders under way that wait for it. */
  readonly waiting: () => readonly TurnRequest[];
  /** Gives it to an order, which may or may not have asked. Throws when another one has it. */
  readonly give: (orderId: string) => void;
}

/** Free at first. `changed` is told when somebody asks for it or gives it back; whoever is told decides who is next. */
export function createTurn(nowMs: () => number, changed: () => void): Turn {
  let holder: string | undefined;
  const asking = new Map<string, TurnRequest & { readonly grant: () => void }>();
  return {
    take: (orderId, start, signal) => {
      if (holder === orderId) return Promise.resolve(done);
      return new Promise((resolve) => {
        asking.set(orderId, { orderId, start, sinceMs: nowMs(), grant: () => { resolve(done); } });
        signal.addEventListener('abort', () => asking.delete(orderId), { once: true });
        changed();
      });
    },
    release: (orderId) => {
      asking.delete(orderId);
      if (holder !== orderId) return;
      holder = undefined;
      changed();
    },
    holder: () => holder,
    waiting: () => [...asking.values()].map(({ orderId, start, sinceMs }) => ({ orderId, start, sinceMs })),
    give: (orderId) => {
      if (holder !== undefined && holder !== orderId) throw new Error(`the carriage is with ${holder}, so it cannot be given to ${orderId}`);
      holder = orderId;
      const request = asking.get(orderId);
      asking.delete(orderId);
      request?.grant();
    },
  };
}
