import { Subject, type Observable } from 'rxjs';
import type { Clock, Gpio, TimeTranslated } from '../ports.ts';
import type { FactTable } from './fact-table.ts';
import type { Facts } from './fact.ts';

/** One step of the scan that comes after the facts: supervisor, machines, publishing. */
export type ScanStep = (nowMs: number) => void;

export interface ScanParts {
  readonly clock: Clock;
  readonly periodMs: number;
  readonly gpio: Gpio;
  readonly facts: FactTable;
  /** In order; the supervisor first. */
  readonly steps: readonly ScanStep[];
  /** A step that threw. The scan goes on with the next step: a bug in one must not blind the others. */
  readonly onBug: (error: unknown) => void;
  /** No fact waits longer than this for time alone to change it, ms. */
  readonly settlesWithinMs: number;
}

export interface Scan extends TimeTranslated {
  readonly start: () => void;
  readonly stop: () => void;
  /** Facts after each scan in which one of them changed. */
  readonly changes: Observable<Facts>;
  /** Scans since the start, and the greatest delay of one behind its deadline. */
  readonly counters: () => { readonly scans: number; readonly worstLatenessMs: number };
  /** Keeps the lateness of every scan (ms behind its absolute deadline) until `end`, which returns them. For measurements. */
  readonly recordLateness: () => { readonly end: () => readonly number[] };
  /** No fact has changed for a while and none waits for time to pass: nothing happens in the tower. */
  readonly isQuiet: () => boolean;
}

/** A timer may fire this much before its deadline. */
const EARLY_MS = 0.5;

/** The fixed scan: sample lines, derive facts, supervise, step what depends on changes. */
export function createScan(parts: ScanParts): Scan {
  const changes = new Subject<Facts>();
  let end: (() => void) | undefined;
  let scans = 0;
  let startedAtMs = 0;
  let worstLatenessMs = 0;
  let changedAtMs = -Infinity;
  let recorded: number[] | undefined;

  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      parts.onBug(error);
    }
  };

  let nowMs = 0;
  // Made once: the scan allocates nothing.
  const updateFacts = (): void => { parts.facts.update(nowMs); };
  const steps = parts.steps.map((step) => (): void => { step(nowMs); });
  const announce = (): void => { changes.next(parts.facts); };

  function scanOnce(): void {
    nowMs = parts.clock.nowMs();
    scans += 1;
    // Behind the deadline that it serves; periods that were missed altogether are not counted twice.
    const sinceMs = nowMs - startedAtMs;
    const latenessMs = sinceMs - Math.floor((sinceMs + EARLY_MS) / parts.periodMs) * parts.periodMs;
    worstLatenessMs = Math.max(worstLatenessMs, latenessMs);
    recorded?.push(latenessMs);
    guarded(parts.gpio.sample);
    const before = parts.facts.revision;
    guarded(updateFacts);
    const changed = parts.facts.revision !== before;
    if (changed) changedAtMs = nowMs;
    for (const step of steps) guarded(step);
    if (changed) guarded(announce);
  }

  return {
    changes: changes.asObservable(),
    start: () => {
      startedAtMs = parts.clock.nowMs();
      end = parts.clock.every(parts.periodMs, scanOnce);
    },
    stop: () => end?.(),
    counters: () => ({ scans, worstLatenessMs }),
    recordLateness: () => {
      const kept: number[] = [];
      recorded = kept;
      return {
        end: () => {
          recorded = undefined;
          return kept;
        },
      };
    },
    isQuiet: () => parts.clock.nowMs() - changedAtMs > parts.settlesWithinMs && parts.facts.isSettled(),
    translateMs: (deltaMs) => {
      startedAtMs += deltaMs;
      changedAtMs += deltaMs;
      parts.facts.translateMs(deltaMs);
    },
  };
}
