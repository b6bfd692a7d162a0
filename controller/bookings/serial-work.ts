/** Runs pieces of work one after the other, in the order in which they were asked for, whatever becomes of each. */
export function createSerialWork(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  };
}
