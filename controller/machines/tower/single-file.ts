/** Does one thing after the other: each begins when the one before has come to its end, and sees what that has done. */
export type SingleFile = <T>(work: () => Promise<T>) => Promise<T>;

/** Nothing is waited for at first. Who asks hears of a failure; the next one goes on all the same. */
export function createSingleFile(): SingleFile {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
