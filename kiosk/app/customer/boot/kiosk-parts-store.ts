import type { PageClock } from '../../rim/rim.port.ts';
import type { KioskPart } from '../flow/kiosk-parts.ts';

/** Looks which parts of this screen do not work; opens no camera and shows nothing. Never rejects. */
export type ProbeParts = () => Promise<readonly KioskPart[]>;

/** The parts that do not work, tested again and again. */
export interface KioskPartsStore {
  readonly read: () => readonly KioskPart[];
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
}

/** A part that is missing is looked for twice a minute, so that it is there again soon after somebody has plugged it in; otherwise this seldom. */
export const PROBE_MS = { broken: 30_000, whole: 300_000 } as const;

/** Tests at once, and again by the clock. */
export function createKioskPartsStore({ probe, clock }: { readonly probe: ProbeParts; readonly clock: PageClock }): KioskPartsStore {
  const listeners = new Set<() => void>();
  let broken: readonly KioskPart[] = [];
  let timer: unknown;
  let isOver = false;
  const look = async (): Promise<void> => {
    const found = await probe();
    if (isOver) return;
    const isNews = found.join() !== broken.join();
    broken = found;
    if (isNews) for (const listener of listeners) listener();
    timer = clock.setTimeout(() => void look(), found.length > 0 ? PROBE_MS.broken : PROBE_MS.whole);
  };
  void look();
  return {
    read: () => broken,
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
