import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createActor, fromPromise } from 'xstate';
import { createVirtualClock } from '../../sim/time/virtual-clock.ts';
import type { Place } from '../../config/places.ts';
import type { Broken } from '../interlocks/permit.port.ts';
import type { Motion } from '../interlocks/motion.ts';
import { done, type Result } from '../ports.ts';
import { createFactBoard } from './testing/fact-board.ts';
import { brokenRule } from './testing/unit-bench.ts';
import type { Decision, Step } from './transfer/next-step.ts';
import { transferMachine, type TransferFault, type TransferGoal } from './transfer.machine.ts';

type Answer = Result<void, TransferFault>;
type Decided = Exclude<Decision, { kind: 'unclear' }>;
const CELL: Place = { id: 'cell:2-1R', kind: 'cell', name: '2-1R', level: '2', position: '1', side: 'right', zMm: 3000, xMm: 500, reachMm: 5800 };
const GOAL: TransferGoal = { verb: 'pick', place: CELL, palletId: 'P06', tag: 7006, orderId: 'c1' };
const LIMITS = { decideMs: 5000, stepMs: 120_000, stopMs: 8000 };
const REACH: Decided = { kind: 'step', step: { kind: 'reach', loaded: false } };
const never = <T>() => new Promise<T>(() => undefined);
const fail = (code: TransferFault['code']): Answer => ({ ok: false, error: { code, message: code, broken: [] } });

/** A transfer whose sensors and units are in the hands of the test. */
function bench() {
  const clock = createVirtualClock();
  const facts = createFactBoard();
  let broken: readonly Broken[] = [];
  let guarded: readonly Motion[] = [];
  const permit = (motion: Motion) => {
    guarded = [...new Set([...guarded, motion])];
    return broken.length === 0 ? { granted: true as const } : { granted: false as const, broken };
  };
  const lookAround = sinon.stub<[], Promise<Decided>>().resolves({ kind: 'reached' });
  const takeStep = sinon.stub<[Step | undefined], Promise<Answer>>().resolves(done);
  const stopMotion = sinon.stub<[TransferFault], Promise<Answer>>().resolves(done);
  const writePlace = sinon.stub<[], Promise<Answer>>().resolves(done);
  const machine = transferMachine.provide({
    actors: {
      lookAround: fromPromise<Decided, TransferGoal>(() => lookAround()),
      takeStep: fromPromise<Answer, { goal: TransferGoal; step: Step | undefined }>(({ input }) => takeStep(input.step)),
      stopMotion: fromPromise<Answer, { goal: TransferGoal; fault: TransferFault }>(({ input }) => stopMotion(input.fault)),
      writePlace: fromPromise<Answer, TransferGoal>(() => writePlace()),
    },
  });
  const actor = createActor(machine, { input: { goal: GOAL, limits: LIMITS, facts, permit }, clock });
  const pass = async (ms = 0) => {
    await clock.runFor(ms);
    for (let turn = 0; turn < 60; turn += 1) await clock.runFor(0);
  };
  return {
    actor, lookAround, takeStep, stopMotion, writePlace, pass,
    start: () => {
      actor.start();
      return pass();
    },
    breakRule: (rule: Broken) => {
      broken = [rule];
      actor.send({ type: 'facts.changed', facts });
      return pass();
    },
    guarded: () => guarded,
    ended: () => {
      const output = actor.getSnapshot().output;
      return output === undefined ? 'running' : output.ok ? 'reached' : output.error.code;
    },
  };
}

describe('transfer machine', () => {
  it('looks, takes a step and looks again, until the sensors say that it is there', async () => {
    const { start, lookAround, takeStep, ended, writePlace } = bench();
    lookAround.onCall(0).resolves({ kind: 'step', step: { kind: 'lockPin', on: false } });
    lookAround.onCall(1).resolves({ kind: 'step', step: { kind: 'moveCarriage' } });
    await start();
    assert.deepEqual(takeStep.args.map(([step]) => step?.kind), ['lockPin', 'moveCarriage']);
    sinon.assert.calledThrice(lookAround);
    sinon.assert.calledOnce(writePlace);
    assert.equal(ended(), 'reached');
  });

  it('ends, with nothing moved, when it is stuck', async () => {
    const { start, lookAround, takeStep, ended } = bench();
    lookAround.resolves({ kind: 'stuck', code: 'phantomCar', message: 'empty' });
    await start();
    sinon.assert.notCalled(takeStep);
    assert.equal(ended(), 'phantomCar');
  });

  it('gives up when the sensors do not tell what to do next', async () => {
    const { start, lookAround, pass, takeStep, ended } = bench();
    lookAround.returns(never());
    await start();
    await pass(LIMITS.decideMs);
    sinon.assert.notCalled(takeStep);
    assert.equal(ended(), 'unclear');
  });

  it('stops when a rule of the motion breaks that runs', async () => {
    const { start, lookAround, takeStep, breakRule, stopMotion, guarded, ended } = bench();
    lookAround.resolves(REACH);
    takeStep.returns(never());
    await start();
    await breakRule(brokenRule('stop'));
    assert.ok(guarded().includes('shuttle.cell'));
    assert.equal(stopMotion.firstCall.args[0].code, 'interlock');
    assert.equal(ended(), 'interlock');
  });

  it('ends after a stop from elsewhere, and takes no further step', async () => {
    const { actor, start, lookAround, takeStep, pass, stopMotion, ended } = bench();
    lookAround.resolves(REACH);
    takeStep.returns(never());
    await start();
    actor.send({ type: 'stop.latched' });
    await pass();
    sinon.assert.calledOnce(stopMotion);
    sinon.assert.calledOnce(takeStep);
    assert.equal(ended(), 'stopped');
  });

  it('stops when a step takes too long', async () => {
    const { start, lookAround, takeStep, pass, stopMotion } = bench();
    lookAround.resolves(REACH);
    takeStep.returns(never());
    await start();
    await pass(LIMITS.stepMs);
    assert.equal(stopMotion.firstCall.args[0].code, 'deadline');
  });

  it('keeps what the unit has said', async () => {
    const { start, lookAround, takeStep, ended } = bench();
    lookAround.resolves(REACH);
    takeStep.resolves(fail('noMotion'));
    await start();
    assert.equal(ended(), 'noMotion');
  });

  it('does not go in circles for ever when two sensors contradict each other', async () => {
    const { start, pass, lookAround, takeStep, ended } = bench();
    lookAround.resolves(REACH);
    await start();
    await pass();
    await pass();
    assert.equal(ended(), 'endless');
    assert.ok(takeStep.callCount <= 24);
  });

  it('does not count as there while its place could not be written', async () => {
    const { start, writePlace, ended } = bench();
    writePlace.resolves(fail('journalUnavailable'));
    await start();
    assert.equal(ended(), 'journalUnavailable');
  });

  it('stops for a defect of the program', async () => {
    const { start, lookAround, takeStep, stopMotion, ended } = bench();
    lookAround.resolves(REACH);
    takeStep.rejects(new Error('defect'));
    await start();
    sinon.assert.calledOnce(stopMotion);
    assert.equal(ended(), 'machineError');
  });
});
