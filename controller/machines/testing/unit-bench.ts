import { fromPromise, createActor } from 'xstate';
import sinon from 'sinon';
import { createVirtualClock } from '../../../sim/time/virtual-clock.ts';
import { done, type Result } from '../../ports.ts';
import type { Broken, Permit } from '../../interlocks/permit.port.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { Outcome } from '../../journal/journal.port.ts';
import type { Passed } from '../../safety/gate.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import type { axisMachine } from '../axis.machine.ts';
import type { boltMachine } from '../bolt.machine.ts';
import type { doorMachine } from '../door.machine.ts';
import { unitFault, type UnitFault, type UnitOrder } from '../unit/unit-order.ts';
import { createFactBoard } from './fact-board.ts';

type Answer = Result<void, UnitFault>;

/** A promise that a test settles when it wants. */
export function later<T>() {
  let settle: (value: T) => void = () => undefined;
  let refuse: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = resolve;
    refuse = reject;
  });
  return { promise, settle, refuse };
}

/** A rule that is broken in a test, with its reaction. */
export function brokenRule(reaction: 'stop' | 'refuse', reset: Broken['reset'] = 'technician'): Broken {
  const words = { customer: 'c', operator: 'o', technician: 't' };
  return { interlockId: 'IL-99', fact: 'safetyChainClosed', value: false, expects: true, cause: 'confirmed', sinceMs: 0, sources: [], reaction, reset, words, bay: undefined };
}

export const LIMITS = { commandMs: 5000, motionStartMs: 800, confirmMs: 1680, stopMs: 4000 };

/** One unit machine with every effect in the hands of the test. */
export function unitBench(machine: typeof axisMachine | typeof doorMachine | typeof boltMachine, order: UnitOrder) {
  const clock = createVirtualClock();
  const facts = createFactBoard({ safetyChainClosed: true });
  let broken: readonly Broken[] = [];
  const permit = (_motion: Motion, _facts: Facts): Permit => (broken.length === 0 ? { granted: true } : { granted: false, broken });
  const steps = { command: later<Result<Passed, UnitFault>>(), motion: later<Answer>(), arrival: later<Answer>(), confirmation: later<Answer>(), outcome: later<Answer>(), stopped: later<Answer>() };
  const commandUnit = sinon.stub<[UnitOrder], Promise<Result<Passed, UnitFault>>>().callsFake(() => steps.command.promise);
  const stopUnit = sinon.stub<[UnitFault], Promise<Answer>>().callsFake(() => steps.stopped.promise);
  const writeOutcome = sinon.stub<[Outcome], Promise<Answer>>().callsFake(() => steps.outcome.promise);
  const provided = {
    actors: {
      commandUnit: fromPromise<Result<Passed, UnitFault>, UnitOrder>(({ input }) => commandUnit(input)),
      seeMotion: fromPromise<Answer, never>(() => steps.motion.promise),
      seeArrival: fromPromise<Answer, never>(() => steps.arrival.promise),
      seeConfirmation: fromPromise<Answer, never>(() => steps.confirmation.promise),
      writeOutcome: fromPromise<Answer, { outcome: Outcome }>(({ input }) => writeOutcome(input.outcome)),
      stopUnit: fromPromise<Answer, { fault: UnitFault }>(({ input }) => stopUnit(input.fault)),
    },
  };
  const actor = createActor((machine as typeof axisMachine).provide(provided as never), { input: { limits: LIMITS, facts, permit }, clock }).start();
  const settled: Answer[] = [];
  actor.on('unit.settled', ({ result }) => settled.push(result));
  const passed: Passed = { intentId: 7, sequence: 3, conclude: async () => done };
  const breakRule = async (rule: Broken) => {
    broken = [rule];
    actor.send({ type: 'facts.changed', facts });
    await clock.runFor(0);
  };
  return {
    actor, clock, steps, commandUnit, stopUnit, writeOutcome, settled, breakRule,
    state: () => actor.getSnapshot().value,
    /** Orders, with a device that accepts at once. */
    start: async () => {
      steps.command.settle({ ok: true, value: passed });
      actor.send({ type: 'unit.ordered', order });
      await clock.runFor(0);
    },
    order: () => actor.send({ type: 'unit.ordered', order }),
    forbid: (rule: Broken) => { broken = [rule]; },
    settle: async (step: 'motion' | 'arrival' | 'confirmation' | 'outcome' | 'stopped', answer: Answer = done) => {
      steps[step].settle(answer);
      await clock.runFor(0);
    },
    fail: (code: UnitFault['code']): Answer => ({ ok: false, error: unitFault(code, code) }),
  };
}
