import type { Subject } from '../../../../sim/campaign/subject.port.ts';
import type { Stage } from '../../../../sim/scenarios/stage.port.ts';
import type { Simulation } from '../simulation.ts';
import { isTorn, nameOf, type Boundary } from './boundary.ts';
import type { Recorder } from './recorder.ts';

/** What loses its power: the controller alone, the devices alone, or everything. */
export const VARIANTS = ['all', 'pc', 'drives'] as const;
export type Variant = (typeof VARIANTS)[number];

/** A boundary by its place in the list and by its name; both must fit. */
export interface CutTarget {
  /** From 1 on, over all kinds. */
  readonly nth: number;
  readonly name: string;
}

/** Whoever cuts the power in the instant of a boundary, and gives it back. */
export interface Cutter {
  /** The stage, on which whoever acts is interrupted when the power goes. */
  readonly stage: Stage;
  /** Notes every boundary from here on, and cuts at the target. */
  readonly arm: (target: CutTarget | undefined, variant?: Variant) => readonly Boundary[];
  readonly disarm: () => void;
  /** Runs this to its end, or until the power goes. */
  readonly untilDark: (act: () => Promise<void>) => Promise<void>;
  /** Lets the time pass that the power is away. */
  readonly stayDark: (offMs: number) => Promise<void>;
  /** Power returns, and whatever lost it starts again. */
  readonly light: () => Promise<void>;
  readonly cuts: () => number;
  /** Boundaries that were not those that the names promised: the replay was not the run that was recorded. */
  readonly strayed: () => readonly string[];
}

/** Ends whatever people were at when the power went. */
class PowerGone extends Error {}

/** Lets nobody act or judge in the dark. */
function inLight(stage: Stage, isDark: () => boolean): Stage {
  const lit = async <T>(passing: Promise<T>): Promise<T> => {
    const passed = await passing;
    if (isDark()) throw new PowerGone();
    return passed;
  };
  const { clock } = stage;
  return {
    ...stage,
    clock: { ...clock, runFor: (ms) => lit(clock.runFor(ms)), until: (predicate, timeoutMs, everyMs) => lit(clock.until(predicate, timeoutMs, everyMs)) },
    expect: (sentence, holds, detail) => { if (!isDark()) stage.expect(sentence, holds, detail); },
  };
}

/** Cuts the power of a simulation where its recorder says. */
export async function createCutter(simulation: Simulation, recorder: Recorder, base: Stage, subject: Pick<Subject, 'journal' | 'process'>): Promise<Cutter> {
  const { createSeededRng } = await import('../../../../sim/time/seeded-rng.ts');
  const { clock, sim } = simulation;
  const strayed: string[] = [];
  let cuts = 0;
  let dark: Variant | undefined;
  let darkAtMs = 0;
  const cut = (boundary: Boundary, variant: Variant): void => {
    recorder.disarm();
    cuts += 1;
    dark = variant;
    darkAtMs = clock.nowMs();
    if (variant !== 'pc') sim.powerOff();
    if (variant !== 'drives' && isTorn(boundary)) subject.journal.killTorn(createSeededRng(boundary.nth));
    else if (variant !== 'drives') simulation.kill();
    // Whoever waits for something is interrupted in this instant, also when the clock stands at the moment.
    clock.stop();
    clock.setTimeout(clock.stop, 0);
  };
  const arm = (target: CutTarget | undefined, variant: Variant = 'all'): readonly Boundary[] => {
    const seen: Boundary[] = [];
    recorder.arm((boundary, nth) => {
      seen.push(boundary);
      if (nth !== target?.nth) return;
      if (nameOf(boundary) !== target.name) strayed.push(`the boundary ${String(nth)} is "${nameOf(boundary)}", not "${target.name}"`);
      cut(boundary, variant);
    });
    return seen;
  };
  return {
    stage: inLight(base, () => dark !== undefined),
    arm,
    disarm: recorder.disarm,
    untilDark: async (act) => {
      try {
        await act();
      } catch (error) {
        // A process that has died answers nobody: whatever people break off with in the dark says nothing.
        if (dark === undefined) throw error;
      }
    },
    stayDark: async (offMs) => { while (clock.nowMs() < darkAtMs + offMs) await clock.runUntil(darkAtMs + offMs); },
    light: async () => {
      const was = dark;
      dark = undefined;
      if (was !== undefined && was !== 'pc') sim.powerOn();
      if (was === undefined || was === 'drives') return;
      const started = await subject.process.start();
      if (!started.ok) throw new Error(started.error.message);
    },
    cuts: () => cuts,
    strayed: () => strayed,
  };
}
