import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Reads what this process holds, bytes, after the collector has run: what was only not yet given back is no growth. */
export function createHeldBytes(): () => number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    collect();
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
}
