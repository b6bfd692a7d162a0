import { sessionSetup } from './session-setup.ts';

/**
 * A tower that starts again, or is not heard, takes up what was under way. Whoever stood here when it broke off may be back within a quarter of an hour and
 * finds the session as it was; after that it may be anybody, who sees of it no more than what the tower shows to everybody. The same where a car goes no
 * further: the screen waits for the staff without an end, and speaks for its customer only as long as somebody touches it.
 */
export const continuity = sessionSetup.createStateConfig({
  initial: 'steady',
  states: {
    steady: { always: [{ guard: 'isBrokenOff', target: 'brokenOff' }, { guard: 'isLeftToStaff', target: 'leftToStaff' }] },
    brokenOff: {
      always: { guard: 'goesOn', target: 'steady' },
      // What follows no order of the tower has nothing left to show without its person.
      after: { sessionKeptMs: [{ guard: 'followsOrder', actions: 'forgetWhoItWas', target: 'anybody' }, { actions: 'abandon', target: 'anybody' }] },
    },
    anybody: { always: { guard: 'goesOn', target: 'steady' } },
    leftToStaff: {
      always: [{ guard: 'isBrokenOff', target: 'brokenOff' }, { guard: 'isNotLeftToStaff', target: 'steady' }],
      on: { 'person.active': { target: 'leftToStaff', reenter: true } },
      after: { leftToStaffMs: { actions: 'forgetKeys', target: 'steady' } },
    },
  },
});
