import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Place } from '../../../config/places.ts';
import { done } from '../../ports.ts';
import { createLeases } from '../../safety/leases.ts';
import type { UnitOrder } from '../unit/unit-order.ts';
import type { Units } from '../units.ts';
import { createTenancy } from './tenancy.ts';
import { createTurn } from './turn.ts';

const CELL: Place = { id: 'cell:2-1R', kind: 'cell', name: '2-1R', level: '2', position: '1', side: 'right', zMm: 3000, xMm: 500, reachMm: 2600 };
const ORDER: UnitOrder = {
  motion: 'lift.move', goal: { kind: 'position', targetMm: 3000 }, detail: 'lift to cell:2-1R', orderId: 'c1', startMoves: [], doneMoves: [], proofs: [], deadlineMs: 1000,
};

function bench() {
  const leases = createLeases({ grant: () => Promise.resolve(done), release: () => Promise.resolve(done) });
  const run = sinon.stub<Parameters<Units['run']>, ReturnType<Units['run']>>().resolves(done);
  const units: Units = { run, factsChanged: () => undefined, stopLatched: () => undefined, faultCleared: () => undefined, busy: () => false, unconfirmed: () => [] };
  return { leases, run, of: (holder: string) => createTenancy(units, leases, holder, (message) => { throw new Error(message); }) };
}

describe('an order and its leases', () => {
  it('takes a lease with its first command, shows it with each, and gives it back', async () => {
    const { leases, run, of } = bench();
    const order = of('c1');
    order.entitle();
    assert.ok((await order.units.run('lift', ORDER)).ok);
    assert.ok((await order.units.run('lift', ORDER)).ok);
    assert.deepEqual(run.args.map(([, sent]) => sent.leases?.map(({ number }) => number)), [[1], [1]]);
    order.leaveCarriage();
    assert.equal(leases.holderOf('carriage'), undefined);
  });

  it('shows the same lease with two commands at once', async () => {
    const { run, of, leases } = bench();
    const order = of('c1');
    order.entitle();
    await Promise.all([order.units.run('lift', ORDER), order.units.run('travel', { ...ORDER, motion: 'travel.move' })]);
    for (const [, sent] of run.args) assert.ok(sent.leases?.every(leases.isCurrent), JSON.stringify(sent.leases));
  });

  it('takes none after a stop until a person resumes it, and then a newer one', async () => {
    const { run, of, leases } = bench();
    const order = of('c1');
    order.entitle();
    assert.ok((await order.units.run('lift', ORDER)).ok);
    leases.revokeAll();
    const stopped = await order.units.run('lift', ORDER);
    assert.ok(!stopped.ok && stopped.error.code === 'stopLatched');
    sinon.assert.calledOnce(run);
    order.entitle();
    assert.ok((await order.units.run('lift', ORDER)).ok);
    assert.deepEqual(run.lastCall.args[1].leases?.map(({ number }) => number), [2]);
  });

  it('waits for no turn once it was stopped: it waits for a fresh command', async () => {
    const { of, leases } = bench();
    const order = of('c1');
    const turn = order.turnOf(createTurn(() => 0, () => undefined));
    const take = () => turn.take('c1', CELL, new AbortController().signal);
    order.entitle();
    leases.revokeAll();
    const stopped = await take();
    assert.ok(!stopped.ok && stopped.error.code === 'stopped');
    assert.deepEqual(turn.waiting(), []);
    order.entitle();
    const waiting = take();
    assert.deepEqual(turn.waiting().map(({ orderId }) => orderId), ['c1']);
    turn.give('c1');
    assert.deepEqual(await waiting, done);
  });

  it('is moved by nothing that is left of it after its end', async () => {
    const { run, of } = bench();
    const order = of('c1');
    order.entitle();
    order.end();
    assert.ok(!(await order.units.run('lift', ORDER)).ok);
    sinon.assert.notCalled(run);
  });

  it('may let a person out of a bay without any lease', async () => {
    const { run, of } = bench();
    assert.ok((await of('c1').units.run('A.outer', { ...ORDER, motion: 'outer.open:A' })).ok);
    sinon.assert.calledOnce(run);
  });
});
