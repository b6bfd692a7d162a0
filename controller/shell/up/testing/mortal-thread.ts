import { BroadcastChannel, isMainThread, threadName } from 'node:worker_threads';

// Loaded before everything else (NODE_OPTIONS=--import) into every thread of a tower under test. At SIGUSR2 the thread that
// CARILLON_TEST_MORTAL names does what a bug in it would do: it throws, or with CARILLON_TEST_HANGS it never comes back.

const DOOM = 'carillon-test-doom';
const mortal = process.env['CARILLON_TEST_MORTAL'];

if (isMainThread && process.argv.includes('run-controller')) {
  process.on('SIGUSR2', () => {
    const doom = new BroadcastChannel(DOOM);
    doom.postMessage('now');
    doom.close();
  });
}

if (!isMainThread && threadName === mortal) {
  const doom = new BroadcastChannel(DOOM);
  doom.onmessage = () => {
    if (process.env['CARILLON_TEST_HANGS'] === undefined) throw new Error(`a bug in the ${mortal} thread`);
    for (;;) Math.sqrt(2);
  };
  // Waiting for its end keeps no thread alive.
  doom.unref();
}
