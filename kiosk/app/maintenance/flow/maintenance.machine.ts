import { assign, fromCallback, fromPromise, raise, setup } from 'xstate';
import type { SnapshotFrom } from 'xstate';
import type { Language } from '../../../../config/words/index.ts';
import type { Answer, Refusal } from '../../tower-client/answer.ts';
import type { HistoryFilter } from '../bench-client.ts';
import { asksOf, isLong, withReason } from '../deed.ts';
import type { Deed } from '../deed.ts';
import { nothingRead, withRead } from './readings.ts';
import type { Looking, Read, Readings, ViewId } from './readings.ts';

/** A deed that has ended, and why it was refused when it was. */
export interface Outcome {
  readonly deed: Deed;
  readonly refusal: Refusal | undefined;
}

/** A deed that waits for its reason; `mustSign`: and for a second technician. */
export interface Proposal {
  readonly deed: Deed;
  readonly mustSign: boolean;
}

/** What the page remembers. */
export interface BenchContext extends Looking {
  readonly language: Language;
  readonly readings: Readings;
  /** Waits for its reason or its confirmation. */
  readonly proposal: Proposal | undefined;
  /** Under way now: one short one and one that may take minutes. */
  readonly quick: Deed | undefined;
  readonly long: Deed | undefined;
  readonly outcome: Outcome | undefined;
  /** Why nobody is signed in any more, or a sign-in was refused. */
  readonly signInRefusal: Refusal | undefined;
  readonly stopRefusal: Refusal | undefined;
}

/** What the technician and the controller say. */
export type BenchEvent =
  | { readonly type: 'language.set'; readonly language: Language }
  | { readonly type: 'signIn'; readonly pin: string }
  | { readonly type: 'signOut' }
  | { readonly type: 'person.active' }
  | { readonly type: 'view.set'; readonly view: ViewId; readonly motion?: string }
  | { readonly type: 'motion.set'; readonly motion: string }
  | { readonly type: 'filter.set'; readonly filter: HistoryFilter }
  | { readonly type: 'read'; readonly read: Read }
  | { readonly type: 'read.again' }
  | { readonly type: 'deed.wanted'; readonly deed: Deed; readonly mustSign?: boolean }
  | { readonly type: 'deed.confirmed'; readonly why: string; readonly pin: string }
  | { readonly type: 'deed.withdrawn' }
  | { readonly type: 'deed.do'; readonly deed: Deed }
  | { readonly type: 'outcome.seen' }
  | { readonly type: 'stop' };

/** Nobody has touched the page for so long: the session is given up. */
export const PATIENCE_MS = 900_000;

const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};
const broken: Refusal = { code: 'internal', message: 'the request broke off' };
/** The session is gone: only a new sign-in helps. */
const isOver = (refusal: Refusal | undefined): boolean => refusal?.code === 'noSession' || refusal?.code === 'wrongRole';
const refusalIn = (answer: Answer<unknown>): Refusal | undefined => (answer.ok ? undefined : answer.error);

const benchSetup = setup({
  types: { context: {} as BenchContext, events: {} as BenchEvent, input: {} as { readonly language: Language } },
  actors: {
    signIn: fromPromise<Answer<undefined>, { readonly pin: string }>(toBeProvided('signIn')),
    act: fromPromise<Answer<undefined>, Deed | undefined>(toBeProvided('act')),
    stop: fromPromise<Answer<undefined>>(toBeProvided('stop')),
    /** The session is forgotten. */
    leave: fromCallback<BenchEvent>(() => {
      throw new Error('actor "leave" was not provided');
    }),
    read: fromCallback<BenchEvent, Looking>(() => {
      throw new Error('actor "read" was not provided');
    }),
  },
  delays: { patience: PATIENCE_MS },
  guards: {
    accepted: (_, { answer }: { readonly answer: Answer<unknown> }) => answer.ok,
    sessionOver: (_, { refusal }: { readonly refusal: Refusal | undefined }) => isOver(refusal),
    mustBeAsked: (_, { deed }: { readonly deed: Deed }) => asksOf(deed) !== undefined,
    long: (_, { deed }: { readonly deed: Deed }) => isLong(deed),
    short: (_, { deed }: { readonly deed: Deed }) => !isLong(deed),
  },
  actions: {
    noteSignIn: assign((_, { refusal }: { readonly refusal: Refusal | undefined }) => ({ signInRefusal: refusal })),
    noteStop: assign((_, { refusal }: { readonly refusal: Refusal | undefined }) => ({ stopRefusal: refusal })),
    noteOutcome: assign((_, { deed, refusal }: { readonly deed: Deed | undefined; readonly refusal: Refusal | undefined }) => (deed === undefined ? {} : { outcome: { deed, refusal } })),
    // Nothing of one technician's is left for whoever comes next.
    forget: assign({ readings: nothingRead, proposal: undefined, quick: undefined, long: undefined, outcome: undefined, stopRefusal: undefined, view: 'now' as const, filter: {} }),
  },
});

type Slot = 'quick' | 'long';

/** One deed at a time in each slot; what it brought is said, and everything shown is read again. */
const slotOf = (slot: Slot) => benchSetup.createStateConfig({
  initial: 'idle',
  states: {
    idle: {
      // On entry, not when `doing` is left: what has ended is told with its deed first.
      entry: assign({ [slot]: undefined }),
      on: {
        'deed.do': {
          guard: { type: slot === 'long' ? 'long' : 'short', params: ({ event }) => ({ deed: event.deed }) },
          actions: assign(({ event }) => ({ [slot]: event.deed, outcome: undefined })),
          target: 'doing',
        },
      },
    },
    doing: {
      invoke: {
        src: 'act',
        input: ({ context }) => context[slot],
        onDone: [
          {
            guard: { type: 'sessionOver', params: ({ event }) => ({ refusal: refusalIn(event.output) }) },
            actions: { type: 'noteSignIn', params: ({ event }) => ({ refusal: refusalIn(event.output) }) },
            target: '#bench.signedOut',
          },
          { actions: [{ type: 'noteOutcome', params: ({ context, event }) => ({ deed: context[slot], refusal: refusalIn(event.output) }) }, raise({ type: 'read.again' })], target: 'idle' },
        ],
        onError: { actions: { type: 'noteOutcome', params: ({ context }) => ({ deed: context[slot], refusal: broken }) }, target: 'idle' },
      },
    },
  },
});

const asking = benchSetup.createStateConfig({
  initial: 'closed',
  states: {
    closed: {
      entry: assign({ proposal: undefined }),
      on: {
        'deed.wanted': [
          { guard: { type: 'mustBeAsked', params: ({ event }) => ({ deed: event.deed }) }, actions: assign(({ event }) => ({ proposal: { deed: event.deed, mustSign: event.mustSign === true } })), target: 'open' },
          { actions: raise(({ event }) => ({ type: 'deed.do' as const, deed: event.deed })) },
        ],
      },
    },
    open: {
      on: {
        'deed.withdrawn': 'closed',
        'deed.confirmed': {
          actions: raise(({ context, event }) => (context.proposal === undefined ? { type: 'deed.withdrawn' as const } : { type: 'deed.do' as const, deed: withReason(context.proposal.deed, event.why, event.pin) })),
          target: 'closed',
        },
      },
    },
  },
});

/** Works whatever else is under way. */
const stopping = benchSetup.createStateConfig({
  initial: 'idle',
  states: {
    idle: { on: { stop: 'sending' } },
    sending: {
      entry: { type: 'noteStop', params: { refusal: undefined } },
      on: { stop: { target: 'sending', reenter: true } },
      invoke: {
        src: 'stop',
        onDone: { actions: { type: 'noteStop', params: ({ event }) => ({ refusal: refusalIn(event.output) }) }, target: 'idle' },
        onError: { actions: { type: 'noteStop', params: { refusal: broken } }, target: 'idle' },
      },
    },
  },
});

/** The maintenance page: signed out, or signed in with one page shown, one proposal asked about, and deeds under way. */
export const benchMachine = benchSetup.createMachine({
  id: 'bench',
  context: ({ input }) => ({
    ...input, view: 'now', motion: 'lift.move', filter: {}, readings: nothingRead, proposal: undefined, quick: undefined, long: undefined,
    outcome: undefined, signInRefusal: undefined, stopRefusal: undefined,
  }),
  initial: 'signedOut',
  on: { 'language.set': { actions: assign(({ event }) => ({ language: event.language })) } },
  states: {
    signedOut: {
      entry: 'forget',
      invoke: { src: 'leave' },
      initial: 'entering',
      states: {
        entering: { on: { signIn: 'asking' } },
        asking: {
          invoke: {
            src: 'signIn',
            input: ({ event }) => ({ pin: event.type === 'signIn' ? event.pin : '' }),
            onDone: [
              { guard: { type: 'accepted', params: ({ event }) => ({ answer: event.output }) }, actions: { type: 'noteSignIn', params: { refusal: undefined } }, target: '#bench.signedIn' },
              { actions: { type: 'noteSignIn', params: ({ event }) => ({ refusal: refusalIn(event.output) }) }, target: 'entering' },
            ],
            onError: { actions: { type: 'noteSignIn', params: { refusal: broken } }, target: 'entering' },
          },
        },
      },
    },
    signedIn: {
      type: 'parallel',
      on: {
        signOut: { actions: { type: 'noteSignIn', params: { refusal: undefined } }, target: 'signedOut' },
        'outcome.seen': { actions: assign({ outcome: undefined }) },
        read: [
          {
            guard: { type: 'sessionOver', params: ({ event }) => ({ refusal: refusalIn(event.read.answer) }) },
            actions: { type: 'noteSignIn', params: ({ event }) => ({ refusal: refusalIn(event.read.answer) }) },
            target: 'signedOut',
          },
          { actions: assign(({ context, event }) => ({ readings: withRead(context.readings, event.read) })) },
        ],
      },
      states: {
        reading: {
          initial: 'going',
          states: {
            going: {
              invoke: { src: 'read', input: ({ context: { view, motion, filter } }) => ({ view, motion, filter }) },
              on: {
                'view.set': { actions: assign(({ context, event }) => ({ view: event.view, motion: event.motion ?? context.motion, outcome: undefined })), target: 'going', reenter: true },
                'motion.set': { actions: assign(({ event }) => ({ motion: event.motion })), target: 'going', reenter: true },
                'filter.set': { actions: assign(({ event }) => ({ filter: event.filter })), target: 'going', reenter: true },
                'read.again': { target: 'going', reenter: true },
              },
            },
          },
        },
        asking,
        quick: slotOf('quick'),
        long: slotOf('long'),
        stopping,
        patience: {
          initial: 'waiting',
          states: { waiting: { on: { 'person.active': { target: 'waiting', reenter: true } }, after: { patience: '#bench.signedOut' } } },
        },
      },
    },
  },
});

/** A snapshot of the page's chart. */
export type BenchSnapshot = SnapshotFrom<typeof benchMachine>;
