import { readFileSync, writeFileSync } from 'node:fs';
import { BOUNDARY_KINDS, type BoundaryCounts } from './boundary.ts';

/** How many boundaries each sequence had when they were last counted on purpose, by site. */
export type Baseline = Readonly<Record<string, Readonly<Record<string, BoundaryCounts>>>>;

const FILE = new URL('./baseline.json', import.meta.url);

/** The counts that are kept. */
export function readBaseline(): Baseline {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Baseline;
}

/** Keeps these counts of a site from now on; sequences that were not counted keep theirs. */
export function keepBaseline(site: string, counts: Baseline[string]): void {
  const before = readBaseline();
  const kept = { ...before, [site]: { ...before[site], ...counts } };
  const sites = Object.entries(kept).map(([id, sequences]) => `  ${JSON.stringify(id)}: {\n${Object.entries(sequences).map(([name, each]) => `    ${JSON.stringify(name)}: ${JSON.stringify(each)}`).join(',\n')}\n  }`);
  writeFileSync(FILE, `{\n${sites.join(',\n')}\n}\n`);
}

/** What has become fewer, in words: a step that is no longer written down, confirmed or seen. Empty without a baseline. */
export function droppedFrom(baseline: Baseline[string] | undefined, name: string, counts: BoundaryCounts): readonly string[] {
  const before = baseline?.[name];
  if (before === undefined) return [];
  return BOUNDARY_KINDS.filter((kind) => counts[kind] < before[kind]).map((kind) => `${name}: ${String(counts[kind])} boundaries of kind ${kind}, ${String(before[kind])} before`);
}
