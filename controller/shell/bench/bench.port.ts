/** One row: a value with its unit, and where a reference exists, the reference of the same run and their ratio. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is held against, measured or computed in the same run; null where nothing comparable exists. */
  readonly reference: number | null;
  /** value / reference. */
  readonly ratio: number | null;
  /** How it was taken. */
  readonly how: string;
}

/** A row with its ratio. */
export function row(name: string, value: number, unit: string, reference: number | null, how: string): BenchRow {
  const rounded = (n: number): number => Number(n.toPrecision(4));
  return { name, value: rounded(value), unit, reference: reference === null ? null : rounded(reference), ratio: reference === null ? null : rounded(value / reference), how };
}

/** The q-quantile (0 to 1) of a list; NaN for an empty one. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
