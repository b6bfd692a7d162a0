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

/** As `createSerialWork`, apart for each key: what concerns one thing never waits for another. */
export function createKeyedWork(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, { readonly inTurn: ReturnType<typeof createSerialWork>; waiting: number }>();
  return async (key, work) => {
    const queue = queues.get(key) ?? { inTurn: createSerialWork(), waiting: 0 };
    queues.set(key, queue);
    queue.waiting += 1;
    try {
      return await queue.inTurn(work);
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(key);
    }
  };
}
