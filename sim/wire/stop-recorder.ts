import type { TowerSim } from '../tower-sim.ts';
import type { TripCause } from '../relay/safety-relay.ts';

/** One time that run-enable went, as the tower saw it. Instants on the clock of the tower, to its step of 10 ms. */
export interface RecordedStop {
  readonly cause: TripCause | undefined;
  /** Of the last edge of the watchdog before it, as it was stamped. */
  readonly lastEdgeMs: number;
  readonly runEnableGoneMs: number;
  /** No axis has torque; no axis has its brake open. Undefined while that is not so. */
  torqueOffMs: number | undefined;
  brakesOnMs: number | undefined;
  /** An axis or a door moved when it went. */
  readonly moving: boolean;
  /** In all, between the last edge and the brakes, in which this process did not run: the machine took the processor from tower and controller alike. */
  stalledMs: number;
}

/** What the recorder has seen so far. */
export interface StopRecord {
  readonly stops: readonly RecordedStop[];
  readonly nowMs: number;
  /** How often this process did not run for longer than `LONG_STALL_MS`, and the longest. */
  readonly stalls: { readonly count: number; readonly longestMs: number };
}

/** Beside a tower in real time: reads its truth after each step, for whoever measures how fast it becomes safe. */
export interface StopRecorder {
  /** The lines as the controller shall have them: edges of the watchdog pass through here. */
  readonly gpio: TowerSim['gpio'];
  /** Begins to look; after the tower has begun to step, so that each look comes right after a step. */
  readonly start: () => void;
  readonly read: () => StopRecord;
  readonly close: () => void;
}

const STEP_MS = 10;
/** The process was kept from running, and not merely late. */
export const LONG_STALL_MS = 30;
const MOVES_MM_PER_S = 2;
/** Older stops are of no interest to anybody. */
const KEPT = 50;

/** What it remembers between two looks. */
interface Memory {
  readonly stops: RecordedStop[];
  lookedMs: number;
  wasMoving: boolean;
  level: boolean;
  lastEdgeMs: number;
  stalledSinceEdgeMs: number;
  stalls: number;
  longestMs: number;
}

type OfAxis = TowerSim['plant']['axes']['lift'];

/** Time in which this process did not run although it should have. */
const stallOf = (memory: Memory, nowMs: number): number => Math.max(0, nowMs - memory.lookedMs - STEP_MS);

/** In the step in which run-enable goes: no edge that comes later counts as the last one. */
function begin(sim: TowerSim, memory: Memory): void {
  const nowMs = sim.clock.nowMs();
  memory.stops.push({
    cause: sim.tripCause(), lastEdgeMs: memory.lastEdgeMs, runEnableGoneMs: nowMs, torqueOffMs: undefined, brakesOnMs: undefined,
    moving: memory.wasMoving, stalledMs: memory.stalledSinceEdgeMs + stallOf(memory, nowMs),
  });
  if (memory.stops.length > KEPT) memory.stops.shift();
}

function look(sim: TowerSim, memory: Memory): void {
  const nowMs = sim.clock.nowMs();
  const stalledMs = stallOf(memory, nowMs);
  const { axes, doors, relay } = sim.plant;
  const all: readonly OfAxis[] = Object.values(axes);
  const isMoving = all.some(({ velocityMmPerS }) => Math.abs(velocityMmPerS) > MOVES_MM_PER_S) || Object.values(doors).some(({ velocityPerS }) => velocityPerS !== 0);
  if (stalledMs > LONG_STALL_MS) {
    memory.stalls += 1;
    memory.longestMs = Math.max(memory.longestMs, stalledMs);
  }
  memory.stalledSinceEdgeMs = memory.lastEdgeMs > memory.lookedMs ? stalledMs : memory.stalledSinceEdgeMs + stalledMs;
  const stop = relay.runEnabled ? undefined : memory.stops.at(-1);
  if (stop !== undefined && stop.brakesOnMs === undefined) {
    // The step in which it went has counted its own.
    if (stop.runEnableGoneMs < memory.lookedMs) stop.stalledMs += stalledMs;
    if (all.every(({ torque }) => !torque)) stop.torqueOffMs ??= nowMs;
    if (all.every(({ brakeClosed }) => brakeClosed)) stop.brakesOnMs = nowMs;
  }
  Object.assign(memory, { lookedMs: nowMs, wasMoving: isMoving });
}

/** A recorder beside this tower. */
export function createStopRecorder(sim: TowerSim): StopRecorder {
  const memory: Memory = {
    stops: [], lookedMs: 0, wasMoving: false, level: false, lastEdgeMs: -Infinity, stalledSinceEdgeMs: 0,
    stalls: 0, longestMs: 0,
  };
  let end: (() => void) | undefined;
  return {
    gpio: {
      ...sim.gpio,
      drive: (name, level, atMs) => {
        if (name === 'watchdog' && level !== memory.level) {
          memory.level = level;
          memory.lastEdgeMs = Math.max(memory.lastEdgeMs, atMs);
        }
        return sim.gpio.drive(name, level, atMs);
      },
    },
    start: () => {
      memory.lookedMs = sim.clock.nowMs();
      sim.gpio.onEdge((name, level) => { if (name === 'runEnabled' && !level) begin(sim, memory); });
      end = sim.clock.every(STEP_MS, () => { look(sim, memory); });
    },
    read: () => {
      const { stops, stalls, longestMs } = memory;
      return { stops, nowMs: sim.clock.nowMs(), stalls: { count: stalls, longestMs } };
    },
    close: () => end?.(),
  };
}
