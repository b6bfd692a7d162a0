import type { Site, Stock } from '../../../config/schema/site.schema.ts';
import { fuzzApi } from './api/fuzz-api.ts';
import { fuzzFrames } from './frames/fuzz-frames.ts';
import { fuzzJournal } from './journal/fuzz-journal.ts';
import { fuzzLive } from './live/fuzz-live.ts';
import type { FuzzReport, Gauges } from './tally.ts';
import { fuzzCodes } from './texts/fuzz-codes.ts';
import { fuzzConfiguration } from './texts/fuzz-configuration.ts';

/** What can be fuzzed. */
export const FUZZ_PARTS = ['frames', 'api', 'live', 'config', 'qr', 'journal'] as const;
export type FuzzPart = (typeof FUZZ_PARTS)[number];

/** What is played. */
export interface FuzzOptions {
  readonly site: Site;
  readonly stock: Stock;
  readonly seed: number;
  readonly what: readonly FuzzPart[];
  /** Frames in both directions together. */
  readonly frames: number;
  /** Requests; messages of the live channel and codes are as many, files fewer. */
  readonly requests: number;
  readonly gauges: Gauges;
}

/** A file takes as long as so many requests. */
const REQUESTS_A_FILE = 100;

/** Plays the parts one after the other, each from its own share of the seed: what one part draws changes no other. */
export async function runFuzz({ site, stock, seed, what, frames, requests, gauges }: FuzzOptions): Promise<Readonly<Partial<Record<FuzzPart, FuzzReport>>>> {
  const { createSeededRng } = await import('../../../sim/time/seeded-rng.ts');
  const rng = createSeededRng(seed);
  const files = Math.max(1, Math.ceil(requests / REQUESTS_A_FILE));
  const plays: Readonly<Record<FuzzPart, () => Promise<FuzzReport>>> = {
    frames: () => fuzzFrames({ site, stock, gauges, frames, rng: rng.fork('frames') }),
    api: () => fuzzApi({ site, stock, gauges, requests, rng: rng.fork('api') }),
    live: () => fuzzLive({ site, gauges, messages: requests, rng: rng.fork('live') }),
    config: () => fuzzConfiguration({ gauges, files, rng: rng.fork('config') }),
    qr: () => fuzzCodes({ site, stock, gauges, codes: requests, rng: rng.fork('qr') }),
    journal: () => fuzzJournal({ site, stock, gauges, files, rng: rng.fork('journal') }),
  };
  const reports: Partial<Record<FuzzPart, FuzzReport>> = {};
  for (const part of FUZZ_PARTS) if (what.includes(part)) reports[part] = await plays[part]();
  return reports;
}
