import { explainProblems, loadSite } from '../../../config/load-site.ts';
import type { Rng } from '../../../hal/ports/rng.port.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { verifyInterlocks } from '../../interlocks/verify.ts';
import { bayFactNames, towerFactNames, type FactName } from '../../sensing/fact.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** Many draws that only have to be varied, from a fresh seed (mulberry32); the system's own dice are too slow for millions of them. */
function quickRng(): Pick<Rng, 'next'> {
  let state = Math.floor(systemRng.next() * 2 ** 32);
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
export function verify(what: string, siteId: string, randomRuns: number): VerbOutcome {
  if (what !== 'interlocks') return refused(`There is no "verify ${what}". Known: interlocks.`);
  const site = loadSite(siteId);
  if (!site.ok) return refused(explainProblems(site.problems));
  const bays = site.value.tower.bays.map((bay) => bay.id);
  const allFacts: readonly FactName[] = [...towerFactNames, ...bays.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))];
  const found = verifyInterlocks(bays, allFacts, quickRng(), randomRuns);
  const lines = [
    `${String(found.rows)} rows, ${String(found.motions)} motions, ${String(found.facts)} facts, ${String(found.combinations)} combinations`,
    `${String(found.disagreements.length)} disagreements between the table and its statement`,
    ...found.disagreements.map((d) => `  ${d.motion}: table ${String(d.table)}, statement ${String(d.statement)}, not true: ${JSON.stringify(d.notTrue)}`),
    `hazards without a row: ${found.untracedHazards.join(', ')}`,
  ];
  return { ok: found.disagreements.length === 0, json: { ...found }, lines };
}
