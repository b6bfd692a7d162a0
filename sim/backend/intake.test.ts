import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TOWER, openBackendBench } from './testing/backend-bench.ts';
import type { BackendBench, Heard } from './testing/backend-bench.ts';
import { driveOf, eventOf } from './testing/sample-events.ts';

const give = (bench: BackendBench, events: readonly object[]): Promise<Heard> => bench.ask('POST', `/v1/towers/${TOWER}/events`, events);
const view = (bench: BackendBench): unknown => {
  const { projection, events } = bench.core.told(TOWER);
  return { events, bookings: [...projection.bookings], cars: [...projection.cars], payments: [...projection.payments], purchases: [...projection.purchases] };
};
const story = [...driveOf('b-1', 'SH-01'), ...driveOf('b-2', 'SH-02', 8), ...driveOf('b-3', 'SH-01', 15)];

describe('backend: events of a tower', () => {
  it('become bookings, cars and payments', async () => {
    const bench = openBackendBench();
    assert.deepEqual((await give(bench, driveOf('b-1', 'SH-01'))).body, { takenSeq: 7 });
    const { projection } = bench.core.told(TOWER);
    const booking = projection.bookings.get('b-1');
    assert.equal(booking?.state, 'closed');
    assert.equal(booking.extensionDays, 1);
    assert.equal(booking.carId, 'SH-01');
    assert.equal(booking.returnByUtcMs, Date.UTC(2026, 0, 5, 9), 'as the extension has set it');
    assert.equal(projection.payments.get('p-b-1')?.state, 'released');
    assert.equal(projection.cars.get('SH-01')?.place, 'tower');
  });

  it('come to the same however they are cut, repeated and mixed, as long as they come again from the gap', async () => {
    const right = openBackendBench();
    await give(right, story);
    const batches = fc.array(fc.array(fc.nat({ max: story.length - 1 }), { maxLength: 30 }), { maxLength: 12 });
    await fc.assert(fc.asyncProperty(batches, fc.boolean(), async (mixed, restarts) => {
      let bench = openBackendBench();
      for (const batch of mixed) {
        await give(bench, batch.map((at) => story[at] ?? {}));
        if (restarts) bench = bench.restart();
      }
      const { takenSeq } = (await give(bench, [])).body;
      await give(bench, story.slice(Number(takenSeq)));
      assert.deepEqual(view(bench), view(right));
    }), { numRuns: 150 });
  });

  it('beyond a gap are not taken; the gap is shown until it is filled', async () => {
    const bench = openBackendBench();
    await give(bench, story.slice(0, 3));
    assert.deepEqual((await give(bench, story.slice(5, 9))).body, { takenSeq: 3 });
    assert.match((await bench.browse('GET', '/sandbox/?language=en')).text, /Events 4 to 8 have not come/u);
    const restarted = bench.restart();
    assert.match((await restarted.browse('GET', '/sandbox/?language=en')).text, /Events 4 to 8 have not come/u);
    assert.deepEqual((await give(restarted, story.slice(3, 9))).body, { takenSeq: 9 });
    assert.doesNotMatch((await restarted.browse('GET', '/sandbox/?language=en')).text, /have not come/u);
  });

  it('told otherwise than before are refused whole, and shown: one side was restored', async () => {
    const bench = openBackendBench();
    await give(bench, story.slice(0, 4));
    const other = eventOf(4, 'car.left', { bookingId: 'b-9', carId: 'SH-09' }, 'boot-2');
    const before = view(bench);
    for (const batch of [[other, eventOf(5, 'car.returned', { carId: 'SH-09' }, 'boot-2')], [eventOf(4, 'car.left', { bookingId: 'b-1', carId: 'SH-01', outUtcMs: 1 })]]) {
      const heard = await give(bench, batch);
      assert.equal(heard.status, 409);
      assert.equal(heard.body['code'], 'historyForked');
    }
    assert.deepEqual(view(bench), before);
    assert.match((await bench.restart().browse('GET', '/sandbox/?language=en')).text, /tells event 4 otherwise/u);
  });

  it('of an older copy of the folder are asked for again: the answer falls behind', async () => {
    const bench = openBackendBench();
    await give(bench, story.slice(0, 6));
    const copy = bench.file.text;
    await give(bench, story.slice(6));
    const restored = bench.restart(copy);
    assert.deepEqual((await give(restored, [])).body, { takenSeq: 6 });
    await give(restored, story.slice(6));
    assert.deepEqual(view(restored), view(bench));
  });

  it('of another tower, without an id of theirs, or of another shape are refused whole', async () => {
    const bench = openBackendBench();
    const [good] = story;
    for (const wrong of [{ ...good, source: '/towers/other' }, { ...good, id: 'x' }, { ...good, seq: 0 }, { ...good, type: 'something' }, { ...good, data: 3 }, {}]) {
      assert.equal((await give(bench, [good ?? {}, wrong])).status, 400, JSON.stringify(wrong));
    }
    assert.equal((await bench.ask('POST', `/v1/towers/${TOWER}/events`, { not: 'a batch' })).status, 400);
    assert.equal(bench.core.told(TOWER).events.length, 0);
  });

  it('of a type that is not known yet are taken and kept', async () => {
    const bench = openBackendBench();
    assert.deepEqual((await give(bench, [eventOf(1, 'weather.changed', { rain: true })])).body, { takenSeq: 1 });
    assert.match(bench.file.text, /weather\.changed/u);
  });
});
