import assert from 'node:assert/strict';
import sinon from 'sinon';
import { axisMachine } from './axis.machine.ts';
import { brokenRule, LIMITS, unitBench } from './testing/unit-bench.ts';
import { unitFault, type UnitOrder } from './unit/unit-order.ts';

const ORDER: UnitOrder = {
  motion: 'lift.move', goal: { kind: 'position', targetMm: 3000 }, detail: 'lift to cell:2-1R', orderId: 'c1', startMoves: [], doneMoves: [],
  proofs: [{ fact: 'liftAtLevel', is: true }], deadlineMs: 9000,
};
const bench = (order: UnitOrder = ORDER) => unitBench(axisMachine, order);

describe('axis machine', () => {
  it('moves, is seen moving, arrives, is confirmed by another sensor, writes the outcome and waits again', async () => {
    const { start, settle, state, settled, writeOutcome } = bench();
    await start();
    assert.equal(state(), 'starting');
    await settle('motion');
    assert.equal(state(), 'moving');
    await settle('arrival');
    assert.equal(state(), 'confirming');
    await settle('confirmation');
    sinon.assert.calledOnceWithExactly(writeOutcome, { kind: 'done', moves: [] });
    await settle('outcome');
    assert.equal(state(), 'still');
    assert.deepEqual(settled, [{ ok: true, value: undefined }]);
  });

  it('does not start while a rule is broken, and names every broken rule', () => {
    const { forbid, order, commandUnit, settled, state } = bench();
    forbid(brokenRule('refuse'));
    order();
    sinon.assert.notCalled(commandUnit);
    assert.equal(state(), 'still');
    const [answer] = settled;
    assert.ok(answer && !answer.ok && answer.error.code === 'refused' && answer.error.broken.length === 1);
  });

  it('refuses a second order while it is at the first, and goes on with the first', async () => {
    const { start, order, settled, state } = bench();
    await start();
    order();
    assert.ok(settled[0] && !settled[0].ok && settled[0].error.code === 'notReady');
    assert.equal(state(), 'starting');
  });

  for (const [state, steps] of [['starting', []], ['moving', ['motion']], ['confirming', ['motion', 'arrival']]] as const) {
    it(`stops when a rule that must hold breaks while it is ${state}`, async () => {
      const { start, settle, breakRule, stopUnit, actor, settled } = bench();
      await start();
      for (const step of steps) await settle(step);
      assert.equal(actor.getSnapshot().value, state);
      await breakRule(brokenRule('stop'));
      assert.equal(stopUnit.firstCall.args[0].code, 'interlock');
      assert.equal(stopUnit.firstCall.args[0].broken.length, 1);
      await settle('stopped');
      await settle('outcome');
      assert.ok(actor.getSnapshot().matches('faulted'));
      assert.ok(settled[0] && !settled[0].ok && settled[0].error.code === 'interlock');
    });
  }

  it('goes on when a rule breaks that only matters at the start', async () => {
    const { start, settle, breakRule, stopUnit, state } = bench();
    await start();
    await settle('motion');
    await breakRule(brokenRule('refuse'));
    sinon.assert.notCalled(stopUnit);
    assert.equal(state(), 'moving');
  });

  it('stops when nothing is seen to move in time', async () => {
    const { start, clock, stopUnit } = bench();
    await start();
    await clock.runFor(LIMITS.motionStartMs);
    assert.equal(stopUnit.firstCall.args[0].code, 'noMotion');
  });

  it('stops when it has not arrived by the deadline of its order', async () => {
    const { start, settle, clock, stopUnit } = bench();
    await start();
    await settle('motion');
    await clock.runFor(ORDER.deadlineMs - 1);
    sinon.assert.notCalled(stopUnit);
    await clock.runFor(1);
    assert.equal(stopUnit.firstCall.args[0].code, 'deadline');
  });

  it('stops when the drive says arrived and the other sensor does not', async () => {
    const { start, settle, clock, stopUnit } = bench();
    await start();
    await settle('motion');
    await settle('arrival');
    await clock.runFor(LIMITS.confirmMs);
    assert.equal(stopUnit.firstCall.args[0].code, 'notConfirmed');
  });

  it('stops when the device answers that it did not take the command, for it may have', async () => {
    const { steps, order, clock, stopUnit, fail } = bench();
    steps.command.settle(fail('commandFailed') as never);
    order();
    await clock.runFor(0);
    assert.equal(stopUnit.firstCall.args[0].code, 'commandFailed');
  });

  it('simply waits again when the gate refuses: nothing has moved, nothing is stopped', async () => {
    const { steps, order, clock, stopUnit, state, settled } = bench();
    steps.command.settle({ ok: false, error: unitFault('refused', 'no', [brokenRule('refuse')]) });
    order();
    await clock.runFor(0);
    sinon.assert.notCalled(stopUnit);
    assert.equal(state(), 'still');
    assert.ok(settled[0] && !settled[0].ok && settled[0].error.code === 'refused');
  });

  it('keeps what the drive reports', async () => {
    const { start, settle, stopUnit, fail } = bench();
    await start();
    await settle('motion');
    await settle('arrival', fail('deviceFault'));
    assert.equal(stopUnit.firstCall.args[0].code, 'deviceFault');
  });

  it('stops for a defect of the program as for any other doubt', async () => {
    const { start, steps, clock, stopUnit, actor } = bench();
    await start();
    steps.motion.refuse(new Error('defect'));
    await clock.runFor(0);
    assert.equal(stopUnit.firstCall.args[0].code, 'machineError');
    assert.equal(actor.getSnapshot().status, 'active');
  });

  it('asks for the power to be cut when it cannot show that it stands', async () => {
    const { start, clock, actor } = bench();
    await start();
    actor.send({ type: 'stop.latched' });
    await clock.runFor(LIMITS.stopMs);
    assert.ok(actor.getSnapshot().hasTag('cutPower'));
  });

  it('takes no order after a stop until a person has reset it', async () => {
    const { start, settle, order, actor, commandUnit, state } = bench();
    await start();
    actor.send({ type: 'stop.latched' });
    await settle('stopped');
    await settle('outcome');
    order();
    sinon.assert.calledOnce(commandUnit);
    actor.send({ type: 'fault.cleared' });
    assert.equal(state(), 'still');
    sinon.assert.calledOnce(commandUnit);
  });

  it('writes a motion that carried a pallet off as unknown, never as failed', async () => {
    const carrying: UnitOrder = { ...ORDER, motion: 'shuttle.retract', startMoves: [{ what: 'pallet', id: 'P01', to: 'transfer:cell:2-1R>carriage' }] };
    const { start, settle, actor, writeOutcome } = bench(carrying);
    await start();
    actor.send({ type: 'stop.latched' });
    await settle('stopped');
    sinon.assert.calledOnceWithExactly(writeOutcome, { kind: 'unknown', code: 'stopped' });
  });

  it('stops when the outcome cannot be made durable', async () => {
    const { start, settle, stopUnit, fail } = bench();
    await start();
    for (const step of ['motion', 'arrival', 'confirmation'] as const) await settle(step);
    await settle('outcome', fail('outcomeNotDurable'));
    assert.equal(stopUnit.firstCall.args[0].code, 'outcomeNotDurable');
  });
});
