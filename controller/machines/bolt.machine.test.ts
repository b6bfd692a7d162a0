import assert from 'node:assert/strict';
import sinon from 'sinon';
import { boltMachine } from './bolt.machine.ts';
import { brokenRule, unitBench } from './testing/unit-bench.ts';
import type { UnitOrder } from './unit/unit-order.ts';

const PIN_IN: UnitOrder = {
  motion: 'lockPin.in', goal: { kind: 'bolt', on: true }, detail: 'lock pin in', orderId: undefined, startMoves: [], doneMoves: [],
  proofs: [{ fact: 'lockPinIn', is: true }, { fact: 'lockPinOut', is: false }], deadlineMs: 2500,
};
const bench = () => unitBench(boltMachine, PIN_IN);

describe('bolt machine', () => {
  it('is in only when both end switches say so', async () => {
    const { start, settle, state, settled } = bench();
    await start();
    assert.equal(state(), 'shifting');
    await settle('confirmation');
    await settle('outcome');
    assert.deepEqual(settled, [{ ok: true, value: undefined }]);
  });

  it('stops when the switches do not follow in time', async () => {
    const { start, clock, stopUnit } = bench();
    await start();
    await clock.runFor(PIN_IN.deadlineMs);
    assert.equal(stopUnit.firstCall.args[0].code, 'notConfirmed');
  });

  it('stops when the carriage stirs while the bolt moves', async () => {
    const { start, breakRule, stopUnit } = bench();
    await start();
    await breakRule(brokenRule('stop'));
    assert.equal(stopUnit.firstCall.args[0].code, 'interlock');
  });

  it('is not set when the gate has a stop latched', async () => {
    const { steps, order, clock, stopUnit, state, fail } = bench();
    steps.command.settle(fail('stopLatched') as never);
    order();
    await clock.runFor(0);
    sinon.assert.notCalled(stopUnit);
    assert.equal(state(), 'still');
  });
});
