import { sessionSetup } from './session-setup.ts';

/**
 * Covers what is personal as soon as nobody stands in front of it. The camera is on for this only while somebody's details are shown;
 * what cannot be seen is never covered. The time-outs of the screen go on underneath.
 */
export const privacy = sessionSetup.createStateConfig({
  initial: 'open',
  states: {
    open: { always: { guard: 'isPersonal', target: 'guarding' } },
    guarding: {
      always: { guard: 'isNotPersonal', target: 'open' },
      invoke: { src: 'watchPresence' },
      initial: 'shown',
      states: {
        shown: { on: { 'presence.changed': { guard: 'hasGone', target: 'covered' } } },
        covered: {
          on: {
            'presence.changed': { guard: 'hasNotGone', target: 'shown' },
            'person.active': 'shown',
          },
        },
      },
    },
  },
});
