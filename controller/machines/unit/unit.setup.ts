import { assign, emit, fromPromise, setup } from 'xstate';
import type { Result } from '../../ports.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { Permit } from '../../interlocks/permit.port.ts';
import type { Outcome } from '../../journal/journal.port.ts';
import type { Passed } from '../../safety/gate.port.ts';
import type { Facts } from '../../sensing/fact.ts';
import { mustStop, stoppingRules } from './stopping-rules.ts';
import { unitFault, type UnitFault, type UnitOrder } from './unit-order.ts';

/** Times of a unit, from the site. */
export interface UnitLimits {
  /** Arming and accepting one command, durable intent included. */
  readonly commandMs: number;
  /** Commanded motion must show by then. */
  readonly motionStartMs: number;
  /** After arrival, the other sensor must agree by then. */
  readonly confirmMs: number;
  /** A stop must be proven by then. */
  readonly stopMs: number;
}

/** What every unit machine is given when it starts. */
export interface UnitInput {
  readonly limits: UnitLimits;
  readonly facts: Facts;
  /** The interlock table; total, never throws. */
  readonly permit: (motion: Motion, facts: Facts) => Permit;
}

/** What a unit machine knows. */
export interface UnitContext extends UnitInput {
  readonly order: UnitOrder | undefined;
  readonly passed: Passed | undefined;
  readonly fault: UnitFault | undefined;
}

export type UnitEvent =
  | { readonly type: 'unit.ordered'; readonly order: UnitOrder }
  | { readonly type: 'facts.changed'; readonly facts: Facts }
  | { readonly type: 'stop.latched' }
  | { readonly type: 'fault.cleared' };

/** Emitted exactly once for every order. */
export interface UnitSettled {
  readonly type: 'unit.settled';
  readonly result: Result<void, UnitFault>;
}

type Answer = Result<void, UnitFault>;
interface Running { readonly order: UnitOrder; readonly passed: Passed }

/** A source the shell must provide. Left unprovided, it fails the first time it is used. */
const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};

const failure = (result: Result<unknown, UnitFault>): UnitFault | undefined => (result.ok ? undefined : result.error);

/** Types, actors, delays, guards and actions that axis, door and bolt share; each machine adds its own states. */
export const unitSetup = setup({
  types: {
    context: {} as UnitContext,
    events: {} as UnitEvent,
    input: {} as UnitInput,
    emitted: {} as UnitSettled,
    tags: {} as 'ready' | 'moving' | 'needsTechnician' | 'cutPower',
  },
  actors: {
    commandUnit: fromPromise<Result<Passed, UnitFault>, UnitOrder>(toBeProvided('commandUnit')),
    seeMotion: fromPromise<Answer, Running>(toBeProvided('seeMotion')),
    seeArrival: fromPromise<Answer, Running>(toBeProvided('seeArrival')),
    seeConfirmation: fromPromise<Answer, Running>(toBeProvided('seeConfirmation')),
    writeOutcome: fromPromise<Answer, { readonly passed: Passed; readonly order: UnitOrder; readonly outcome: Outcome }>(toBeProvided('writeOutcome')),
    stopUnit: fromPromise<Answer, { readonly order: UnitOrder; readonly fault: UnitFault }>(toBeProvided('stopUnit')),
  },
  delays: {
    commandDeadline: ({ context }) => context.limits.commandMs,
    motionStartDeadline: ({ context }) => context.limits.motionStartMs,
    motionDeadline: ({ context }) => context.order?.deadlineMs ?? 0,
    confirmDeadline: ({ context }) => context.limits.confirmMs,
    stopDeadline: ({ context }) => context.limits.stopMs,
  },
  guards: {
    permitted: ({ context }, { order }: { order: UnitOrder }) => context.permit(order.motion, context.facts).granted,
    interlockBroken: ({ context }) => context.order !== undefined && mustStop(context.permit(context.order.motion, context.facts)),
    succeeded: (_, { result }: { result: Result<unknown, UnitFault> }) => result.ok,
    nothingMoved: (_, { result }: { result: Result<unknown, UnitFault> }) =>
      !result.ok && ['refused', 'journalUnavailable', 'stopLatched', 'notTaken'].includes(result.error.code),
    endedByItself: (_, { result }: { result: Result<unknown, UnitFault> }) => !result.ok && result.error.code === 'obstructed',
    hasPassed: ({ context }) => context.passed !== undefined,
  },
  actions: {
    setFacts: assign({ facts: (_, { facts }: { facts: Facts }) => facts }),
    setOrder: assign({ order: (_, { order }: { order: UnitOrder }) => order, passed: undefined, fault: undefined }),
    setPassed: assign({ passed: ({ context }, { result }: { result: Result<Passed, UnitFault> }) => (result.ok ? result.value : context.passed) }),
    // The first fault explains; what follows from it does not replace it.
    setFault: assign({ fault: ({ context }, { fault }: { fault: UnitFault | undefined }) => context.fault ?? fault }),
    setFailure: assign({ fault: ({ context }, { result }: { result: Result<unknown, UnitFault> }) => context.fault ?? failure(result) }),
    setBug: assign({ fault: ({ context }, { error }: { error: unknown }) => context.fault ?? unitFault('machineError', `A step of the program failed (${String(error)}). Motion is stopped; staff must look.`) }),
    setInterlock: assign({
      fault: ({ context }) => {
        if (context.order === undefined) return context.fault;
        const broken = stoppingRules(context.permit(context.order.motion, context.facts));
        return context.fault ?? unitFault('interlock', `${context.order.motion} lost its permit while it ran and was stopped.`, broken);
      },
    }),
    clearOrder: assign({ order: undefined, passed: undefined, fault: undefined }),
    settleDone: emit({ type: 'unit.settled', result: { ok: true, value: undefined } }),
    settleFault: emit(({ context }) => ({
      type: 'unit.settled' as const,
      result: { ok: false as const, error: context.fault ?? unitFault('machineError', 'The unit failed without a reason. Staff must look.') },
    })),
    refuseOrder: emit(({ context }, { order }: { order: UnitOrder }) => {
      const permit = context.permit(order.motion, context.facts);
      const error = permit.granted
        ? unitFault('notReady', `${order.motion} was not started: the unit is busy or waits for a reset. Nothing moved.`)
        : unitFault('refused', `${order.motion} is not permitted. Nothing moved.`, permit.broken);
      return { type: 'unit.settled' as const, result: { ok: false as const, error } };
    }),
  },
});
