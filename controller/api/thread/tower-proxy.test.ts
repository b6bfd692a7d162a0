import assert from 'node:assert/strict';
import { MessageChannel } from 'node:worker_threads';
import { createFakeTower } from '../testing/fake-tower.ts';
import { manualClock } from '../testing/manual-rim.ts';
import type { TowerPort } from '../tower.port.ts';
import { ALIVE_WITHIN_MS, PING_MS, createLiveness } from './liveness.ts';
import { connectTower, serveTower } from './tower-proxy.ts';
import type { Served } from './tower-proxy.ts';

/** Messages keep their order: an answer proves that all said before it has arrived. */
const allArrived = (tower: TowerPort): Promise<unknown> => tower.why('lift.move');

describe('the control core across a thread', () => {
  const core = createFakeTower();
  const bugs: unknown[] = [];
  let served: Served;
  let far: TowerPort;
  before(async () => {
    const { port1, port2 } = new MessageChannel();
    served = serveTower(core, port1, (error) => bugs.push(error));
    far = await connectTower(port2);
  });
  after(() => served.end());

  it('shows the same tower at both ends after every change', async () => {
    const seen: number[] = [];
    const end = far.subscribe((seq) => seen.push(seq));
    for (let i = 0; i < 10; i += 1) core.publish({ atMs: i * 50, mode: i % 2 === 0 ? 'production' : 'manual' });
    await allArrived(far);
    assert.deepEqual(far.snapshot(), core.snapshot());
    assert.equal(seen.length, 10);
    end();
    core.publish({ atMs: 999 });
    await allArrived(far);
    assert.equal(seen.length, 10, 'who has left hears nothing');
    assert.equal(far.snapshot().tower.atMs, 999);
  });
  it('hands requests over and brings results and refusals back', async () => {
    assert.deepEqual(await far.collect({ collectionId: 'c-1', bookingId: undefined, carId: 'SH-05' }), { ok: true, value: { collectionId: 'c-1', bay: 'A' } });
    core.refuseNext('resume', { code: 'recovering', message: 'Not yet.' });
    assert.deepEqual(await far.resume('c-1'), { ok: false, error: { code: 'recovering', message: 'Not yet.' } });
    assert.equal((await far.why('lift.move')).ok, true);
    assert.deepEqual(await far.home('lift', 'tech'), { ok: true, value: undefined });
    assert.deepEqual(core.asked, ['collect c-1 SH-05', 'resume c-1', 'home lift tech']);
  });
  it('tells events of the tower', async () => {
    const heard: string[] = [];
    far.onEvent((event) => heard.push(event.kind));
    core.tell({ kind: 'carLeft', carId: 'SH-05', collectionId: 'c-1', utcMs: 0 });
    await allArrived(far);
    assert.deepEqual(heard, ['carLeft']);
  });
  it('answers towerUnavailable when the core throws, and somebody hears why', async () => {
    const { port1, port2 } = new MessageChannel();
    const broken = serveTower({ ...core, stop: () => Promise.reject(new Error('bug')) }, port1, (error) => bugs.push(error));
    const other = await connectTower(port2);
    const stopped = await other.stop('x');
    assert.equal(stopped.ok ? '' : stopped.error.code, 'towerUnavailable');
    assert.equal(bugs.length, 1);
    broken.end();
  });
  it('answers towerUnavailable, not silence, when the core is gone', async () => {
    const { port1, port2 } = new MessageChannel();
    const gone = serveTower({ ...core, stop: () => new Promise(() => {}) }, port1, () => {});
    const other = await connectTower(port2);
    const asked = other.stop('x');
    await allArrived(other);
    gone.end();
    const answer = await asked;
    assert.equal(answer.ok ? '' : answer.error.code, 'towerUnavailable');
    const later = await other.reset('technician', '');
    assert.equal(later.ok ? '' : later.error.code, 'towerUnavailable');
  });
});

describe('whether the API lives', () => {
  function bench() {
    const clock = manualClock();
    const pings: number[] = [];
    let pong: (id: number) => void = () => {};
    const liveness = createLiveness(clock, { ping: (id) => pings.push(id), onPong: (listener) => (pong = listener) });
    return { clock, pings, liveness, pong: (id: number) => pong(id) };
  }
  it('is unknown before the first answer', () => {
    assert.equal(bench().liveness.alive(), undefined);
  });
  it('is true while answers come and false when they stop', () => {
    const { clock, pings, liveness, pong } = bench();
    for (let i = 0; i < 40; i += 1) {
      pong(pings.at(-1)!);
      clock.advance(PING_MS);
      assert.equal(liveness.alive(), true);
    }
    clock.advance(ALIVE_WITHIN_MS);
    assert.equal(liveness.alive(), false);
  });
  it('counts an answer from when it was asked, so that a backlog of answers proves nothing', () => {
    const { clock, pings, liveness, pong } = bench();
    pong(pings[0]!);
    clock.advance(ALIVE_WITHIN_MS + PING_MS);
    pong(pings[1]!);
    assert.equal(liveness.alive(), false);
    pong(pings.at(-1)!);
    assert.equal(liveness.alive(), true);
  });
});
