import type { Appearance } from './appearance.ts';

/** How close together a screen is drawn: `tight` takes air and then the drawing (0 to 3), `share` is what is left of the size of its letters. */
export interface FitStep {
  readonly tight: 0 | 1 | 2 | 3;
  readonly share: number;
}

const TEXT_SCALES: Readonly<Record<Appearance['size'], number>> = { s: 0.8, m: 1, l: 1.28, xl: 1.6 };
/** With smaller letters a capital of the smallest text would be under 3.5 mm. */
const LEAST_SCALE = 0.8;
const TIGHTER = [0, 1, 2, 3] as const;
const SHARES = [0.94, 0.88, 0.82, 0.76, 0.7, 0.65, 0.6, 0.55, 0.5] as const;

/** The steps for a size that was chosen, from all the air to the least; letters grow smaller last, and never too small to be read. */
export function fitSteps(size: Appearance['size']): readonly FitStep[] {
  const smaller = SHARES.filter((share) => TEXT_SCALES[size] * share >= LEAST_SCALE - 1e-9).map((share): FitStep => ({ tight: 3, share }));
  return [...TIGHTER.map((tight) => ({ tight, share: 1 })), ...smaller];
}

/** The first step at which nothing is too full; the last one when none is. `tooFull` is asked after a step was applied. */
export function fitFrom(steps: readonly FitStep[], first: number, apply: (step: FitStep) => void, tooFull: () => boolean): number {
  let at = first;
  while (at < steps.length - 1 && tooFull()) {
    at += 1;
    const step = steps[at];
    if (step !== undefined) apply(step);
  }
  return at;
}

/** At which step screens were all there, so that one that comes back is measured once instead of step by step. */
export interface FitMemory {
  readonly stepOf: (shown: string) => number | undefined;
  readonly keep: (shown: string, step: number) => void;
  /** Other letters have come: what was measured holds no longer. */
  readonly forget: () => void;
}

/** More screens than a customer sees. */
const MOST_KEPT = 64;

/** A number for what was shown (FNV-1a): a screen holds names and plates, and none of them may stay behind here. */
function numberOf(shown: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < shown.length; i += 1) hash = Math.imul(hash ^ shown.charCodeAt(i), 0x01000193);
  return hash;
}

/** An empty memory. It never holds more than a few numbers, and forgets the oldest first. */
export function createFitMemory(): FitMemory {
  const kept = new Map<number, number>();
  return {
    stepOf: (shown) => kept.get(numberOf(shown)),
    keep: (shown, step) => {
      kept.set(numberOf(shown), step);
      if (kept.size > MOST_KEPT) for (const oldest of [...kept.keys()].slice(0, kept.size - MOST_KEPT)) kept.delete(oldest);
    },
    forget: () => { kept.clear(); },
  };
}
