import type { ServiceView } from '../../../controller/api/contract/index.ts';
import type { PageClock } from '../rim/rim.port.ts';
import type { Answer } from './answer.ts';

/** Opening hours, backend and payments as last told; undefined while that is not known. Listeners are told of every change. */
export interface ServiceStore {
  readonly read: () => ServiceView | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

/** Between two questions. What is asked for changes by the hour, or when a line breaks. */
export const SERVICE_EVERY_MS = 5_000;
/** After so many questions without an answer nothing is known any more. */
export const SERVICE_MISSED = 3;

/** Asks again and again, one question at a time. */
export function createServiceStore({ ask, clock }: { readonly ask: () => Promise<Answer<ServiceView>>; readonly clock: PageClock }): ServiceStore {
  const listeners = new Set<() => void>();
  let known: ServiceView | undefined;
  let missed = 0;
  let timer: unknown;
  let isOver = false;
  const look = async (): Promise<void> => {
    const answer = await ask();
    if (isOver) return;
    missed = answer.ok ? 0 : missed + 1;
    const next = answer.ok ? answer.value : missed < SERVICE_MISSED ? known : undefined;
    const isNews = next !== known;
    known = next;
    if (isNews) for (const listener of listeners) listener();
    timer = clock.setTimeout(() => void look(), SERVICE_EVERY_MS);
  };
  void look();
  return {
    read: () => known,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      isOver = true;
      clock.clearTimeout(timer);
    },
  };
}
