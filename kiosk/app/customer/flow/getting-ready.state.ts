import { patient, sessionSetup } from './session-setup.ts';

/** What must not be cut short, or would be looked away from: then the camera waits for a touch. */
const INSTEAD_OF_COUNTING = { guard: 'waitsForReadiness', target: '#gettingReady.waiting' } as const;

/**
 * K12. The consent is given, so the camera looks by itself as soon as the steps could be read; whoever needs longer says so, and then
 * nothing goes on without a touch. Any touch and any key begins the time anew. Whoever listens is not interrupted by it at all.
 */
export const gettingReady = sessionSetup.createStateConfig({
  id: 'gettingReady',
  entry: [...patient('anonymous')],
  initial: 'counting',
  on: { 'face.ready': '#identifying.capturing', back: '#identifying.choosing' },
  states: {
    counting: {
      entry: 'startReadying',
      initial: 'second',
      on: { 'face.notYet': 'waiting', 'help.opened': 'waiting', 'staff.called': 'waiting', 'display.opened': 'waiting', 'person.active': { target: 'counting', reenter: true } },
      states: {
        second: {
          always: INSTEAD_OF_COUNTING,
          after: {
            second: [
              { guard: 'readySecondsRemain', actions: 'countReadying', target: 'second', reenter: true },
              { target: '#identifying.capturing' },
            ],
          },
        },
      },
    },
    waiting: {},
  },
});
