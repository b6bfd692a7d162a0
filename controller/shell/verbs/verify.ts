import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { systemRng } from '../../../hal/system/system-rng.ts';
import { verifyInterlocks } from '../../interlocks/verify.ts';
import { bayFactNames, towerFactNames, type FactName } from '../../sensing/fact.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** `carillon verify interlocks`. */
export function verify(siteId: string, randomRuns: number): VerbOutcome {
  const site = loadSite(siteId);
  if (!site.ok) return refused(explainProblems(site.problems));
  const bays = site.value.tower.bays.map((bay) => bay.id);
  const allFacts: readonly FactName[] = [...towerFactNames, ...bays.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))];
  const found = verifyInterlocks(bays, allFacts, systemRng, randomRuns);
  const lines = [
    `${String(found.rows)} rows, ${String(found.motions)} motions, ${String(found.facts)} facts, ${String(found.combinations)} combinations`,
    `${String(found.disagreements.length)} disagreements between the table and its statement`,
    ...found.disagreements.map((d) => `  ${d.motion}: table ${String(d.table)}, statement ${String(d.statement)}, not true: ${JSON.stringify(d.notTrue)}`),
    `hazards without a row: ${found.untracedHazards.join(', ')}`,
  ];
  return { ok: found.disagreements.length === 0, json: { ...found }, lines };
}
