import type { BytePipe, OpenPipe, PipeFault } from '../ports/byte-pipe.port.ts';
import type { Clock, TimerId } from '../ports/clock.port.ts';

/** The present pipe of a bus, and a fresh one whenever it is lost. */
export interface BusConnection {
  readonly start: () => void;
  readonly pipe: () => BytePipe | undefined;
  /** Gives the present pipe up and opens a new one after the back-off. */
  readonly renew: (reason: PipeFault) => void;
  /** The line has proven itself: the next loss is tried again quickly. */
  readonly proven: () => void;
  /** Why there is no pipe; undefined while there is one. */
  readonly lostBecause: () => PipeFault | undefined;
  readonly close: () => void;
}

interface ConnectionParts {
  readonly clock: Clock;
  readonly openPipe: OpenPipe;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onOpen: () => void;
  readonly onLost: () => void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4000;

interface ConnectionState {
  pipe: BytePipe | undefined;
  fault: PipeFault | undefined;
  waitMs: number;
  timer: TimerId;
  waiting: boolean;
  closed: boolean;
}

function lose(state: ConnectionState, parts: ConnectionParts, reason: PipeFault): void {
  const { pipe } = state;
  state.pipe = undefined;
  state.fault = reason;
  if (pipe !== undefined) {
    pipe.close();
    parts.onLost();
  }
  if (state.closed || state.waiting) return;
  state.waiting = true;
  state.timer = parts.clock.setTimeout(() => {
    state.waiting = false;
    void open(state, parts);
  }, state.waitMs);
  state.waitMs = Math.min(2 * state.waitMs, LONGEST_WAIT_MS);
}

async function open(state: ConnectionState, parts: ConnectionParts): Promise<void> {
  let opened: Awaited<ReturnType<OpenPipe>>;
  try {
    opened = await parts.openPipe();
  } catch (bug) {
    opened = { ok: false, error: { code: 'failed', message: `the port could not be opened: ${String(bug)}` } };
  }
  if (!opened.ok) {
    lose(state, parts, opened.error);
    return;
  }
  const pipe = opened.value;
  if (state.closed) {
    pipe.close();
    return;
  }
  state.pipe = pipe;
  state.fault = undefined;
  // A pipe that was given up may still speak; only the present one is heard.
  pipe.onBytes((bytes) => {
    if (state.pipe === pipe) parts.onBytes(bytes);
  });
  pipe.onClosed((reason) => {
    if (state.pipe === pipe) lose(state, parts, reason);
  });
  // What an earlier run left in the queues of the line is nobody's command any more.
  pipe.flush();
  parts.onOpen();
}

/** Keeps one pipe open: lost or given up, a new one is opened after 250 ms, doubling up to 4 s. */
export function createBusConnection(parts: ConnectionParts): BusConnection {
  const state: ConnectionState = {
    pipe: undefined,
    fault: { code: 'closed', message: 'the bus has not been started' },
    waitMs: FIRST_WAIT_MS,
    timer: undefined,
    waiting: false,
    closed: false,
  };
  return {
    start: () => void open(state, parts),
    pipe: () => state.pipe,
    renew: (reason) => {
      if (state.pipe !== undefined) lose(state, parts, reason);
    },
    proven: () => {
      state.waitMs = FIRST_WAIT_MS;
    },
    lostBecause: () => state.fault,
    close: () => {
      state.closed = true;
      parts.clock.clearTimeout(state.timer);
      lose(state, parts, { code: 'closed', message: 'the bus was closed' });
    },
  };
}
