import { anyOf, type Dice } from '../campaign/dice.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A fault of the catalogue that happens in the field, and when it looks for its moment. */
export interface FieldFault {
  readonly atMs: number;
  readonly fault: string;
  readonly kind: FieldKind;
}

/** Kinds of faults that a tower meets in a month, and how far apart on average; whatever stands in a kind is drawn alike. */
export const FIELD_RATES = {
  sensorGlitch: { everyMs: HOUR_MS, faults: ['SEN4', 'SEN5', 'SEN7', 'SEN12', 'IO3'] },
  commsBurst: { everyMs: DAY_MS, faults: ['SER1', 'SER2', 'SER3', 'SER5', 'SER7', 'SER11'] },
  jam: { everyMs: DAY_MS, faults: ['DRV1', 'DRV2', 'DOR1', 'DOR4'] },
  powerCut: { everyMs: 7 * DAY_MS, faults: ['PWR1', 'PWR10'] },
} as const;
export type FieldKind = keyof typeof FIELD_RATES;

/** Faults of so many days, in order: each kind a Poisson process of its own. */
export function fieldFaults(days: number, dice: Dice): readonly FieldFault[] {
  const drawn: FieldFault[] = [];
  for (const [kind, { everyMs, faults }] of Object.entries(FIELD_RATES) as [FieldKind, (typeof FIELD_RATES)[FieldKind]][]) {
    for (let atMs = gapMs(everyMs, dice); atMs < days * DAY_MS; atMs += gapMs(everyMs, dice)) {
      drawn.push({ atMs, kind, fault: anyOf<string>(faults, dice) ?? faults[0] });
    }
  }
  return drawn.sort((a, b) => a.atMs - b.atMs);
}

/** An exponential gap of this mean. */
const gapMs = (meanMs: number, dice: Dice): number => -Math.log(1 - dice.next()) * meanMs;
