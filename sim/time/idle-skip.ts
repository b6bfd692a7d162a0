import type { TimeTranslated } from '../../hal/ports/clock.port.ts';
import type { Timer, TimerHeap } from './timer-heap.ts';

/** When idle time may be skipped, and who must hear of it. */
export interface Skipping {
  /** Nothing moves and nobody is about to act; asked at boundaries only. */
  readonly isQuiet: () => boolean;
  /** A whole multiple of every recurring period; boundaries are this far apart. */
  readonly hyperperiodMs: number;
  readonly translated: readonly TimeTranslated[];
}

/** What the skipper knew at the last boundary. */
interface Boundary {
  readonly quiet: boolean;
  /** Orders below this were armed before the boundary. */
  readonly armedBelow: number;
  readonly oneShotsPending: number;
  /** One-shots that had been armed before a boundary and fired since. */
  readonly oldFired: number;
}

/** Counts and questions of the clock that owns the heap. */
interface ClockView {
  readonly heap: TimerHeap;
  readonly nextOrder: () => number;
  readonly jump: (deltaMs: number) => void;
}

/** Watches boundaries for the clock. */
export interface IdleSkip {
  readonly nextBoundaryMs: () => number;
  /** A one-shot fires: old ones end the quiet. */
  readonly noteFired: (timer: Timer) => void;
  /** Called with the clock standing exactly on the boundary; `limitMs` is where the run ends. */
  readonly atBoundary: (nowMs: number, limitMs: number) => void;
}

/** Boundaries are tried at this many places of the hyperperiod: bytes in flight at one of them are not at another. */
const PHASES = 16;

function recurringFit(timers: readonly Timer[], hyperperiodMs: number): boolean {
  return timers.every((timer) => timer.periodMs === 0 || hyperperiodMs % timer.periodMs === 0);
}

function nextOneShotMs(timers: readonly Timer[]): number {
  let earliest = Infinity;
  for (const timer of timers) if (timer.periodMs === 0 && timer.atMs < earliest) earliest = timer.atMs;
  return earliest;
}

/**
 * Skips whole hyperperiods of a system that repeats itself. It repeats when two successive boundaries were quiet and the
 * one-shot timers pending at both are the very same: whatever the recurring work armed in between (bytes in flight,
 * answer deadlines) also ended in between. Then k hyperperiods pass at once, so far that the next one-shot and the end of
 * the run stay at least one hyperperiod ahead, and whoever remembers instants is told to move them.
 */
export function createIdleSkip(skipping: Skipping, view: ClockView, nowMs: number): IdleSkip {
  const { hyperperiodMs } = skipping;
  const boundaryAfter = (ms: number, phaseMs: number): number => (Math.floor((ms - phaseMs) / hyperperiodMs) + 1) * hyperperiodMs + phaseMs;
  let phase = 0;
  let nextMs = boundaryAfter(nowMs, 0);
  let last: Boundary | undefined;
  let oldFired = 0;

  const look = (): Boundary => {
    const timers = view.heap.all();
    return {
      quiet: skipping.isQuiet() && recurringFit(timers, hyperperiodMs),
      armedBelow: view.nextOrder(),
      oneShotsPending: timers.reduce((count, timer) => count + (timer.periodMs === 0 ? 1 : 0), 0),
      oldFired,
    };
  };
  const repeats = (before: Boundary, here: Boundary): boolean =>
    before.oldFired === here.oldFired &&
    before.oneShotsPending === here.oneShotsPending &&
    view.heap.all().every((timer) => timer.periodMs !== 0 || timer.order < before.armedBelow);

  const advance = (atMs: number, limitMs: number): number => {
    const horizonMs = Math.min(nextOneShotMs(view.heap.all()), limitMs);
    const rounds = Math.floor((horizonMs - atMs) / hyperperiodMs) - 1;
    if (!Number.isFinite(rounds) || rounds < 1) return 0;
    const deltaMs = rounds * hyperperiodMs;
    view.jump(deltaMs);
    for (const each of skipping.translated) each.translateMs(deltaMs);
    return deltaMs;
  };

  return {
    nextBoundaryMs: () => nextMs,
    noteFired: (timer) => {
      if (last !== undefined && timer.order < last.armedBelow) oldFired += 1;
    },
    atBoundary: (atMs, limitMs) => {
      const here = look();
      const before = last;
      last = here.quiet ? here : undefined;
      let skippedMs = 0;
      if (before !== undefined && here.quiet) {
        if (repeats(before, here)) {
          skippedMs = advance(atMs, limitMs);
          if (skippedMs > 0) last = undefined;
        } else {
          phase = (phase + 1) % PHASES;
          last = undefined;
        }
      }
      nextMs = boundaryAfter(atMs + skippedMs, (phase * hyperperiodMs) / PHASES);
    },
  };
}
