import { z } from 'zod';

/** What a number of the site file means: its unit and why its range is what it is. Shown in the JSON Schema and in messages. */
export interface QuantityMeta {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** Why a value outside the range is refused. */
  readonly reason: string;
}

/** A number with unit, inclusive range and the reason for the range. */
export function quantity(unit: string, min: number, max: number, reason: string) {
  return z
    .number()
    .min(min, `must be at least ${String(min)} ${unit}: ${reason}`)
    .max(max, `must be at most ${String(max)} ${unit}: ${reason}`)
    .meta({ unit, reason });
}

/** Letters, digits, dot and dash; used for ids that appear in traces, addresses and sentences. */
export const identifier = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/u, 'must be 1 to 32 letters, digits, dots or dashes');

/** A text in both languages of the product. */
export const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
