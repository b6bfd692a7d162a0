/** Counts what has happened within a window that moves. Times are monotonic ms. */
export interface Rate {
  readonly note: (nowMs: number) => void;
  readonly count: (nowMs: number) => number;
}

/** A window of `windowMs`. Remembers no more than `most`: beyond it the number is as bad as it gets. */
export function createRate(windowMs: number, most = 1000): Rate {
  let times: readonly number[] = [];
  const inside = (nowMs: number): readonly number[] => times.filter((atMs) => nowMs - atMs < windowMs);
  return {
    note: (nowMs) => { times = [...inside(nowMs).slice(1 - most), nowMs]; },
    count: (nowMs) => {
      let count = 0;
      for (const atMs of times) if (nowMs - atMs < windowMs) count += 1;
      return count;
    },
  };
}
