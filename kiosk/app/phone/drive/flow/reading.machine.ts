import { assign, fromPromise, setup } from 'xstate';
import { refused } from '../../../tower-client/answer.ts';
import type { Answer, Refusal } from '../../../tower-client/answer.ts';

/** What a page knows of something that only the tower knows. */
export interface ReadingContext<T> {
  readonly value: T | undefined;
  /** Why the last look gave nothing; a value that is shown all the same is older than that. */
  readonly refusal: Refusal | undefined;
}

export type ReadingEvent = { readonly type: 'again' };

/** Pause before the tower is asked again that did not answer. */
export const LOOK_AGAIN_MS = 3000;

/** Looks at the tower once, or every `everyMs`, and goes on looking when it does not answer. The actor `read` is to be provided. */
export function createReadingMachine<T>(everyMs: number | undefined) {
  const machine = setup({
    types: { context: {} as ReadingContext<T>, events: {} as ReadingEvent },
    actors: { read: fromPromise<Answer<T>>(() => Promise.resolve(refused('internal', 'nothing was provided to read'))) },
    delays: { rest: everyMs ?? 0, lookAgain: LOOK_AGAIN_MS },
    guards: {
      repeats: () => everyMs !== undefined,
      isOffline: ({ context }) => context.refusal?.code === 'offline',
    },
    actions: { noteBroken: assign({ refusal: { code: 'internal' as const, message: 'the request broke off' } }) },
  });
  return machine.createMachine({
    id: 'reading',
    context: { value: undefined, refusal: undefined },
    initial: 'asking',
    states: {
      asking: {
        invoke: {
          src: 'read',
          onDone: [
            { guard: ({ event }) => event.output.ok, actions: assign(({ event }) => (event.output.ok ? { value: event.output.value, refusal: undefined } : {})), target: 'resting' },
            { actions: assign(({ event }) => (event.output.ok ? {} : { refusal: event.output.error })), target: 'refused' },
          ],
          onError: { actions: 'noteBroken', target: 'refused' },
        },
      },
      resting: { on: { again: 'asking' }, after: { rest: { guard: 'repeats', target: 'asking' } } },
      refused: {
        on: { again: 'asking' },
        after: { lookAgain: [{ guard: 'isOffline', target: 'asking' }, { guard: 'repeats', target: 'asking' }] },
      },
    },
  });
}
