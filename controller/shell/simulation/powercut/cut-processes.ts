import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CutDone, CutOrder } from './cut-player.ts';

/** Somebody who plays visits, one at a time. */
export interface CutWorker {
  /** What the visit has shown; undefined when the process broke off in it. */
  readonly play: (order: CutOrder) => Promise<CutDone | undefined>;
  readonly end: () => void;
}

const PROCESS = fileURLToPath(new URL('./cut-process.ts', import.meta.url));

/** Starts a process of its own for it. */
export function startCutProcess(): CutWorker {
  const child = fork(PROCESS, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let answer: ((done: CutDone | undefined) => void) | undefined;
  let isGone = false;
  const settle = (done: CutDone | undefined): void => {
    answer?.(done);
    answer = undefined;
  };
  const gone = (): void => {
    isGone = true;
    settle(undefined);
  };
  child.on('message', (done) => { settle(done as CutDone); });
  child.on('error', gone);
  child.on('exit', gone);
  return {
    play: (order) => new Promise((resolve) => {
      if (isGone) {
        resolve(undefined);
        return;
      }
      answer = resolve;
      child.send(order);
    }),
    end: () => { if (child.connected) child.disconnect(); },
  };
}
