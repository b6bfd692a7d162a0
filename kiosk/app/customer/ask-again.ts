import type { PageClock } from '../rim/rim.port.ts';

/** Asks until it is stopped, and tells every answer: `everyMs` after one has come the next is asked for. Gives what stops it. */
export function again<T>(clock: PageClock, everyMs: number, ask: () => Promise<T>, tell: (answer: T) => void): () => void {
  let isOver = false;
  let timer: unknown;
  const turn = async (): Promise<void> => {
    const answer = await ask();
    if (isOver) return;
    tell(answer);
    timer = clock.setTimeout(() => void turn(), everyMs);
  };
  void turn();
  return () => {
    isOver = true;
    clock.clearTimeout(timer);
  };
}
