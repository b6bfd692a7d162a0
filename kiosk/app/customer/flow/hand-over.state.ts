import { sessionSetup } from './session-setup.ts';

const NOT_ANY_MORE = { guard: 'carIsNotLeft', target: 'attended' } as const;

/**
 * A car that stands at an open bay, with nobody to be seen in there: after minutes the screen asks, counts down, and then calls the staff. Nothing
 * ends by it, and the car stays its customer's: the sensors of a bay do not see who sits in the car. Nothing is asked while anything
 * moves or somebody is in the bay, nor over help that somebody reads.
 */
export const handOver = sessionSetup.createStateConfig({
  initial: 'attended',
  states: {
    attended: { always: { guard: 'carIsLeft', target: 'left' } },
    left: {
      always: NOT_ANY_MORE,
      // Also for whoever has just asked for more time, in letters or in speech.
      on: { 'person.active': { target: 'left', reenter: true }, 'patience.restart': { target: 'left', reenter: true } },
      after: { handOverIdle: 'due' },
    },
    due: {
      always: [NOT_ANY_MORE, { guard: 'mayAskAtBay', target: 'asking' }],
      on: { 'person.active': 'left' },
    },
    asking: {
      entry: 'startHandOverCountdown',
      always: [NOT_ANY_MORE, { guard: 'mayNotAskAtBay', target: 'due' }],
      on: { 'person.active': 'left', 'staff.called': 'called' },
      initial: 'counting',
      states: {
        counting: {
          after: {
            second: [
              { guard: 'secondsRemain', actions: 'countDown', target: 'counting', reenter: true },
              { actions: 'callToBay', target: '#customer.handOver.called' },
            ],
          },
        },
      },
    },
    // The call goes on when its page makes way: whoever comes back to the car sees what is to be done there.
    called: {
      always: { guard: 'carIsNotLeft', actions: 'leaveHelp', target: 'attended' },
      on: { 'person.active': 'left' },
    },
  },
});
