/** The face engine: starts a worker when one is needed, and a fresh one after it hung or died. Page side. */
import type { EngineFault, FaceClock, FaceEngine, FaceResult } from './face.port.ts';
import type { WorkerAnswer, WorkerRequest } from './worker-protocol.ts';
import { engineFault, openWorkerSession } from './worker-session.ts';
import type { CallOutcome, FaceWorkerLink, WorkerSession } from './worker-session.ts';

/**
 * How long each call may take. Measured on two crowded cores: start 0.6 to 1.8 s, a frame under 0.4 s, a picture under
 * 0.5 s; the limits leave room for a machine that is just starting.
 */
export const ENGINE_DEADLINES = { startMs: 30_000, lookMs: 6_000, pictureMs: 15_000 } as const;

/** A worker with its nets loading or loaded. */
interface Started {
  /** Null where the browser gave no worker. */
  readonly session: WorkerSession | null;
  /** The session, as soon as its nets are loaded. */
  readonly ready: Promise<FaceResult<WorkerSession, EngineFault>>;
}

/** Makes an engine. No worker runs before its first call. `assetsUrl` is absolute and ends in a slash. */
export function createFaceEngine(needs: {
  readonly spawn: () => FaceWorkerLink;
  readonly clock: FaceClock;
  readonly assetsUrl: string;
}): FaceEngine {
  let current: Started | null = null;

  const started = (): Started => {
    if (current !== null) return current;
    const link = spawned(needs.spawn);
    if (!link.ok) return { session: null, ready: Promise.resolve(link) };
    const session = openWorkerSession(link.value, needs.clock, () => {
      if (current?.session === session) current = null;
    });
    current = { session, ready: loadNets(session, needs.assetsUrl) };
    return current;
  };

  /** Hands a picture over; it is closed here when it never reaches the worker. */
  const hand = async (
    picture: VideoFrame | ImageBitmap,
    requestFor: (id: number) => WorkerRequest,
    deadlineMs: number,
  ): Promise<CallOutcome> => {
    const loaded = await started().ready;
    if (loaded.ok) return loaded.value.call(requestFor, [picture], deadlineMs);
    picture.close();
    return loaded;
  };

  return {
    start: async () => {
      const loaded = await started().ready;
      return loaded.ok ? { ok: true, value: undefined } : loaded;
    },
    look: async (frame, { first, describe }) => {
      const requestFor = (id: number): WorkerRequest => ({ kind: 'look', id, frame, first, describe });
      const outcome = await hand(frame, requestFor, ENGINE_DEADLINES.lookMs);
      if (!outcome.ok) return outcome;
      return outcome.value.kind === 'looked' ? { ok: true, value: outcome.value.reading } : unexpected(outcome.value);
    },
    measurePicture: async (picture) => {
      const outcome = await hand(picture, (id) => ({ kind: 'picture', id, picture }), ENGINE_DEADLINES.pictureMs);
      if (!outcome.ok) return outcome;
      const answer = outcome.value;
      if (answer.kind === 'described') return { ok: true, value: answer.template };
      if (answer.kind === 'refused') return { ok: false, error: { code: answer.code, message: answer.message } };
      return unexpected(answer);
    },
    close: () => current?.session?.end('the face worker was closed'),
  };
}

function spawned(spawn: () => FaceWorkerLink): FaceResult<FaceWorkerLink, EngineFault> {
  try {
    return { ok: true, value: spawn() };
  } catch (error) {
    return engineFault('workerFailed', `the browser started no worker: ${String(error)}`);
  }
}

async function loadNets(session: WorkerSession, assetsUrl: string): Promise<FaceResult<WorkerSession, EngineFault>> {
  const outcome = await session.call((id) => ({ kind: 'start', id, assetsUrl }), [], ENGINE_DEADLINES.startMs);
  if (outcome.ok && outcome.value.kind === 'started') return { ok: true, value: session };
  const failed = outcome.ok ? unexpected(outcome.value) : outcome;
  session.end(failed.error.message);
  return failed;
}

function unexpected(answer: WorkerAnswer): { readonly ok: false; readonly error: EngineFault } {
  if (answer.kind === 'failed') return engineFault('workerFailed', answer.message);
  return engineFault('workerFailed', `the face worker answered "${answer.kind}" to another question`);
}
