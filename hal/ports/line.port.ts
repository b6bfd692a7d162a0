import type { Fault, Result } from './result.ts';

/** Why a GPIO line could not be had or driven. */
export type LineFault = Fault<'notFound' | 'busy' | 'wrongDirection' | 'unsupported' | 'failed'>;

/** One digital input. `level` is logical (active-low wiring is already undone). */
export interface InputLine {
  readonly name: string;
  /** The present logical level; undefined when the line cannot be read. */
  readonly level: () => boolean | undefined;
  /** Monotonic ms at which the level was last read from the hardware. */
  readonly confirmedAtMs: () => number;
}

/** One digital output. */
export interface OutputLine {
  readonly name: string;
  readonly write: (level: boolean) => Result<void, LineFault>;
}

/**
 * The GPIO lines of a site, by the names of its configuration. Inputs are sampled once a scan by `sample()`;
 * edges between samples are reported by `onEdge` where the driver supports it.
 */
export interface Gpio {
  /** Reads all inputs now. Called by the scan. */
  readonly sample: () => void;
  readonly input: (name: string) => InputLine;
  readonly output: (name: string) => OutputLine;
  /** A change of an input, possibly between two scans. */
  readonly onEdge: (listener: (name: string, level: boolean) => void) => void;
  readonly close: () => void;
}
