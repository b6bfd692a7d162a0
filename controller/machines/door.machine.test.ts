import assert from 'node:assert/strict';
import sinon from 'sinon';
import { doorMachine } from './door.machine.ts';
import { brokenRule, LIMITS, unitBench } from './testing/unit-bench.ts';
import type { UnitOrder } from './unit/unit-order.ts';

const CLOSE: UnitOrder = {
  motion: 'outer.close:A', goal: { kind: 'door', open: false }, detail: 'outer door of bay A closes', orderId: 'c1', startMoves: [], doneMoves: [],
  proofs: [{ fact: 'A.outerClosedLocked', is: true }], deadlineMs: 13_000,
};
const bench = () => unitBench(doorMachine, CLOSE);

describe('door machine', () => {
  it('is closed only when the lock contact says so, not when the operator does', async () => {
    const { start, settle, state, settled } = bench();
    await start();
    await settle('arrival');
    assert.equal(state(), 'confirming');
    assert.deepEqual(settled, []);
    await settle('confirmation');
    await settle('outcome');
    assert.deepEqual(settled, [{ ok: true, value: undefined }]);
  });

  it('gives the order up when the door met something and reopened, without stopping the tower', async () => {
    const { start, settle, stopUnit, writeOutcome, settled, state, fail } = bench();
    await start();
    await settle('arrival', fail('obstructed'));
    sinon.assert.calledOnceWithExactly(writeOutcome, { kind: 'failed', code: 'obstructed' });
    await settle('outcome');
    sinon.assert.notCalled(stopUnit);
    assert.equal(state(), 'still');
    assert.ok(settled[0] && !settled[0].ok && settled[0].error.code === 'obstructed');
  });

  it('stops when somebody comes into the bay while it closes', async () => {
    const { start, breakRule, stopUnit } = bench();
    await start();
    await breakRule(brokenRule('stop', 'customer'));
    assert.equal(stopUnit.firstCall.args[0].code, 'interlock');
  });

  it('counts as jammed after its time', async () => {
    const { start, clock, stopUnit } = bench();
    await start();
    await clock.runFor(CLOSE.deadlineMs);
    assert.equal(stopUnit.firstCall.args[0].code, 'deadline');
  });

  it('stops when the operator says locked and the lock contact does not', async () => {
    const { start, settle, clock, stopUnit } = bench();
    await start();
    await settle('arrival');
    await clock.runFor(LIMITS.confirmMs);
    assert.equal(stopUnit.firstCall.args[0].code, 'notConfirmed');
  });
});
