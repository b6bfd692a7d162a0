import { assign } from 'xstate';
import type { StartHandOff } from '../../../../controller/api/contract/index.ts';
import type { MyCarContext, PhoneErrand } from './my-car-context.ts';
import type { SessionContext, SessionEvent } from './session-context.ts';
import { patient, sessionSetup } from './session-setup.ts';

type About = { readonly context: SessionContext; readonly event: SessionEvent };

const change = (part: (about: About) => Partial<MyCarContext>) =>
  assign<SessionContext, SessionEvent, undefined, SessionEvent, never>(({ context, event }) => ({ myCar: { ...context.myCar, ...part({ context, event }) } }));

/** One more wish: pressed again on purpose it is a new one, and a lost answer asks once more for the same. */
const wish = change(({ context }) => ({ wishes: context.myCar.wishes + 1, refusal: undefined }));

const ticketOf = ({ recognition }: SessionContext): string => recognition?.ticket ?? '';
const keyOf = ({ session, myCar }: SessionContext): string => `${String(session)}/${String(myCar.wishes)}`;
/** Recognised too long ago: once more, and then here again. */
const IDENTIFYING = '#customer.journey.identifying';

/** The tower says what is left, and what may be chosen. */
const looking = sessionSetup.createStateConfig({
  entry: [...patient('personal')],
  invoke: {
    src: 'lookAtMyCar',
    input: ({ context }) => ({ ticket: ticketOf(context) }),
    onDone: [
      {
        guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
        actions: assign(({ context, event }) => ({ myCar: { ...context.myCar, refusal: undefined, ...(event.output.ok && { car: event.output.value }) } })),
        target: 'choosing',
      },
      {
            guard: { type: 'mustIdentifyAgain', params: ({ event }) => ({ answer: event.output }) },
            actions: ['restartMyCar', { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }],
            target: IDENTIFYING,
          },
      { actions: { type: 'noteOwnRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'choosing' },
    ],
    onError: { actions: 'noteOwnBroken', target: 'choosing' },
  },
});

/** K50. */
const choosing = sessionSetup.createStateConfig({
  entry: [...patient('personal')],
  on: {
    'look.again': 'looking',
    'extend.chosen': { guard: ({ context }) => context.myCar.car !== undefined, actions: change(() => ({ offer: undefined, refusal: undefined })), target: 'extending' },
    'buy.chosen': { guard: ({ context }) => context.myCar.car !== undefined, actions: change(() => ({ refusal: undefined })), target: 'buying' },
    'swap.chosen': { guard: ({ context }) => context.myCar.car !== undefined, actions: change(() => ({ swaps: undefined, swapOffer: undefined, refusal: undefined })), target: 'swapping' },
    'bringBack.chosen': { guard: 'towerIsOpen', target: '#customer.journey.welcomingBack' },
    'car.denied': { actions: 'forgetPerson', target: '#customer.journey.identifying' },
    back: '#customer.journey.closed',
    'session.end': '#customer.journey.closed',
  },
});

const possible = ({ context, event }: About): boolean =>
  event.type === 'days.chosen' && (context.myCar.car?.extensions.offers.some(({ days, possible: is }) => is && days === event.days) ?? false);

/** K51. The offers of the tower; what is chosen is shown once more with its price, and the press is what extends. */
const extending = sessionSetup.createStateConfig({
  initial: 'offers',
  states: {
    offers: {
      entry: [...patient('personal')],
      on: {
        'days.chosen': {
          guard: possible,
          actions: change(({ context, event }) => ({ refusal: undefined, offer: context.myCar.car?.extensions.offers.find(({ days }) => event.type === 'days.chosen' && days === event.days) })),
          target: 'confirming',
        },
        back: '#myCar.choosing',
      },
    },
    confirming: {
      entry: [...patient('personal')],
      on: { 'extension.confirmed': { actions: wish, target: 'asking' }, back: 'offers' },
    },
    asking: {
      entry: [...patient('unlimited')],
      invoke: {
        src: 'extendMyCar',
        input: ({ context }) => ({ ticket: ticketOf(context), days: context.myCar.offer?.days ?? 0, key: keyOf(context) }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: assign(({ context, event }) => ({ myCar: { ...context.myCar, refusal: undefined, ...(event.output.ok && { car: event.output.value }) } })),
            target: 'done',
          },
          {
            guard: { type: 'mustIdentifyAgain', params: ({ event }) => ({ answer: event.output }) },
            actions: ['restartMyCar', { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }],
            target: IDENTIFYING,
          },
          // Somebody has booked the car since: what is left is asked for anew.
          { actions: { type: 'noteOwnRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'renewing' },
        ],
        onError: { actions: 'noteOwnBroken', target: 'confirming' },
      },
    },
    renewing: {
      invoke: {
        src: 'lookAtMyCar',
        input: ({ context }) => ({ ticket: ticketOf(context) }),
        onDone: { actions: assign(({ context, event }) => ({ myCar: { ...context.myCar, ...(event.output.ok && { car: event.output.value }) } })), target: 'offers' },
        onError: 'offers',
      },
    },
    done: {
      entry: [...patient('personal')],
      on: {
        'pay.chosen': { actions: change(() => ({ errand: 'payExtension' as const })), target: '#myCar.onPhone' },
        back: '#myCar.looking', 'session.end': '#customer.journey.closed',
      },
    },
  },
});

/** K52. What it costs, and what happens next: the contract is read and signed on the phone. */
const buying = sessionSetup.createStateConfig({
  entry: [...patient('personal')],
  on: { 'buy.confirmed': { actions: change(() => ({ errand: 'buy' as const })), target: 'onPhone' }, back: 'choosing', 'session.end': '#customer.journey.closed' },
});

const isOffered = ({ context, event }: About): boolean => event.type === 'swapCar.chosen' && (context.myCar.swaps?.offers.some(({ car }) => car.carId === event.carId) ?? false);

/** K53. Only what the rules allow this member; booked by the press, and fetched once the present car is back. */
const swapping = sessionSetup.createStateConfig({
  initial: 'asking',
  states: {
    asking: {
      entry: [...patient('personal')],
      invoke: {
        src: 'askForSwaps',
        input: ({ context }) => ({ ticket: ticketOf(context) }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: assign(({ context, event }) => ({ myCar: { ...context.myCar, ...(event.output.ok && { swaps: event.output.value }) } })),
            target: 'list',
          },
          {
            guard: { type: 'mustIdentifyAgain', params: ({ event }) => ({ answer: event.output }) },
            actions: ['restartMyCar', { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }],
            target: IDENTIFYING,
          },
          { actions: { type: 'noteOwnRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'list' },
        ],
        onError: { actions: 'noteOwnBroken', target: 'list' },
      },
      on: { back: '#myCar.choosing' },
    },
    list: {
      entry: [...patient('personal')],
      always: { guard: ({ context }) => context.myCar.car?.swap !== undefined, target: 'done' },
      on: {
        'swapCar.chosen': {
          guard: isOffered,
          actions: change(({ context, event }) => ({ refusal: undefined, swapOffer: context.myCar.swaps?.offers.find(({ car }) => event.type === 'swapCar.chosen' && car.carId === event.carId) })),
          target: 'confirming',
        },
        'look.again': { actions: change(() => ({ refusal: undefined })), target: 'asking' },
        back: '#myCar.choosing',
      },
    },
    confirming: {
      entry: [...patient('personal')],
      on: { 'swap.confirmed': { actions: wish, target: 'booking' }, back: 'list' },
    },
    booking: {
      entry: [...patient('unlimited')],
      invoke: {
        src: 'swapMyCar',
        input: ({ context }) => ({ ticket: ticketOf(context), carId: context.myCar.swapOffer?.car.carId ?? '', key: keyOf(context) }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: assign(({ context, event }) => ({ myCar: { ...context.myCar, refusal: undefined, ...(event.output.ok && { swapped: event.output.value }) } })),
            target: 'done',
          },
          {
            guard: { type: 'mustIdentifyAgain', params: ({ event }) => ({ answer: event.output }) },
            actions: ['restartMyCar', { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }],
            target: IDENTIFYING,
          },
          { actions: { type: 'noteOwnRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'asking' },
        ],
        onError: { actions: 'noteOwnBroken', target: 'confirming' },
      },
    },
    done: {
      entry: [...patient('personal')],
      on: {
        'pay.chosen': { guard: ({ context }) => context.myCar.swapped !== undefined, actions: change(() => ({ errand: 'paySwap' as const })), target: '#myCar.onPhone' },
        'bringBack.chosen': { guard: 'towerIsOpen', target: '#customer.journey.welcomingBack' },
        back: '#myCar.looking', 'session.end': '#customer.journey.closed',
      },
    },
  },
});

const HANDED: Readonly<Record<PhoneErrand, (context: SessionContext) => StartHandOff>> = {
  buy: (context) => ({ errand: 'buy', ticket: ticketOf(context), language: context.language }),
  payExtension: (context) => ({ errand: 'pay', ticket: ticketOf(context), language: context.language }),
  paySwap: (context) => ({ errand: 'pay', ticket: context.myCar.swapped?.ticket ?? '', language: context.language }),
};

/** The screen waits for the phone, with what the tower knows of it. Leaving gives the code up; what was signed or paid stays. */
const onPhone = sessionSetup.createStateConfig({
  initial: 'asking',
  on: { back: 'looking' },
  states: {
    asking: {
      entry: [wish, change(() => ({ handOff: undefined })), ...patient('personal')],
      invoke: {
        src: 'beginHandOff',
        input: ({ context }) => ({ wish: HANDED[context.myCar.errand](context), key: `my-car ${keyOf(context)}` }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: assign(({ context, event }) => ({ myCar: { ...context.myCar, ...(event.output.ok && { handOff: event.output.value }) } })),
            target: 'waiting',
          },
          {
            guard: { type: 'mustIdentifyAgain', params: ({ event }) => ({ answer: event.output }) },
            actions: ['restartMyCar', { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) }],
            target: IDENTIFYING,
          },
          { actions: { type: 'noteOwnRefusal', params: ({ event }) => ({ answer: event.output }) }, target: 'over' },
        ],
        onError: { actions: 'noteOwnBroken', target: 'over' },
      },
    },
    waiting: {
      entry: [...patient('handOff')],
      invoke: { src: 'watchHandOff', input: ({ context }) => ({ handOffId: context.myCar.handOff?.handOffId ?? '' }) },
      on: {
        'handOff.told': [
          { guard: ({ event }) => event.answer.ok && event.answer.value.state === 'done', actions: change(({ event }) => (event.type === 'handOff.told' && event.answer.ok ? { handOff: event.answer.value } : {})), target: 'done' },
          { guard: ({ event }) => !event.answer.ok && event.answer.error.code === 'handOffUnknown', target: 'over' },
          { actions: change(({ event }) => (event.type === 'handOff.told' && event.answer.ok ? { handOff: event.answer.value } : {})) },
        ],
        'newCode.chosen': 'asking',
      },
    },
    over: {
      entry: [change(() => ({ handOff: undefined })), ...patient('personal')],
      on: { 'newCode.chosen': 'asking' },
    },
    done: {
      entry: [...patient('personal')],
      on: { 'session.end': '#customer.journey.closed' },
    },
  },
});

/** My car: K50 to K53, for somebody whose car is out and who was recognised. */
export const myCar = sessionSetup.createStateConfig({
  id: 'myCar',
  initial: 'looking',
  states: { looking, choosing, extending, buying, swapping, onPhone },
});
