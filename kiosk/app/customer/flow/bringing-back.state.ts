import { patient, sessionSetup } from './session-setup.ts';

/** Somebody whose car is out: how many sit in it? The answer is the one touch that asks for a bay. */
export const welcomingBack = sessionSetup.createStateConfig({
  entry: [...patient('personal')],
  // The return of this very car is under way: how many sit in it was told when it began.
  always: { guard: 'provesAgain', target: 'announcing' },
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

const wordOf = ({ bringing, allClearKey }: { readonly bringing: { readonly returnId: string } | undefined; readonly allClearKey: string | undefined }) =>
  ({ returnId: bringing?.returnId ?? '', allClearKey: allClearKey ?? '' });

/** The car stands in its cell, by the inventory. Whoever has brought it may have it out once more; a screen that speaks for nobody shows no more than that. */
export const received = sessionSetup.createStateConfig({
  entry: [...patient('personal')],
  invoke: { src: 'watchReceipt', input: ({ context }) => ({ returnId: context.bringing?.returnId ?? '', allClearKey: context.allClearKey }) },
  on: { 'session.end': 'attracting', 'receipt.told': { actions: 'noteReceipt' }, 'condition.opened': { actions: 'openCondition' }, 'condition.closed': { actions: 'closeCondition' } },
  initial: 'showing',
  states: {
    showing: {
      on: { 'recall.chosen': { guard: 'mayRecall', target: 'recalling' } },
      after: { receiptMs: { guard: 'hasNoWord', target: '#customer.journey.attracting' } },
    },
    recalling: {
      entry: [...patient('unlimited')],
      exit: [...patient('personal')],
      on: { 'session.end': {} },
      invoke: {
        src: 'recallCar',
        input: ({ context }) => wordOf(context),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'noteRecall', params: ({ event }) => ({ answer: event.output }) },
            target: '#customer.journey.returning',
          },
          { actions: { type: 'noteOwnRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'showing' },
        ],
        onError: { actions: 'noteOwnBroken', target: 'showing' },
      },
    },
  },
});
