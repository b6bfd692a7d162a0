import assert from 'node:assert/strict';
import { done } from '../../../../hal/ports/result.ts';
import type { Statement, Store } from '../../../../hal/ports/store.port.ts';
import { planRun, type Plan } from '../../../../sim/campaign/plan.ts';
import { towerOf } from './play-seeds.ts';
import { runPlan } from './run-seed.ts';

/** One delivery, which a wrong wall clock does not disturb. */
const DELIVERY: Plan = { ...planRun(5, 'tmall-shanghai'), staffed: false, hasty: 0, carsOut: 1, palletsAway: 0, work: [{ kind: 'deliver', atMs: 0, seed: 3 }], faults: [{ fault: 'TIM1', atMs: 40_000, seed: 7 }] };

const has = (batch: readonly Statement[], name: string): boolean => batch.some((one) => one.name === name);
const spoilt = (commit: (store: Store, batch: readonly Statement[]) => ReturnType<Store['commit']>) => ({ onStore: (store: Store): Store => ({ ...store, commit: (batch) => commit(store, batch) }) });

/** The invariants that a delivery breaks between whose controller and journal somebody stands. */
async function brokenBy(between: ReturnType<typeof spoilt> | undefined): Promise<readonly string[]> {
  const { broken } = await runPlan(DELIVERY, { ...towerOf(DELIVERY), ...(between && { spoilt: between }) });
  return broken.map(({ invariant }) => invariant);
}

describe('what the journal owes, in a delivery', function () {
  this.timeout(120_000);

  it('is given by the right journal, and each sentence has something to say', async () => {
    const plan: Plan = { ...DELIVERY, faults: [...DELIVERY.faults, { fault: 'DSK5', atMs: 9000, seed: 7 }] };
    const { broken, premises } = await runPlan(plan, towerOf(plan));
    assert.deepEqual(broken, []);
    for (const id of ['I39', 'I40', 'I41', 'I43', 'I45']) assert.ok((premises[id] ?? 0) > 0, id);
  });

  it('is not given by one that writes its intents with whatever comes next', async () => {
    const waiting: Statement[] = [];
    const broken = await brokenBy(spoilt((store, batch) => {
      if (has(batch, 'intent.add')) {
        waiting.push(...batch);
        return Promise.resolve(done);
      }
      return store.commit([...waiting.splice(0), ...batch]);
    }));
    assert.ok(broken.includes('I39') && broken.includes('I45'), broken.join());
  });

  it('is not given by one that forgets where pallets go', async () => {
    const broken = await brokenBy(spoilt((store, batch) => store.commit(batch.filter(({ name }) => name !== 'pallet.move' && name !== 'pallet.claim'))));
    assert.ok(broken.includes('I41') && broken.includes('I45'), broken.join());
  });
});
