import { sessionSetup } from './session-setup.ts';

/**
 * A tower that starts again, or is not heard, takes up what was under way. Whoever stood here when it broke off may be back within a quarter of an hour and
 * finds the session as it was; after that it may be anybody, who sees of it no more than what the tower shows to everybody.
 */
export const continuity = sessionSetup.createStateConfig({
  initial: 'steady',
  states: {
    steady: { always: { guard: 'isBrokenOff', target: 'brokenOff' } },
    brokenOff: {
      always: { guard: 'goesOn', target: 'steady' },
      after: { sessionKeptMs: { actions: 'forgetWhoItWas', target: 'anybody' } },
    },
    anybody: { always: { guard: 'goesOn', target: 'steady' } },
  },
});
