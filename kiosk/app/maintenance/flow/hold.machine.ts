import { assign, fromCallback, fromPromise, setup, stateIn } from 'xstate';
import type { MotionLease, NewMotionLease } from '../../../../controller/api/contract/index.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';

/** What the finger, the page and the controller say. */
export type HoldEvent =
  | { readonly type: 'press'; readonly wish: NewMotionLease }
  /** Finger up, slid off, second touch, focus lost, page hidden, connection lost. */
  | { readonly type: 'release' }
  | { readonly type: 'lease.renewed'; readonly roundTripMs: number }
  | { readonly type: 'lease.lost'; readonly refusal: Refusal };

interface HoldContext {
  readonly wish: NewMotionLease | undefined;
  readonly lease: MotionLease | undefined;
  /** Why the last hold was not given, or has ended without the finger. */
  readonly refusal: Refusal | undefined;
  /** Of the last renewal. */
  readonly roundTripMs: number | undefined;
}

const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};

const broken: Refusal = { code: 'internal', message: 'the request broke off' };

/**
 * One held motion at a time. It is renewed only while the finger is down; the controller drops it on silence, so nothing here has to work
 * for the axis to stop. What was lost under the finger begins again only with a new press.
 */
export const holdMachine = setup({
  types: { context: {} as HoldContext, events: {} as HoldEvent },
  actors: {
    takeLease: fromPromise<Answer<MotionLease>, NewMotionLease>(toBeProvided('takeLease')),
    keepRenewing: fromCallback<HoldEvent, MotionLease | undefined>(() => {
      throw new Error('actor "keepRenewing" was not provided');
    }),
    endLease: fromPromise<Answer<undefined>, MotionLease | undefined>(toBeProvided('endLease')),
  },
  guards: {
    given: (_, { answer }: { readonly answer: Answer<unknown> }) => answer.ok,
  },
  actions: {
    forget: assign({ lease: undefined, refusal: undefined, roundTripMs: undefined }),
    setLease: assign((_, { answer }: { readonly answer: Answer<MotionLease> }) => (answer.ok ? { lease: answer.value } : { refusal: answer.error })),
    setRefusal: assign((_, { refusal }: { readonly refusal: Refusal }) => ({ refusal })),
  },
}).createMachine({
  id: 'hold',
  context: { wish: undefined, lease: undefined, refusal: undefined, roundTripMs: undefined },
  initial: 'released',
  states: {
    released: {
      on: { press: { actions: ['forget', assign(({ event }) => ({ wish: event.wish }))], target: 'asking' } },
    },
    asking: {
      initial: 'pressed',
      invoke: {
        src: 'takeLease',
        // A press came before: `wish` is what it asked for.
        input: ({ context }) => context.wish ?? { motion: 'lift.jog' },
        onDone: [
          { guard: stateIn({ asking: 'letGo' }), actions: { type: 'setLease', params: ({ event }) => ({ answer: event.output }) }, target: 'ending' },
          { guard: { type: 'given', params: ({ event }) => ({ answer: event.output }) }, actions: { type: 'setLease', params: ({ event }) => ({ answer: event.output }) }, target: 'held' },
          { actions: { type: 'setLease', params: ({ event }) => ({ answer: event.output }) }, target: 'lost' },
        ],
        onError: { actions: { type: 'setRefusal', params: { refusal: broken } }, target: 'lost' },
      },
      states: {
        pressed: { on: { release: 'letGo' } },
        // The answer is awaited, to give the lease back at once.
        letGo: {},
      },
    },
    held: {
      invoke: { src: 'keepRenewing', input: ({ context }) => context.lease, onError: { actions: { type: 'setRefusal', params: { refusal: broken } }, target: 'lost' } },
      on: {
        release: 'ending',
        'lease.renewed': { actions: assign(({ event }) => ({ roundTripMs: event.roundTripMs })) },
        'lease.lost': { actions: { type: 'setRefusal', params: ({ event }) => ({ refusal: event.refusal }) }, target: 'lost' },
      },
    },
    ending: {
      invoke: { src: 'endLease', input: ({ context }) => context.lease, onDone: 'released', onError: 'released' },
    },
    // The finger may still be down: only letting go leads back.
    lost: { on: { release: 'released' } },
  },
});
