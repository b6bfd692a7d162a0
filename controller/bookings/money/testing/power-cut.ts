import type { Store } from '../../../ports.ts';

/** The power is gone: whatever ran, ends here. */
export const CUT = new Error('the power was cut');

/** Counts every boundary between two steps of the tower, and cuts the power at one of them. */
export interface Cutter {
  /** Cuts the power at the boundary after so many others. */
  readonly cutAfter: (boundaries: number) => void;
  readonly neverCut: () => void;
  /** One step with a boundary before it and one after it; rejects with `CUT` when the power goes there. */
  readonly around: <T>(act: () => Promise<T>) => Promise<T>;
}

/** A cutter that does not cut before it is told to. */
export function createCutter(): Cutter {
  let left = Number.POSITIVE_INFINITY;
  const boundary = (): void => {
    left -= 1;
    if (left < 0) throw CUT;
  };
  return {
    cutAfter: (boundaries) => void (left = boundaries),
    neverCut: () => void (left = Number.POSITIVE_INFINITY),
    around: async (act) => {
      boundary();
      const answer = await act();
      boundary();
      return answer;
    },
  };
}

/** A journal with a boundary before and after every commit. */
export const weakStore = (store: Store, { around }: Cutter): Store => ({ ...store, commit: (batch) => around(() => store.commit(batch)) });
