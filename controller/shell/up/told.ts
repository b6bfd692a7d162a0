/** Signals by which a person, a terminal that closes, or the service manager ends us. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Resolves when this process is told to end, or when the process that started it has gone. */
export function untilTold(): Promise<'told'> {
  return new Promise((resolve) => {
    // Not `once`: a second Ctrl+C must not cut short an end that is under way.
    for (const signal of SIGNALS) process.on(signal, () => { resolve('told'); });
    process.once('disconnect', () => { resolve('told'); });
    // It may have gone before anybody listened.
    if (process.send !== undefined && !process.connected) resolve('told');
  });
}

/** Says something to the process that started this one, if there is one, and waits until it is on its way. */
export function tellParent<News extends object>(news: News): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(news, undefined, undefined, () => { resolve(); });
  });
}

/** The first thing that the process which started this one says: its parameters. Rejects when nobody started it so. */
export function parametersFromParent<Parameters extends object>(): Promise<Parameters> {
  return new Promise((resolve, reject) => {
    if (process.send === undefined) {
      reject(new Error('This verb is started by "carillon up" only.'));
      return;
    }
    process.once('message', (parameters) => { resolve(parameters as Parameters); });
    process.once('disconnect', () => { reject(new Error('"carillon up" ended before it said what to start.')); });
  });
}
