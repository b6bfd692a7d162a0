import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import type { Rng } from '../../../hal/ports/rng.port.ts';
import { INTERLOCKS } from '../../interlocks/interlocks.ts';
import { interlocksFor } from '../../interlocks/planned.ts';
import { traceRows, type TestFile, type TracedRow } from '../../interlocks/verify/trace-rows.ts';
import { verifyInterlocks, type Verification } from '../../interlocks/verify/verify.ts';
import { bayFactNames, towerFactNames, type FactName } from '../../sensing/fact.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** Motions with at most this many three-valued facts are gone through completely: 3^14 is five million combinations. */
const EXHAUSTIVE_UP_TO = 14;

/** How much `verify interlocks` looks at. */
export interface VerifyOptions {
  /** Random combinations over all motions together. */
  readonly randomRuns: number;
  readonly seed: number;
  /** Motions with at most this many facts are gone through completely. */
  readonly exhaustiveUpTo?: number;
}

/** Many draws that only have to be varied and repeatable (mulberry32); the system's own dice are too slow for millions of them. */
function quickRng(seed: number): Pick<Rng, 'next'> {
  let state = seed | 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** `carillon verify interlocks`. */
export function verify(what: string, siteId: string, { randomRuns, seed, exhaustiveUpTo = EXHAUSTIVE_UP_TO }: VerifyOptions): VerbOutcome {
  if (what !== 'interlocks') return refused(`There is no "verify ${what}". Known: interlocks.`);
  const site = loadSite(siteId);
  if (!site.ok) return refused(explainProblems(site.problems));
  const bays = site.value.tower.bays.map((bay) => bay.id);
  const facts: readonly FactName[] = [...towerFactNames, ...bays.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))];
  const found = verifyInterlocks({ bays, facts, rng: quickRng(seed), randomRuns, depth: 'pairs', exhaustiveUpTo });
  const tests = testFiles(fileURLToPath(import.meta.resolve('../../../package.json')).replace(/package\.json$/u, ''));
  const traced = traceRows(INTERLOCKS, tests);
  // An installed tower carries no tests; there, nothing can be said about them.
  const untestedRows = tests.length === 0 ? [] : traced.filter((row) => row.tests.length === 0 && !row.generated).map(({ id }) => id);
  const ok = [found.disagreements, found.undeclaredReads, found.untracedHazards, untestedRows].every((list) => list.length === 0);
  const planned = interlocksFor(site.value.plans).length;
  return {
    ok,
    json: { ...found, seed, rowsToTests: Object.fromEntries(traced.map(({ id, tests: named, generated }) => [id, { tests: named, generated }])), untestedRows, rowsAtSite: planned },
    lines: describeVerification(found, traced, untestedRows),
  };
}

function describeVerification(found: Verification, traced: readonly TracedRow[], untestedRows: readonly string[]): readonly string[] {
  const testsOf = new Map(traced.map((row) => [row.id, row.tests.length + (row.generated ? 1 : 0)]));
  return [
    `${String(found.rows)} rows, ${String(found.motions)} motions, ${String(found.facts)} facts, ${String(found.combinations)} combinations, ${String(found.random)} of them random`,
    `${String(found.exhaustive.motions)} motions completely, ${String(found.exhaustive.combinations)} combinations; the others each row and each pair of rows`,
    `${String(found.disagreements.length)} disagreements between the table and its statement`,
    ...found.disagreements.map((d) => `  ${d.motion}: table ${String(d.table)}, statement ${String(d.statement)}, not true: ${JSON.stringify(d.notTrue)}`),
    ...found.undeclaredReads.map((what) => `  undeclared: ${what}`),
    ...found.hazards.flatMap(({ number, name, rows, mirrors, parts }) => [
      `hazard ${String(number)}: ${name}`,
      ...(rows.length > 0 ? [`  rows ${rows.map((id) => `${id} (${String(testsOf.get(id) ?? 0)} tests)`).join(', ')}`] : []),
      ...mirrors.map(({ fact, reason }) => `  mirrors ${fact}: ${reason}`),
      ...parts.map(({ part, test }) => `  ${part}: ${test}`),
    ]),
    `hazards that nothing answers: ${found.untracedHazards.join(', ') || 'none'}`,
    `rows without a test: ${untestedRows.join(', ') || 'none'}`,
  ];
}

/** Test files of the controller with their texts; none where the tests are not installed. */
function testFiles(root: string): readonly TestFile[] {
  if (!existsSync(`${root}controller`)) return [];
  return readdirSync(`${root}controller`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => ({ file: `controller/${path}`, text: readFileSync(`${root}controller/${path}`, 'utf8') }));
}
