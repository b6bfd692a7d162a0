import assert from 'node:assert/strict';
import { statement } from '../journal/statements.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import { openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

describe('orders over the API', () => {
  let bench: ApiBench;
  let kiosk: string;
  let technician: string;
  beforeEach(async () => {
    bench = await openApiBench();
    kiosk = await bench.signIn('kiosk');
    technician = await bench.signIn('technician');
  });
  afterEach(() => bench.close());
  const begin = (token: string, body: object, key: string) => bench.post<{ orderId: string }>('/api/v1/orders', token, body, key);

  it('begin once for a key, however often they are asked for', async () => {
    const [one, two] = await Promise.all([begin(technician, { kind: 'stow', bay: 'A' }, 'k'), begin(technician, { kind: 'stow', bay: 'A' }, 'k')]);
    assert.equal(one.status, 201, JSON.stringify(one.body));
    assert.deepEqual(two.body, one.body);
    assert.deepEqual(bench.tower.asked, [`order ${one.body.orderId} stow`]);
    assert.equal(problemOf(await begin(technician, { kind: 'stow', bay: 'B' }, 'k')), 'idempotencyMismatch');
  });
  it('begin once also when the answer was lost in a crash and the order has ended since', async () => {
    const one = await begin(technician, { kind: 'cycleDoors', bay: 'A' }, 'lost');
    granted(await bench.journal.journal.order({ kind: 'cycleDoors', orderId: one.body.orderId, bay: 'A', phase: 'done' }));
    granted(await bench.journal.store.commit([statement('answer.end', { requestKey: 'technician/tech/POST /api/v1/orders/lost', status: null, sealedAnswer: null }, 1)]));
    bench = await bench.restart();
    technician = await bench.signIn('technician');
    assert.deepEqual((await begin(technician, { kind: 'cycleDoors', bay: 'A' }, 'lost')).body, one.body);
    assert.deepEqual(bench.tower.asked, []);
  });
  it('are a technician’s: a customer’s car comes back by its booking, and never by its name', async () => {
    for (const body of [{ kind: 'receive', carId: 'SH-05' }, { kind: 'stow', bay: 'A' }, { kind: 'provide', bay: 'A' }, { kind: 'relocate', palletId: 'P05' }, { kind: 'audit' }, { kind: 'cycleDoors', bay: 'A' }]) {
      assert.equal(problemOf(await begin(kiosk, body, body.kind)), 'wrongRole', body.kind);
    }
    assert.equal(problemOf(await bench.post('/api/v1/end-of-day', kiosk, {}, 'n')), 'wrongRole');
    assert.deepEqual(bench.tower.asked, []);
  });
  it('refuse a kind that is none, and say why the tower does not begin one', async () => {
    assert.equal(problemOf(await begin(technician, { kind: 'deliver', carId: 'SH-05' }, 'd')), 'malformed');
    bench.tower.refuseNext('order', { code: 'noEmptyPallet', message: 'Every pallet carries a car.' });
    assert.equal(problemOf(await begin(technician, { kind: 'provide', bay: 'A' }, 'p')), 'noEmptyPallet');
  });
  it('are completed, taken back and cancelled by a technician, and by no kiosk', async () => {
    for (const way of ['completions', 'reversals', 'cancellations']) {
      assert.equal((await bench.post(`/api/v1/orders/o/${way}`, technician, {})).status, 204);
      assert.equal(problemOf(await bench.post(`/api/v1/orders/o/${way}`, kiosk, {})), 'wrongRole');
    }
    assert.deepEqual(bench.tower.asked.map((asked) => asked.split(' ')[0]), ['reset', 'resume', 'reverse', 'cancel']);
  });
  it('end the day once for a key', async () => {
    const one = await bench.post<{ orderId: string }>('/api/v1/end-of-day', technician, {}, 'night');
    const two = await bench.post<{ orderId: string }>('/api/v1/end-of-day', technician, {}, 'night');
    assert.equal(one.status, 201, JSON.stringify(one.body));
    assert.deepEqual(two.body, one.body);
    assert.equal(bench.tower.asked.length, 1);
  });
});
