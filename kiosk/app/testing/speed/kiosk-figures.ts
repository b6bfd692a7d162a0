/** What a bundle weighs, gzip bytes. */
export interface PageBytes {
  /** Scripts and styles that the page asks for before its first screen. */
  readonly firstScreen: number;
  /** What they may weigh. */
  readonly limit: number;
  /** What is loaded later, when it is needed: by the name of the chunk without its hash. */
  readonly later: Readonly<Record<string, number>>;
}

/** What the browser part measures; all times in ms, p95 over `count`. */
export interface KioskFigures {
  readonly touchEcho: { readonly p95Ms: number; readonly medianMs: number; readonly count: number };
  readonly stateToDrawing: { readonly p95Ms: number; readonly medianMs: number; readonly count: number };
  readonly stateToWords: { readonly p95Ms: number; readonly medianMs: number; readonly count: number };
  /** Frames a second of the page on which the scene moves and a face is looked for, and of an empty page. */
  readonly sceneAndFaceFps: number;
  readonly emptyFps: number;
  readonly pageBytes: PageBytes;
  /** Bytes of the fonts that the first screen needed. */
  readonly fontBytes: number;
}

/** p95 and median of a list of times. */
export function timesOf(values: readonly number[]): { readonly p95Ms: number; readonly medianMs: number; readonly count: number } {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { p95Ms: at(0.95), medianMs: at(0.5), count: sorted.length };
}
