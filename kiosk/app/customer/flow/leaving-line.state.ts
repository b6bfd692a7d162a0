import { sessionSetup } from './session-setup.ts';

const FOLLOWING = '#customer.journey.delivering.following';
const GONE = '#customer.journey.closed';

/** K20. Whoever waits in line may leave it: asked once more, and nothing has moved for them yet. The booking stays as it was. */
export const leavingLine = sessionSetup.createStateConfig({
  initial: 'sure',
  states: {
    sure: {
      // The answer was lost, and the tower has done it all the same. Or the car comes meanwhile.
      always: [{ guard: 'hasLeftLine', target: GONE }, { guard: 'isNotInLine', actions: 'clearRefusal', target: FOLLOWING }],
      on: { back: { actions: 'clearRefusal', target: FOLLOWING }, 'withdraw.chosen': { guard: 'mayLeaveLine', target: 'asking' } },
    },
    asking: {
      entry: 'clearRefusal',
      invoke: {
        src: 'leaveLine',
        input: ({ context }) => ({ collectionId: context.collection?.collectionId ?? '', handOverKey: context.handOverKey ?? '' }),
        onDone: [
          { guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) }, target: GONE },
          { actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'sure' },
        ],
        onError: { actions: 'noteBroken', target: 'sure' },
      },
    },
  },
});
