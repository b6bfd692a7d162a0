import assert from 'node:assert/strict';
import { PLAYED } from './catalogue/catalogue.ts';
import { planRun, type Plan } from './plan.ts';

/** As many as a campaign that must have shown everything. */
const RUNS = 5000;

const plans: readonly Plan[] = Array.from({ length: RUNS }, (_, n) => planRun(n + 1));
const share = (holds: (plan: Plan) => boolean): number => plans.filter(holds).length / RUNS;

describe('the draw of runs', () => {
  it('reaches every fault, none three times as often as another', () => {
    const counts = new Map(PLAYED.map(({ id }) => [id, 0]));
    for (const { faults } of plans) for (const { fault } of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
    const [least, most] = [Math.min(...counts.values()), Math.max(...counts.values())];
    assert.ok(least >= Math.floor(RUNS / PLAYED.length), `${String(least)} times`);
    assert.ok(most < 3 * least, `${String(least)} to ${String(most)} times`);
  });

  it('draws each fault alone, with one and with two others', () => {
    for (const count of [1, 2, 3]) {
      const seen = new Set(plans.filter(({ faults }) => faults.length === count).map(({ faults: [first] }) => first?.fault));
      assert.equal(seen.size, PLAYED.length, `${String(count)} in a run`);
    }
  });

  it('brings faults in mid-motion, cars that are brought back, hasty people and retrievals often enough for their premises', () => {
    assert.ok(share(({ faults }) => faults.some(({ moment }) => moment !== undefined)) > 0.3);
    assert.ok(share(({ work }) => work[0]?.kind === 'receive') > 0.35);
    assert.ok(share(({ hasty = 0 }) => hasty > 0) > 0.18);
    assert.ok(share(({ retrieval }) => retrieval === true) > 0.22);
    assert.ok(share(({ carriedOut, hasty = 0, retrieval = false }) => carriedOut !== true && (hasty > 0 || retrieval)) === 0);
  });

  it('lets every fault of the mains and of the process strike in every kind of motion', () => {
    const kinds = (of: readonly Plan[]): ReadonlySet<string> => new Set(of.flatMap(({ faults }) => faults.flatMap(({ fault, moment }) => (/^(?:PWR|PROC)/u.test(fault) && moment !== undefined ? [moment.when] : []))));
    assert.equal(kinds(plans).size, 8);
    assert.deepEqual([...kinds(plans.slice(0, 1000))].sort(), [...kinds(plans)].sort());
  });

  it('draws the same run from the same seed, and gives a moment only to a fault that has none', () => {
    assert.deepEqual(planRun(77), planRun(77));
    const anyTime = new Set(PLAYED.filter(({ when }) => when === 'now').map(({ id }) => id));
    for (const { faults } of plans) for (const { fault, moment } of faults) assert.ok(moment === undefined || anyTime.has(fault), fault);
  });
});
