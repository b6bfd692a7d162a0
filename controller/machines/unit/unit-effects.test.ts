import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createActor } from 'xstate';
import { loadSite } from '../../../config/load-site.ts';
import { createVirtualClock } from '../../../sim/time/virtual-clock.ts';
import { done, type Axis, type AxisStatus, type DistanceMeter, type Result } from '../../ports.ts';
import type { GateFault, OutputGate, Passed, StopControl } from '../../safety/gate.port.ts';
import { axisMachine } from '../axis.machine.ts';
import { createFactBoard } from '../testing/fact-board.ts';
import { later, LIMITS } from '../testing/unit-bench.ts';
import { createLookout } from './lookout.ts';
import { unitActors, type UnitWorld } from './unit-effects.ts';
import { axisKind } from './unit-kinds.ts';
import type { UnitFault, UnitOrder } from './unit-order.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
const ORDER: UnitOrder = {
  motion: 'lift.move', goal: { kind: 'position', targetMm: 3000 }, detail: 'lift to cell:2-1R', orderId: 'c1',
  startMoves: [{ what: 'pallet', id: 'P06', to: 'transfer:cell:2-1R>carriage' }], doneMoves: [{ what: 'pallet', id: 'P06', to: 'carriage' }],
  proofs: [{ fact: 'liftAtLevel', is: true }], deadlineMs: 9000,
};
const REST: AxisStatus = {
  drive: 'readyToSwitchOn', positionMm: 600, velocityMmPerS: 0, torquePercent: 0, homed: true, targetReached: false,
  brakeReleased: false, torqueEnabled: true, executedSequence: 1, errorCode: 0,
};

/** The lift machine with its real effects, over a gate and a drive in the hands of the test. */
function bench() {
  const clock = createVirtualClock();
  const facts = createFactBoard({ liftStill: true, liftAtLevel: true });
  const lookout = createLookout();
  let status = REST;
  let meterMm = 600;
  const axis = { id: 'lift', link: () => 'live', observed: () => ({ value: status, confirmedAtMs: 0 }) } as unknown as Axis;
  const meter = { link: () => 'live', observed: () => ({ value: { positionMm: meterMm, valid: true }, confirmedAtMs: 0 }) } as unknown as DistanceMeter;
  const conclude = sinon.stub<Parameters<Passed['conclude']>, ReturnType<Passed['conclude']>>().resolves(done);
  const gateAnswer = later<Result<Passed, GateFault>>();
  const move = sinon.stub().callsFake(() => gateAnswer.promise);
  const stop = sinon.stub<Parameters<StopControl['stop']>>();
  const moved = sinon.stub();
  const world: UnitWorld = {
    clock, lookout, facts: () => facts, moved, devices: { ioModules: {} } as UnitWorld['devices'],
    gate: { move } as unknown as OutputGate, stop: { stop } as unknown as StopControl,
  };
  const machine = axisMachine.provide({ actors: unitActors(axisKind('lift', site, axis, meter, world), world) });
  const actor = createActor(machine, { input: { limits: LIMITS, facts, permit: () => ({ granted: true }) }, clock }).start();
  const settled: Result<void, UnitFault>[] = [];
  actor.on('unit.settled', ({ result }) => settled.push(result));
  const turn = async () => {
    lookout.look();
    for (let i = 0; i < 10; i += 1) await clock.runFor(0);
  };
  return {
    actor, clock, conclude, move, stop, moved, settled, facts, turn,
    show: async (change: Partial<AxisStatus>, atMeterMm = change.positionMm) => {
      status = { ...status, ...change };
      meterMm = atMeterMm ?? meterMm;
      await turn();
    },
    order: async () => {
      actor.send({ type: 'unit.ordered', order: ORDER });
      await turn();
    },
    pass: async () => {
      gateAnswer.settle({ ok: true, value: { intentId: 4, sequence: 2, conclude } });
      await turn();
    },
    refuse: async (error: GateFault) => {
      gateAnswer.settle({ ok: false, error });
      await turn();
    },
  };
}

describe('effects of an axis', () => {
  it('counts as arrived only by its own command, and as done only when the distance meter agrees', async () => {
    const { order, pass, show, actor, conclude, moved, settled } = bench();
    await order();
    await pass();
    sinon.assert.notCalled(moved);
    await show({ executedSequence: 1, positionMm: 3000, targetReached: true });
    assert.equal(actor.getSnapshot().value, 'starting', 'the end of an older command is no movement of this one');
    await show({ executedSequence: 2, positionMm: 700, velocityMmPerS: 300, targetReached: false });
    assert.equal(actor.getSnapshot().value, 'moving');
    await show({ positionMm: 3001, velocityMmPerS: 0, targetReached: true }, 2950);
    assert.equal(actor.getSnapshot().value, 'confirming');
    await show({}, 3000);
    sinon.assert.calledOnceWithExactly(conclude, { kind: 'done', moves: ORDER.doneMoves });
    assert.deepEqual(moved.lastCall.args, [ORDER.doneMoves]);
    assert.deepEqual(settled, [{ ok: true, value: undefined }]);
  });

  it('gives no command to a drive that still works on the last one', async () => {
    const { order, show, move } = bench();
    await show({ drive: 'operationEnabled', brakeReleased: true });
    await order();
    sinon.assert.notCalled(move);
    await show({ drive: 'readyToSwitchOn', brakeReleased: false });
    sinon.assert.calledOnce(move);
  });

  it('ends the intent of a command whose answer comes after the machine has left for a stop', async () => {
    const { order, pass, actor, conclude } = bench();
    await order();
    actor.send({ type: 'stop.latched' });
    await pass();
    sinon.assert.calledOnceWithExactly(conclude, { kind: 'unknown', code: 'abandoned' });
  });

  it('stops nothing when the drive says for certain that it has not begun', async () => {
    const { order, refuse, stop, settled } = bench();
    await order();
    await refuse({ code: 'rejected', message: 'busy', deviceId: 'lift' });
    sinon.assert.notCalled(stop);
    assert.ok(settled[0] && !settled[0].ok && settled[0].error.code === 'notTaken');
  });

  it('stops when the answer of the drive was lost: it may have begun', async () => {
    const { order, refuse, stop } = bench();
    await order();
    await refuse({ code: 'timeout', message: 'no answer', deviceId: 'lift' });
    sinon.assert.calledOnce(stop);
  });

  it('stops and names the code when the drive reports an error on its way', async () => {
    const { order, pass, show, stop } = bench();
    await order();
    await pass();
    await show({ executedSequence: 2, velocityMmPerS: 300, positionMm: 800 });
    await show({ drive: 'fault', errorCode: 0x8611 });
    assert.match(stop.firstCall.args[0].detail, /0x8611/);
  });

  it('is still stopping while nothing shows that it stands', async () => {
    const { order, pass, show, actor, facts, turn } = bench();
    await order();
    await pass();
    await show({ executedSequence: 2, velocityMmPerS: 300, positionMm: 800 });
    facts.set({ liftStill: undefined });
    actor.send({ type: 'stop.latched' });
    await turn();
    assert.equal(actor.getSnapshot().value, 'stopping');
    facts.set({ liftStill: true });
    await turn();
    assert.equal(actor.getSnapshot().value, 'faulted');
  });
});
