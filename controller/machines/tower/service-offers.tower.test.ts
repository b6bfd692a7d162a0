import assert from 'node:assert/strict';
import { openSimulatedTower } from '../testing/simulated-tower.ts';

type Bench = Awaited<ReturnType<typeof openSimulatedTower>>;

describe('what a customer may ask for now', function () {
  this.timeout(120_000);
  const offers = ({ now }: Bench) => now().offers ?? assert.fail('the snapshot has no offers');
  const pass = ({ clock }: Bench, ms = 2000) => clock.runFor(ms);

  it('is both while the tower rests with a car outside, and no return while every pallet carries a car', async () => {
    const bench = await openSimulatedTower(true, ['SH-06']);
    assert.deepEqual(offers(bench), { collect: { possible: true }, bringBack: { possible: true } });
    const full = await openSimulatedTower();
    assert.deepEqual(offers(full), { collect: { possible: true }, bringBack: { possible: false, why: 'noPallet' } });
    const asked = await full.tower.order({ kind: 'receive', orderId: 'r', carId: 'SH-06', bookingId: undefined, people: 1 });
    assert.ok(!asked.ok, 'and so says the answer to a request');
  });

  it('is neither while motion is stopped, and what the request would be told is told before', async () => {
    const bench = await openSimulatedTower(true, ['SH-06']);
    assert.ok((await bench.tower.stop('drill')).ok);
    await pass(bench);
    for (const offer of [offers(bench).collect, offers(bench).bringBack]) assert.deepEqual([offer.possible, offer.why], [false, 'notReady']);
    assert.ok(!(await bench.collect('SH-05')).ok);
  });

  it('is neither in a storm, with the rule that says so and the wind against its limit, as it blows', async () => {
    const bench = await openSimulatedTower(true, ['SH-06']);
    assert.equal(bench.now().wind, undefined);
    bench.sim.panel.surround({ windMPerS: 23 });
    assert.ok(await bench.until(() => bench.now().siteEvents !== undefined, 10_000));
    await pass(bench);
    assert.deepEqual([offers(bench).collect.reason?.interlockId, offers(bench).bringBack.reason?.interlockId], ['IL-124', 'IL-124']);
    assert.deepEqual(bench.now().wind, { gustMPerS: 23, limitMPerS: 20 });
    bench.tower.subscribe(() => undefined);
    bench.sim.panel.surround({ windMPerS: 26.4 });
    await pass(bench);
    assert.equal(bench.now().wind?.gustMPerS, 26.4);
  });

  it('is nothing that needs a bay while no bay is in service', async () => {
    const bench = await openSimulatedTower(true, ['SH-06']);
    for (const place of ['bay:A', 'bay:B'] as const) {
      const answer = bench.tower.quarantine({ place, reason: 'byPerson', why: 'drill', by: 'tech' });
      await pass(bench, 500);
      assert.ok((await answer).ok);
    }
    assert.deepEqual(offers(bench), { collect: { possible: false, why: 'noBay' }, bringBack: { possible: false, why: 'noBay' } });
  });

  it('stays possible while a car is on its way to somebody else', async () => {
    const bench = await openSimulatedTower(true, ['SH-06']);
    await bench.bring('SH-05');
    for (let seconds = 0; seconds < 100 && !bench.isOver(); seconds += 10) {
      await pass(bench, 10_000);
      assert.deepEqual(offers(bench), { collect: { possible: true }, bringBack: { possible: true } }, `after ${String(seconds)} s, ${String(bench.phase())}`);
    }
  });
});
