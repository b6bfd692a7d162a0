import { assign, fromPromise, setup } from 'xstate';
import { refused } from '../../../tower-client/answer.ts';
import type { Answer, Refusal } from '../../../tower-client/answer.ts';

/** One thing that a member wants done, and what became of it. */
export interface DeedContext<I, O> {
  readonly input: I | undefined;
  readonly value: O | undefined;
  readonly refusal: Refusal | undefined;
}

/** What the actor `perform` is given. */
export interface Wish<I> {
  readonly wish: I;
}

export type DeedEvent<I> = { readonly type: 'do'; readonly input: I } | { readonly type: 'forget' };

/** Pause before a wish whose answer was lost is sent once more, under the same key: it is done once, however often it arrives. */
export const SEND_AGAIN_MS = 3000;

/** Does one wish at a time. A second press while it is under way changes nothing; a lost network does not end it. The actor `perform` is to be provided. */
export function createDeedMachine<I, O>() {
  const machine = setup({
    types: { context: {} as DeedContext<I, O>, events: {} as DeedEvent<I> },
    actors: { perform: fromPromise<Answer<O>, Wish<I>>(() => Promise.resolve(refused('internal', 'nothing was provided to perform'))) },
    delays: { sendAgain: SEND_AGAIN_MS },
    actions: {
      take: assign(({ event }) => (event.type === 'do' ? { input: event.input, refusal: undefined, value: undefined } : {})),
      noteBroken: assign({ refusal: { code: 'internal' as const, message: 'the request broke off' } }),
      forget: assign({ input: undefined, value: undefined, refusal: undefined }),
    },
  });
  return machine.createMachine({
    id: 'deed',
    context: { input: undefined, value: undefined, refusal: undefined },
    initial: 'ready',
    states: {
      ready: { on: { do: { actions: 'take', target: 'doing' }, forget: { actions: 'forget' } } },
      doing: {
        invoke: {
          src: 'perform',
          // It is entered with a wish only.
          input: ({ context }) => ({ wish: context.input as I }),
          onDone: [
            { guard: ({ event }) => event.output.ok, actions: assign(({ event }) => (event.output.ok ? { value: event.output.value, refusal: undefined } : {})), target: 'done' },
            {
              guard: ({ event }) => !event.output.ok && event.output.error.code === 'offline',
              actions: assign(({ event }) => (event.output.ok ? {} : { refusal: event.output.error })),
              target: 'unheard',
            },
            { actions: assign(({ event }) => (event.output.ok ? {} : { refusal: event.output.error })), target: 'ready' },
          ],
          onError: { actions: 'noteBroken', target: 'ready' },
        },
      },
      unheard: { after: { sendAgain: 'doing' }, on: { forget: { actions: 'forget', target: 'ready' } } },
      done: { on: { do: { actions: 'take', target: 'doing' }, forget: { actions: 'forget', target: 'ready' } } },
    },
  });
}
