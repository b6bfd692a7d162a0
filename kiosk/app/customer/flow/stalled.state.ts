import { patient, sessionSetup } from './session-setup.ts';

/** What can be chosen, also while the tower is asked once more what it offers. */
const chosen = {
  'cancel.chosen': { guard: 'mayCancelStalled', target: 'sure' },
  'voucher.chosen': { guard: 'mayHaveTaxi', target: 'giving' },
  'towers.chosen': 'towers',
  'otherCar.chosen': { guard: 'mayTakeAnother', actions: 'forgetCollection', target: '#customer.journey.walkingUp' },
} as const;

const looking = sessionSetup.createStateConfig({
  on: chosen,
  invoke: {
    src: 'stalledChoices',
    input: ({ context }) => ({ collectionId: context.collection?.collectionId ?? '', handOverKey: context.handOverKey ?? '' }),
    onDone: { actions: { type: 'noteChoices', params: ({ event }) => ({ answer: event.output }) }, target: 'choosing' },
    // What was offered before stands; the tower refuses what it does not offer any more.
    onError: 'choosing',
  },
});

const cancelling = sessionSetup.createStateConfig({
  invoke: {
    src: 'cancelStalled',
    input: ({ context }) => ({ collectionId: context.collection?.collectionId ?? '', handOverKey: context.handOverKey ?? '' }),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) }, actions: ['noteNotRefused', ...patient('personal')], target: 'looking' },
      { actions: { type: 'noteStalledRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'looking' },
    ],
    onError: { actions: 'noteStalledBroken', target: 'looking' },
  },
});

const giving = sessionSetup.createStateConfig({
  invoke: {
    src: 'taxiVoucher',
    input: ({ context }) => ({ collectionId: context.collection?.collectionId ?? '', handOverKey: context.handOverKey ?? '' }),
    onDone: [
      {
        guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
        actions: [{ type: 'setVoucher', params: ({ event }) => ({ answer: event.output }) }, ...patient('personal')],
        target: 'choosing',
      },
      { actions: { type: 'noteStalledRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'choosing' },
    ],
    onError: { actions: 'noteStalledBroken', target: 'choosing' },
  },
});

/**
 * The car goes no further by itself. What the tower really offers is asked for and shown; whoever chooses nothing waits. When the tower takes it up
 * again, the screen follows. With a voucher or a cancellation on it the screen is personal, and nothing moves for its customer any more.
 */
export const stalled = sessionSetup.createStateConfig({
  always: { guard: 'collectionGoesOn', actions: ['forgetStalled', ...patient('unlimited')], target: '#customer.journey.delivering.following' },
  initial: 'arriving',
  states: {
    // What is held for somebody is told to whoever was recognised only.
    arriving: { always: [{ guard: 'speaksForNobody', target: 'choosing' }, { target: 'looking' }] },
    looking,
    choosing: { on: chosen, after: { lookAgainMs: { guard: 'speaksForCustomer', target: 'looking' } } },
    sure: { on: { 'cancel.confirmed': { guard: 'mayCancelStalled', target: 'cancelling' }, back: 'choosing' } },
    cancelling,
    giving,
    towers: { on: { back: 'choosing' } },
  },
});
