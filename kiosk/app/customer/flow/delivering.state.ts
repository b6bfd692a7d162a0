import { leavingLine } from './leaving-line.state.ts';
import { patient, sessionSetup } from './session-setup.ts';
import { stalled } from './stalled.state.ts';
import { tellingStop } from './telling-stop.state.ts';

/** A car is on its way, from the accepted request until it has left: no time-out, whatever happens. */
export const delivering = sessionSetup.createStateConfig({
  entry: [...patient('unlimited')],
  initial: 'following',
  invoke: { src: 'watchHandOver', input: ({ context }) => ({ collectionId: context.collection?.collectionId ?? '', handOverKey: context.handOverKey }) },
  always: { guard: 'carHasLeft', target: '#customer.journey.goodbye' },
  on: {
    'handOver.told': { actions: 'noteHandOver' },
    'handOver.accepted': { actions: 'noteAccepted' },
    'session.end': { guard: 'isInStaffHands', target: '#customer.journey.closed' },
  },
  states: {
    following: {
      always: { guard: 'isInStaffHands', target: 'stalled' },
      on: {
        'stop.pressed': 'stopping',
        'hold.completed': { guard: 'mayResume', target: 'resuming' },
        'withdraw.chosen': { guard: 'mayLeaveLine', target: 'leavingLine' },
      },
    },
    stalled,
    leavingLine,
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
