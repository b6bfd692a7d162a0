import { patient, sessionSetup } from './session-setup.ts';
import { tellingStop } from './telling-stop.state.ts';

/** A car is on its way, from the accepted request until it has left: no time-out, whatever happens. */
export const delivering = sessionSetup.createStateConfig({
  entry: [...patient('unlimited')],
  initial: 'following',
  always: { guard: 'carHasLeft', target: '#customer.journey.goodbye' },
  on: {
    'session.end': { guard: 'isInStaffHands', target: '#customer.journey.closed' },
  },
  states: {
    following: {
      on: {
        'stop.pressed': 'stopping',
        'hold.completed': { guard: 'mayResume', target: 'resuming' },
      },
    },
    stopping: tellingStop,
    resuming: {
      entry: 'clearRefusal',
      // Stop stays open while the tower is asked to go on.
      on: { 'stop.pressed': 'stopping' },
      invoke: {
        src: 'resume',
        input: ({ context }) => ({ collectionId: context.collection?.collectionId ?? '' }),
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
  },
});
