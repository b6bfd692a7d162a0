import { patient, sessionSetup } from './session-setup.ts';

/** Somebody whose car is out: how many sit in it? The answer is the one touch that asks for a bay. */
export const welcomingBack = sessionSetup.createStateConfig({
  entry: [...patient('personal')],
  on: {
    'people.told': { guard: 'towerIsOpen', actions: 'notePeople', target: 'announcing' },
    'car.denied': { actions: 'forgetPerson', target: 'identifying' },
  },
});

/** The tower is asked to take the car in. A return of this car that is under way already answers with the same. */
export const announcing = sessionSetup.createStateConfig({
  entry: [...patient('unlimited')],
  initial: 'asking',
  on: { back: { actions: 'clearRefusal', target: '#customer.journey.welcomingBack' } },
  states: {
    asking: {
      // Going back now would leave a bay that opens for nobody.
      on: { back: {} },
      invoke: {
        src: 'bringBack',
        input: ({ context }) => ({ ticket: context.recognition?.ticket ?? '', people: context.people }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'setReturn', params: ({ event }) => ({ answer: event.output }) },
            target: '#customer.journey.returning',
          },
          {
            guard: { type: 'mustIdentifyAgain', params: ({ event }) => ({ answer: event.output }) },
            actions: ['clearIdentity', { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }],
            target: '#customer.journey.identifying',
          },
          { actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'refused' },
        ],
        onError: { actions: 'noteBroken', target: 'refused' },
      },
    },
    refused: {
      entry: [...patient('personal')],
      // The answer was lost, and the tower makes a bay ready all the same: asked again, it gives the same return with its key.
      always: { guard: 'ownReturnIsUnderWay', target: 'askingAgain' },
      on: { 'session.end': '#customer.journey.closed' },
    },
    askingAgain: {
      entry: ['clearRefusal', ...patient('unlimited')],
      on: { back: {} },
      after: { askAgainMs: 'asking' },
    },
  },
});

/** The car stands in its cell, by the inventory. */
export const received = sessionSetup.createStateConfig({
  entry: [...patient('unlimited')],
  after: { receiptMs: 'attracting' },
  on: { 'session.end': 'attracting' },
});
