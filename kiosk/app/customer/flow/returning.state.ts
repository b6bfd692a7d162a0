import { patient, sessionSetup } from './session-setup.ts';
import { tellingStop } from './telling-stop.state.ts';

/** Which return is meant, and the key that lets this screen speak for it. */
const wordOf = ({ bringing, allClearKey }: { readonly bringing: { readonly returnId: string } | undefined; readonly allClearKey: string | undefined }) =>
  ({ returnId: bringing?.returnId ?? '', allClearKey: allClearKey ?? '' });

/** A car is brought back, from the accepted request until it stands in its cell or is outside again: no time-out, whatever happens. */
export const returning = sessionSetup.createStateConfig({
  entry: [...patient('unlimited')],
  initial: 'following',
  invoke: { src: 'watchReceipt', input: ({ context }) => ({ returnId: context.bringing?.returnId ?? '', allClearKey: context.allClearKey }) },
  always: { guard: 'carIsStored', target: '#customer.journey.received' },
  on: {
    'session.end': { guard: 'returnNeedsNobody', target: '#customer.journey.closed' },
    'receipt.told': { actions: 'noteReceipt' },
    'condition.opened': { actions: 'openCondition' },
    'condition.closed': { actions: 'closeCondition' },
    // Stop stays open, whatever the tower is being asked.
    'stop.pressed': '.stopping',
  },
  states: {
    following: {
      on: {
        'hold.completed': [{ guard: 'mayResumeReturn', target: 'resuming' }, { guard: 'mayGiveAllClear', target: 'giving' }],
        'withdraw.chosen': { guard: 'mayWithdraw', target: 'withdrawing' },
        // A screen that has started again knows the car and not the person: whoever is recognised once more gets the key of this return.
        'identify.again': { guard: 'mayProveAgain', actions: { type: 'setErrand', params: { errand: 'bringBack' } }, target: '#customer.journey.identifying' },
      },
    },
    stopping: tellingStop,
    resuming: {
      entry: 'clearRefusal',
      invoke: {
        src: 'resumeReturn',
        input: ({ context }) => ({ returnId: context.bringing?.returnId ?? '' }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'noteStop', params: { stop: 'none' } },
            target: 'following',
          },
          { actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'following' },
        ],
        onError: { actions: 'noteBroken', target: 'following' },
      },
    },
    giving: {
      entry: 'clearRefusal',
      invoke: {
        src: 'allClear',
        input: ({ context }) => wordOf(context),
        onDone: [
          { guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) }, target: 'following' },
          { actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'following' },
        ],
        onError: { actions: 'noteBroken', target: 'following' },
      },
    },
    withdrawing: {
      entry: 'clearRefusal',
      invoke: {
        src: 'withdraw',
        input: ({ context }) => wordOf(context),
        onDone: [
          { guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) }, target: 'following' },
          { actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'following' },
        ],
        onError: { actions: 'noteBroken', target: 'following' },
      },
    },
  },
});
