import { assign } from 'xstate';
import { outcome, phoneSetup } from './phone-setup.ts';

/** What a code, a number or a photo may mean: the very car is shown at once, everything else is picked by the person. */
const identified = [
  { guard: { type: 'namesOneCar', params: outcome } as const, actions: [{ type: 'takeNamedCar', params: outcome } as const], target: '#phone.car' },
  { guard: { type: 'succeeded', params: outcome } as const, actions: [{ type: 'noteCandidates', params: outcome } as const], target: 'picking' },
  {
    guard: { type: 'signInIsOver', params: outcome } as const,
    actions: [{ type: 'leadTo', params: { place: 'finding' } } as const],
    target: '#phone.signingIn',
  },
  { actions: [{ type: 'noteRefusal', params: outcome } as const, 'forgetWish' as const], target: 'choosing' },
];

/** P01. Which car: the person scans, photographs, types or picks it, and always sees it before anything is decided. */
export const finding = phoneSetup.createStateConfig({
  initial: 'loading',
  on: {
    back: [{ guard: 'isSignedIn', actions: ['clearRefusal', 'forgetWish'], target: '#phone.home' }, { actions: ['clearRefusal', 'forgetWish'], target: '#phone.landing' }],
    'car.chosen': { actions: ['clearRefusal', 'forgetWish', assign(({ event }) => ({ car: event.car }))], target: '#phone.car' },
  },
  states: {
    loading: {
      invoke: {
        src: 'loadShelf',
        onDone: [
          {
            guard: { type: 'succeeded', params: outcome },
            actions: assign(({ event }) => (event.output.ok ? { cars: event.output.value.cars, catalogue: event.output.value.catalogue } : {})),
            target: 'shown',
          },
          { guard: { type: 'signInIsOver', params: outcome }, actions: { type: 'leadTo', params: { place: 'finding' } }, target: '#phone.signingIn' },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'choosing' },
        ],
        onError: { actions: 'noteBroken', target: 'choosing' },
      },
    },
    shown: { always: [{ guard: 'bringsCar', target: 'asking' }, { target: 'choosing' }] },
    choosing: {
      on: {
        again: { actions: 'clearRefusal', target: 'loading' },
        'scan.start': { actions: ['clearRefusal', 'forgetWish'], target: 'scanning' },
        'text.entered': { actions: ['clearRefusal', assign(({ event }) => ({ carWish: event.text }))], target: 'asking' },
        'photo.taken': { actions: ['clearRefusal', 'forgetWish', assign(({ event }) => ({ photo: event.photo }))], target: 'recognising' },
      },
    },
    /** The camera looks for a code. */
    scanning: {
      exit: 'closeCamera',
      invoke: { src: 'scanCode' },
      on: {
        'camera.live': { actions: assign(({ event }) => ({ stream: event.stream })) },
        'scan.failed': { actions: assign(({ event }) => ({ scanWord: event.word })), target: 'choosing' },
        'text.entered': { actions: assign(({ event }) => ({ carWish: event.text })), target: 'asking' },
        'scan.stop': 'choosing',
        back: 'choosing',
      },
    },
    asking: {
      invoke: {
        src: 'identify',
        input: ({ context }) => ({ text: context.carWish ?? '', catalogue: context.catalogue }),
        onDone: identified,
        onError: { actions: 'noteBroken', target: 'choosing' },
      },
      on: { back: { actions: 'forgetWish', target: 'choosing' } },
    },
    recognising: {
      invoke: {
        src: 'recognise',
        input: ({ context }) => ({ photo: context.photo }),
        // A photo decides nothing, even when it was recognised without doubt.
        onDone: identified.slice(1),
        onError: { actions: 'noteBroken', target: 'choosing' },
      },
      exit: assign({ photo: undefined }),
      on: { back: 'choosing' },
    },
    /** The person says which one it is, or that it is none of them. */
    picking: { on: { back: { actions: 'forgetWish', target: 'choosing' } } },
  },
});
