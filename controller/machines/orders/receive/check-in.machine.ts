import { checkInSetup, type CheckInEnd } from './check-in.setup.ts';

const ends = (end: CheckInEnd) => ({ type: 'end' as const, params: { end } });
const CAR_GONE = { guard: 'carIsGone', target: 'comeIn' } as const;
const UNFIT = { guard: 'doesNotFit', target: 'mending' } as const;
const ROLLED = { guard: 'rolled', target: 'braking' } as const;

/**
 * A car comes in through the open outer door: guided to its place, measured, its people out and so said at two points, standing on its
 * brake. Every state waits for people; staff are called by the order when they take long, and a stop ends the chart from without.
 * Whoever comes back, and whatever moves, takes it back to where that is dealt with. It commands nothing.
 */
export const checkInMachine = checkInSetup.createMachine({
  id: 'checkIn',
  context: ({ input }) => ({ site: input.site, memory: input.memory, end: undefined }),
  output: ({ context }) => ({ end: context.end ?? { how: 'unproven' }, memory: context.memory }),
  on: {
    seen: { actions: { type: 'look', params: ({ event }) => ({ sight: event.sight, cells: event.cells, nowMs: event.nowMs }) } },
    allClear: { actions: { type: 'give', params: ({ event }) => ({ attendant: event.attendant, nowMs: event.nowMs }) } },
  },
  initial: 'comeIn',
  states: {
    comeIn: { always: [{ guard: 'carIsThere', target: 'guiding' }, { guard: 'wasDrivenOut', target: 'drivenOut' }] },
    // It was to go in again, and is gone: nobody waits for it, and the empty pallet goes home.
    drivenOut: {
      always: { guard: 'wasNotDrivenOut', target: 'comeIn' },
      after: { drivenOut: { actions: ends({ how: 'refused', code: 'drivenOut' }), target: 'refused' } },
    },
    guiding: {
      entry: 'unpark',
      always: [CAR_GONE, { guard: 'neverFits', target: 'mending' }, { guard: 'leftBadly', target: 'braking' }, { guard: 'standsWell', target: 'stopping' }],
    },
    stopping: {
      always: [CAR_GONE, { guard: 'doesNotStandWell', target: 'guiding' }],
      after: { stands: 'measuring' },
    },
    measuring: {
      always: [CAR_GONE, { guard: 'doesNotFit', target: 'mending' }, { guard: 'doesNotStandWell', target: 'guiding' }, { guard: 'fits', actions: 'park', target: 'gettingOut' }],
    },
    mending: {
      always: [CAR_GONE, { guard: 'cannotBeMended', target: 'turningAway' }, { guard: 'fits', target: 'guiding' }],
      after: { mend: { actions: { type: 'endFor', params: { how: 'refused' } }, target: 'refused' } },
    },
    // Nobody on the spot can mend it. It is said long enough to be read.
    turningAway: {
      always: [CAR_GONE, { guard: 'fits', target: 'guiding' }],
      after: { say: { actions: { type: 'endFor', params: { how: 'refused' } }, target: 'refused' } },
    },
    gettingOut: {
      always: [CAR_GONE, ROLLED, UNFIT, { guard: 'doesNotStandWell', target: 'guiding' }, { guard: 'allOut', target: 'allClear' }],
    },
    allClear: {
      always: [CAR_GONE, ROLLED, UNFIT, { guard: 'notAllOut', target: 'gettingOut' }, { guard: 'saidTwice', target: 'proving' }],
    },
    proving: {
      always: [CAR_GONE, ROLLED, UNFIT, { guard: 'notAllOut', target: 'gettingOut' }],
      initial: 'standing',
      states: {
        standing: { always: { guard: 'standsProven', target: 'holding' } },
        holding: {
          always: { guard: 'doesNotStand', target: 'standing' },
          after: { emptyHold: { actions: ['clear', ends({ how: 'admitted' })], target: '#checkIn.admitted' } },
        },
      },
    },
    // The brake is off, or the car was left where it cannot stay. Whoever mends that has to get in.
    braking: { always: [CAR_GONE, { guard: 'somebodyBack', target: 'guiding' }] },
    admitted: { type: 'final' },
    refused: { type: 'final' },
  },
});

const SOMEBODY = { actions: ends({ how: 'again', code: 'somebodyInside' }), target: 'again' } as const;
/** Asked all the time behind the shut door. */
const disturbances = [
  { guard: 'personSeen', ...SOMEBODY },
  { guard: 'weightChanged', ...SOMEBODY },
  { guard: 'cannotBeMended', actions: { type: 'endFor', params: { how: 'refused' } }, target: 'refused' },
  { guard: 'doesNotFit', actions: { type: 'endFor', params: { how: 'again' } }, target: 'again' },
  { guard: 'rolled', actions: ends({ how: 'again', code: 'rolled' }), target: 'again' },
] as const;
const LIFE = { guard: 'lifeSeen', ...SOMEBODY } as const;

/**
 * What can only be seen behind the shut outer door: a tailgate that opens, a car that rolls, a child or an animal in it. Whatever is wrong
 * opens the door again. What stays unproven is no good answer: nothing is stored.
 */
export const shutCheckMachine = checkInSetup.createMachine({
  id: 'shutCheck',
  context: ({ input }) => ({ site: input.site, memory: input.memory, end: undefined }),
  output: ({ context }) => ({ end: context.end ?? { how: 'unproven' }, memory: context.memory }),
  on: { seen: { actions: { type: 'look', params: ({ event }) => ({ sight: event.sight, cells: event.cells, nowMs: event.nowMs }) } } },
  initial: 'quietening',
  states: {
    // The radar still sees the door.
    quietening: { always: [...disturbances], after: { listen: 'settling' } },
    settling: { always: [LIFE, ...disturbances], after: { settle: 'judging' } },
    judging: {
      always: [LIFE, ...disturbances, { guard: 'admitted', actions: ends({ how: 'admitted' }), target: 'admitted' }],
      after: { proof: { actions: ends({ how: 'unproven' }), target: 'unproven' } },
    },
    admitted: { type: 'final' },
    again: { type: 'final' },
    refused: { type: 'final' },
    unproven: { type: 'final' },
  },
});
