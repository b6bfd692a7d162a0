/**
 * One worker's life: numbered calls, a deadline for each, and an end at which every waiting call hears why. Page side.
 */
import type { EngineFault, FaceClock, FaceResult } from './face.port.ts';
import { parseAnswer } from './worker-protocol.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';

/** What a worker's owner hears from it. */
export interface WorkerListeners {
  readonly answer: (data: unknown) => void;
  readonly failure: (message: string) => void;
}

/** A worker seen from the page. `spawnFaceWorker` makes the real one. */
export interface FaceWorkerLink {
  readonly send: (request: WorkerRequest, transfer: readonly Transferable[]) => void;
  readonly listen: (listeners: WorkerListeners) => void;
  readonly terminate: () => void;
}

/** An answer to a call, or why there is none. */
export type CallOutcome = FaceResult<WorkerAnswer, EngineFault>;

export interface WorkerSession {
  /**
   * Sends the request made for a fresh id and waits at most `deadlineMs`. A call that takes longer ends the session:
   * a net that hangs holds the worker's only thread, so nothing behind it would be answered either.
   */
  readonly call: (
    requestFor: (id: number) => WorkerRequest,
    transfer: readonly Transferable[],
    deadlineMs: number,
  ) => Promise<CallOutcome>;
  /** Terminates the worker; waiting calls fail with this message. */
  readonly end: (message: string) => void;
}

/** Takes a worker over. `onEnd` is called once, when it is no longer usable. */
export function openWorkerSession(link: FaceWorkerLink, clock: FaceClock, onEnd: () => void): WorkerSession {
  const waiting = new Map<number, (outcome: CallOutcome) => void>();
  let lastId = 0;
  let isOver = false;
  const end = (message: string): void => {
    if (isOver) return;
    isOver = true;
    link.terminate();
    onEnd();
    for (const settle of [...waiting.values()]) settle(engineFault('workerFailed', message));
  };
  link.listen({
    answer: (data) => {
      const answer = parseAnswer(data);
      if (answer === null) end('the face worker sent something that is no answer');
      else waiting.get(answer.id)?.({ ok: true, value: answer });
    },
    failure: end,
  });
  const call: WorkerSession['call'] = (requestFor, transfer, deadlineMs) =>
    new Promise((resolve) => {
      const id = (lastId += 1);
      const request = requestFor(id);
      const timer = clock.setTimeout(() => {
        settle(engineFault('timeout', `the face worker gave no answer to "${request.kind}" within ${deadlineMs} ms`));
        end('the face worker was ended because a call before this one never returned');
      }, deadlineMs);
      const settle = (outcome: CallOutcome): void => {
        clock.clearTimeout(timer);
        waiting.delete(id);
        resolve(outcome);
      };
      waiting.set(id, settle);
      if (isOver) settle(engineFault('workerFailed', 'the face worker has ended'));
      else sendOrSettle(link, request, transfer, settle);
    });
  return { call, end };
}

function sendOrSettle(
  link: FaceWorkerLink,
  request: WorkerRequest,
  transfer: readonly Transferable[],
  settle: (outcome: CallOutcome) => void,
): void {
  try {
    link.send(request, transfer);
  } catch (error) {
    // A picture that was already closed or handed over.
    settle(engineFault('workerFailed', `the picture could not be handed to the face worker: ${String(error)}`));
  }
}

/** A failed outcome. */
export function engineFault(
  code: EngineFault['code'],
  message: string,
): { readonly ok: false; readonly error: EngineFault } {
  return { ok: false, error: { code, message } };
}
