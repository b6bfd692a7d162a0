import { assign } from 'xstate';
import type { HandOffState, StartHandOff } from '../../../../controller/api/contract/index.ts';
import type { Refusal } from '../../tower-client/answer.ts';
import { turned } from './car-filter.ts';
import { brokenOff, noted, refusalIn } from './session-context.ts';
import type { SessionContext, SessionEvent } from './session-context.ts';
import { patient, sessionSetup } from './session-setup.ts';
import { noWalkUp, offeredCar, withOffer } from './walk-up-context.ts';
import type { WalkUpContext } from './walk-up-context.ts';

type About = { readonly context: SessionContext; readonly event: SessionEvent };
type Told = { readonly context: SessionContext; readonly event: { readonly type: 'handOff.told' } & SessionEvent };

const change = (part: (about: About) => Partial<WalkUpContext>) =>
  assign<SessionContext, SessionEvent, undefined, SessionEvent, never>(({ context, event }) => ({ walkUp: { ...context.walkUp, ...part({ context, event }) } }));

/** Why it did not go on, and whether that is the same as before. */
function refusedWith(context: SessionContext, refusal: Refusal | undefined): Pick<SessionContext, 'lastRefused' | 'walkUp'> {
  const { refusal: shown, lastRefused } = noted(context, refusal);
  return { lastRefused, walkUp: { ...context.walkUp, refusal: shown } };
}

const wishOf = ({ walkUp, language }: SessionContext): StartHandOff =>
  ({ errand: 'walkUp', carId: walkUp.car?.carId ?? '', untilUtcMs: walkUp.untilUtcMs ?? 0, language });

const noteOffer = change(({ context, event }) => (event.type === 'offer.told' ? withOffer(context.walkUp, event.answer) : {}));
const noteHandOff = change(({ event }) => (event.type === 'handOff.told' && event.answer.ok ? { handOff: event.answer.value, refusal: undefined } : {}));
const chooseCar = change(({ context, event }) =>
  (event.type === 'wallCar.chosen' ? { car: context.walkUp.offer?.cars.find(({ carId }) => carId === event.carId), untilUtcMs: undefined, refusal: undefined } : {}));

const isOffered = ({ context }: { readonly context: SessionContext }): boolean => offeredCar(context.walkUp) !== undefined;
const names = ({ context, event }: About): boolean =>
  event.type === 'wallCar.chosen' && (context.walkUp.offer?.cars.some(({ carId }) => carId === event.carId) ?? false);
const isFreeFor = ({ context, event }: About): boolean => event.type === 'until.chosen' && (offeredCar(context.walkUp)?.free.includes(event.untilUtcMs) ?? false);

/** K40, K41, K42: the tower is asked again and again what it offers, so that what somebody else takes goes from the screen. */
const choosing = sessionSetup.createStateConfig({
  invoke: { src: 'watchOffer' },
  on: { 'offer.told': { actions: noteOffer } },
  initial: 'wall',
  states: {
    wall: {
      entry: [...patient('anonymous')],
      on: {
        'filter.turned': { actions: change(({ context, event }) => (event.type === 'filter.turned' ? { filter: turned(context.walkUp.filter, event.filter, context.walkUp.offer?.cars ?? []) } : {})) },
        'filter.cleared': { actions: change(() => ({ filter: {} })) },
        'wallCar.chosen': { guard: names, actions: chooseCar, target: 'car' },
        back: '#customer.journey.choosingTask',
      },
    },
    car: {
      entry: [...patient('anonymous')],
      on: { 'wallCar.taken': { guard: isOffered, target: 'howLong' }, back: 'wall' },
    },
    howLong: {
      entry: [...patient('anonymous')],
      on: {
        'until.chosen': { guard: isFreeFor, actions: change(({ event }) => (event.type === 'until.chosen' ? { untilUtcMs: event.untilUtcMs } : {})), target: '#walkingUp.asking' },
        back: { actions: change(() => ({ refusal: undefined })), target: 'car' },
      },
    },
  },
});

/** The tower makes a code, and holds the car from now on. */
const makingCode = () => sessionSetup.createStateConfig({
  entry: [change(({ context }) => ({ codes: context.walkUp.codes + 1, handOff: undefined, refusal: undefined })), ...patient('anonymous')],
  invoke: {
    src: 'beginHandOff',
    input: ({ context }) => ({ wish: wishOf(context), key: `${String(context.session)}/${String(context.walkUp.codes)}` }),
    onDone: [
      {
        guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
        actions: assign(({ context, event }) => (event.output.ok ? { walkUp: { ...context.walkUp, handOff: event.output.value } } : {})),
        target: 'waiting',
      },
      { actions: assign(({ context, event }) => refusedWith(context, refusalIn(event.output))), target: 'choosing.howLong' },
    ],
    onError: { actions: assign(({ context }) => refusedWith(context, brokenOff)), target: 'choosing.howLong' },
  },
});

/** A member is at work on a phone: the screen waits as long as the hand-off may last. */
const ON_PHONE: ReadonlySet<HandOffState> = new Set(['claimed', 'refused', 'paying']);
const stateTold = ({ event }: Told): HandOffState | undefined => (event.answer.ok ? event.answer.value.state : undefined);
const isOver = ({ event }: Told): boolean => !event.answer.ok && event.answer.error.code === 'handOffUnknown';
const isClaimed = (told: Told): boolean => {
  const state = stateTold(told);
  return state !== undefined && ON_PHONE.has(state) && told.context.patience !== 'handOff';
};
const isNews = (told: Told): boolean => stateTold(told) !== undefined && stateTold(told) !== told.context.walkUp.handOff?.state;
const isDone = (told: Told): boolean => stateTold(told) === 'done';

/** K43. What the phone does is told as the tower finds it. Leaving gives the hand-off up, unless something was booked with it. */
const waiting = sessionSetup.createStateConfig({
  entry: [...patient('anonymous')],
  invoke: { src: 'watchHandOff', input: ({ context }) => ({ handOffId: context.walkUp.handOff?.handOffId ?? '' }) },
  on: {
    'handOff.told': [
      { guard: isDone, actions: noteHandOff, target: 'terms' },
      { guard: isOver, target: 'over' },
      { guard: isClaimed, actions: [noteHandOff, ...patient('handOff')] },
      { guard: isNews, actions: [noteHandOff, 'restartPatience'] },
      { actions: noteHandOff },
    ],
    'newCode.chosen': 'renewing',
    back: 'choosing.howLong',
  },
});

/** K44. What was agreed to on the phone, once more in short, by whoever takes the car here. */
const terms = sessionSetup.createStateConfig({
  initial: 'short',
  on: { 'session.end': '#customer.journey.closed' },
  states: {
    short: { entry: [...patient('typing')], on: { 'terms.accepted': 'recognising', 'terms.read': 'whole' } },
    whole: { entry: [...patient('typing')], on: { 'terms.closed': 'short', back: 'short' } },
    recognising: {
      entry: [change(() => ({ refusal: undefined })), ...patient('unlimited')],
      invoke: {
        src: 'recognise',
        input: ({ context }) => ({ by: 'handOff' as const, handOffId: context.walkUp.handOff?.handOffId ?? '' }),
        onDone: [
          {
            guard: { type: 'succeeded', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'setRecognition', params: ({ event }) => ({ answer: event.output }) },
            target: '#customer.journey.confirming',
          },
          {
            guard: { type: 'notNow', params: ({ event }) => ({ answer: event.output }) },
            actions: { type: 'noteRefusal', params: ({ event }) => ({ answer: event.output }) },
            target: '#customer.journey.refusedForNow',
          },
          { actions: assign(({ context, event }) => refusedWith(context, refusalIn(event.output))), target: 'short' },
        ],
        onError: { actions: assign(({ context }) => refusedWith(context, brokenOff)), target: 'short' },
      },
    },
  },
});

/** Choose a car now: K40 to K44, then K19 as for a booked car. */
export const walkingUp = sessionSetup.createStateConfig({
  id: 'walkingUp',
  // The number of codes goes on: each has a key of its own.
  entry: change(({ context }) => ({ ...noWalkUp, codes: context.walkUp.codes })),
  initial: 'choosing',
  states: {
    choosing,
    asking: makingCode(),
    /** Another code, from the screen that waits for a phone. */
    renewing: makingCode(),
    waiting,
    /** The code has run out, or the tower has started anew. */
    over: {
      entry: [change(() => ({ handOff: undefined })), ...patient('anonymous')],
      on: { 'newCode.chosen': 'renewing', back: 'choosing.howLong' },
    },
    terms,
  },
});
