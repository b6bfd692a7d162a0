import { assign, fromPromise, setup } from 'xstate';
import type { Place, PlaceId } from '../../config/places.ts';
import type { Fault, Result } from '../ports.ts';
import type { Motion } from '../interlocks/motion.ts';
import type { Broken, Permit } from '../interlocks/permit.port.ts';
import type { Facts } from '../sensing/fact.ts';
import type { Decision, Step, StuckCode, TransferVerb } from './transfer/next-step.ts';
import { motionsOf } from './transfer/step-orders.ts';
import { mustStop, stoppingRules } from './unit/stopping-rules.ts';
import type { UnitFaultCode } from './unit/unit-order.ts';

/** What is to be transferred, and where. */
export interface TransferGoal {
  readonly verb: TransferVerb;
  readonly place: Place;
  readonly palletId: string;
  /** Tag that the pallet must show. */
  readonly tag: number;
  readonly orderId: string | undefined;
}

/** Why a transfer ended before its goal, and at which place. `unclear`: sensors did not tell enough in time. */
export type TransferFault = Fault<StuckCode | UnitFaultCode | 'unclear' | 'endless'> & { readonly broken: readonly Broken[]; readonly at?: PlaceId };

export interface TransferLimits {
  /** Sensors must tell enough for the next step by then. */
  readonly decideMs: number;
  readonly stepMs: number;
  readonly stopMs: number;
}

interface TransferInput {
  readonly goal: TransferGoal;
  readonly limits: TransferLimits;
  readonly facts: Facts;
  readonly permit: (motion: Motion, facts: Facts) => Permit;
}
interface TransferContext extends TransferInput {
  readonly step: Step | undefined;
  readonly stepsTaken: number;
  readonly fault: TransferFault | undefined;
}
export type TransferEvent = { readonly type: 'facts.changed'; readonly facts: Facts } | { readonly type: 'stop.latched' };
type Answer = Result<void, TransferFault>;

/** A whole pick or place takes at most 9 steps; more means that two sensors send it in circles. */
const MOST_STEPS = 24;
const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};
const faultOf = (code: TransferFault['code'], message: string, broken: readonly Broken[] = []): TransferFault => ({ code, message, broken });
const stoppedFault = faultOf('stopped', 'Motion was stopped. A reset and a fresh command are needed.');

/** Brings the carriage to a place, takes its pallet or puts one down: look, take one step, look again. */
export const transferMachine = setup({
  types: { context: {} as TransferContext, events: {} as TransferEvent, input: {} as TransferInput, output: {} as Answer, tags: {} as 'moving' },
  actors: {
    lookAround: fromPromise<Exclude<Decision, { kind: 'unclear' }>, TransferGoal>(toBeProvided('lookAround')),
    takeStep: fromPromise<Answer, { goal: TransferGoal; step: Step | undefined }>(toBeProvided('takeStep')),
    stopMotion: fromPromise<Answer, { goal: TransferGoal; fault: TransferFault }>(toBeProvided('stopMotion')),
    writePlace: fromPromise<Answer, TransferGoal>(toBeProvided('writePlace')),
  },
  delays: {
    decideDeadline: ({ context }) => context.limits.decideMs,
    stepDeadline: ({ context }) => context.limits.stepMs,
    stopDeadline: ({ context }) => context.limits.stopMs,
  },
  guards: {
    stepForbidden: ({ context }) => context.step !== undefined && motionsOf(context.step, context.goal.place).some((motion) => mustStop(context.permit(motion, context.facts))),
    succeeded: (_, { result }: { result: Answer }) => result.ok,
    stepNeeded: ({ context }, { decision }: { decision: Decision }) => decision.kind === 'step' && context.stepsTaken < MOST_STEPS,
    goalReached: (_, { decision }: { decision: Decision }) => decision.kind === 'reached',
  },
  actions: {
    setFacts: assign({ facts: (_, { facts }: { facts: Facts }) => facts }),
    setStep: assign({
      step: (_, { decision }: { decision: Decision }) => (decision.kind === 'step' ? decision.step : undefined),
      stepsTaken: ({ context }) => context.stepsTaken + 1,
    }),
    setStuck: assign({
      fault: (_, { decision }: { decision: Decision }) =>
        decision.kind === 'stuck' ? faultOf(decision.code, decision.message) : faultOf('endless', 'The transfer does not come to an end; two sensors contradict each other. A technician must look.'),
    }),
    setFailure: assign({ fault: ({ context }, { result }: { result: Answer }) => context.fault ?? (result.ok ? undefined : result.error) }),
    setFault: assign({ fault: ({ context }, { fault }: { fault: TransferFault }) => context.fault ?? fault }),
    setBug: assign({ fault: ({ context }, { error }: { error: unknown }) => context.fault ?? faultOf('machineError', `A step of the program failed (${String(error)}). Motion is stopped; staff must look.`) }),
    setInterlock: assign({
      fault: ({ context }) => {
        if (context.step === undefined || context.fault) return context.fault;
        const broken = motionsOf(context.step, context.goal.place).flatMap((motion) => stoppingRules(context.permit(motion, context.facts)));
        return faultOf('interlock', 'A motion lost its permit while it ran and was stopped.', broken);
      },
    }),
  },
}).createMachine({
  id: 'transfer',
  context: ({ input }) => ({ ...input, step: undefined, stepsTaken: 0, fault: undefined }),
  on: { 'facts.changed': { actions: { type: 'setFacts', params: ({ event }) => ({ facts: event.facts }) } } },
  output: ({ context }) => (context.fault ? { ok: false, error: context.fault } : { ok: true, value: undefined }),
  initial: 'deciding',
  states: {
    deciding: {
      invoke: {
        src: 'lookAround',
        input: ({ context }) => context.goal,
        onDone: [
          { guard: { type: 'stepNeeded', params: ({ event }) => ({ decision: event.output }) }, actions: { type: 'setStep', params: ({ event }) => ({ decision: event.output }) }, target: 'stepping' },
          { guard: { type: 'goalReached', params: ({ event }) => ({ decision: event.output }) }, target: 'settling' },
          { actions: { type: 'setStuck', params: ({ event }) => ({ decision: event.output }) }, target: 'failed' },
        ],
        onError: { actions: { type: 'setBug', params: ({ event }) => ({ error: event.error }) }, target: 'stopping' },
      },
      on: { 'stop.latched': { actions: { type: 'setFault', params: { fault: stoppedFault } }, target: 'failed' } },
      after: { decideDeadline: { actions: { type: 'setFault', params: { fault: faultOf('unclear', 'The sensors do not tell what to do next. Nothing moves; a technician must look.') } }, target: 'failed' } },
    },
    stepping: {
      tags: 'moving',
      invoke: {
        src: 'takeStep',
        input: ({ context }) => ({ goal: context.goal, step: context.step }),
        onDone: [
          { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'deciding' },
          { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stopping' },
        ],
        onError: { actions: { type: 'setBug', params: ({ event }) => ({ error: event.error }) }, target: 'stopping' },
      },
      always: { guard: 'stepForbidden', actions: 'setInterlock', target: 'stopping' },
      on: { 'stop.latched': { actions: { type: 'setFault', params: { fault: stoppedFault } }, target: 'stopping' } },
      after: { stepDeadline: { actions: { type: 'setFault', params: { fault: faultOf('deadline', 'A step took too long. Motion is stopped; staff must look.') } }, target: 'stopping' } },
    },
    // The units stop themselves; this waits until they show it, and asks once more where no unit has.
    stopping: {
      tags: 'moving',
      invoke: {
        src: 'stopMotion',
        input: ({ context }) => ({ goal: context.goal, fault: context.fault ?? stoppedFault }),
        onDone: 'failed',
        onError: 'failed',
      },
      after: { stopDeadline: 'failed' },
    },
    // What the sensors have proven becomes the inventory, where the journal did not know it yet.
    settling: {
      invoke: {
        src: 'writePlace',
        input: ({ context }) => context.goal,
        onDone: [
          { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'reached' },
          { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'failed' },
        ],
        onError: { actions: { type: 'setBug', params: ({ event }) => ({ error: event.error }) }, target: 'failed' },
      },
      after: { stopDeadline: { actions: { type: 'setFault', params: { fault: faultOf('journalUnavailable', 'The place of the pallet could not be written. Nothing moves.') } }, target: 'failed' } },
    },
    reached: { type: 'final' },
    failed: { type: 'final' },
  },
});
