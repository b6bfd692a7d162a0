import type { Act, Bounds, FaultRow, Judged, Layer, MissingFault, PlantMoment, PlayedFault, Required, Selector } from './fault-row.ts';

/** What a row says beside its acts; without it: at once, for 3 to 20 s, judged by the invariants and the way back. */
export interface Circumstances {
  readonly when?: PlantMoment;
  readonly lastsMs?: Bounds;
  readonly judged?: Judged;
  readonly byAccident?: readonly string[];
}

const HARMLESS: Judged = { by: 'harmless' };
const USUALLY_MS: Bounds = [3000, 20_000];

/** Everything stands, from `afterMs` after the fault on. */
export const stands = (afterMs = 6000, of: 'machine' | 'lift' | 'shuttle' = 'machine'): Judged => ({ by: 'stands', afterMs, of });
export const startsNothing = (afterMs = 2000): Judged => ({ by: 'startsNothing', afterMs });
export const ALONE: Judged = { by: 'alone' };
export const REFUSED: Judged = { by: 'refused' };

/** Makes the rows of one layer: `played` ones and `missing` ones. */
export function rowsOf(layer: Layer): {
  readonly played: (id: string, required: Required, words: string, acts: readonly Act[], circumstances?: Circumstances) => PlayedFault;
  readonly missing: (id: string, required: Required, words: string, why: string) => MissingFault;
} {
  return {
    played: (id, required, words, acts, { when = 'now', lastsMs = USUALLY_MS, judged = HARMLESS, byAccident = [] }: Circumstances = {}) => ({ id, layer, words, required, judged, when, lastsMs, acts, byAccident }),
    missing: (id, required, words, why) => ({ id, layer, words, required, missing: why }),
  };
}

/** One fault of `sim/faults`. */
export const breaks = (on: Selector, verb: Extract<Act, { act: 'fault' }>['verb'], more: Omit<Extract<Act, { act: 'fault' }>, 'act' | 'on' | 'verb'> = {}): Act => ({ act: 'fault', on, verb, ...more });

/** The rows of a file. */
export type Rows = readonly FaultRow[];
