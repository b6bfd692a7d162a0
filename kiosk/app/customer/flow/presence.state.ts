import { sessionSetup } from './session-setup.ts';

/** Asks "still there?" after the screen's own patience, counts down, and then ends the session. Never while anything moves. */
export const presence = sessionSetup.createStateConfig({
  id: 'presence',
  initial: 'unlimited',
  on: { 'patience.restart': [{ guard: 'isUnlimited', target: '.unlimited' }, { target: '.watching' }] },
  states: {
    unlimited: {},
    watching: {
      on: {
        'person.active': { target: 'watching', reenter: true },
        // Re-entered from here and not from above: a re-entry of the whole region would take the journey with it.
        'patience.restart': [{ guard: 'isUnlimited', target: 'unlimited' }, { target: 'watching', reenter: true }],
      },
      after: { idle: { target: 'asking', actions: 'startCountdown' } },
    },
    asking: {
      on: { 'person.active': 'watching', 'session.end': { actions: 'abandon', target: 'watching' } },
      initial: 'counting',
      states: {
        counting: {
          after: {
            second: [
              { guard: 'secondsRemain', actions: 'countDown', target: 'counting', reenter: true },
              { actions: 'abandon', target: '#presence.watching' },
            ],
          },
        },
      },
    },
  },
});
