/** Signals by which a person, a terminal that closes, or the service manager ends us. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Resolves when this process is told to end, or when the process that started it has gone. */
export function untilTold(): Promise<'told'> {
  return new Promise((resolve) => {
    // Not `once`: a second Ctrl+C must not cut short an end that is under way.
    for (const signal of SIGNALS) process.on(signal, () => { resolve('told'); });
    process.once('disconnect', () => { resolve('told'); });
  });
}

/** Says something to the process that started this one, if there is one, and waits until it is on its way. */
export function tellParent<News extends object>(news: News): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(news, undefined, undefined, () => { resolve(); });
  });
}
