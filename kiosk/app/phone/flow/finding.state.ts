import { assign } from 'xstate';
import { outcome, phoneSetup } from './phone-setup.ts';

/** P01. Which car: the person says, shows or picks it, and always sees it before anything is decided. */
export const finding = phoneSetup.createStateConfig({
  initial: 'loading',
  on: {
    back: [{ guard: 'isSignedIn', actions: 'clearRefusal', target: '#phone.home' }, { actions: 'clearRefusal', target: '#phone.landing' }],
    'car.chosen': { actions: ['clearRefusal', assign(({ event }) => ({ car: event.car }))], target: '#phone.car' },
  },
  states: {
    loading: {
      invoke: {
        src: 'listCars',
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, actions: assign(({ event }) => (event.output.ok ? { cars: event.output.value } : {})), target: 'choosing' },
          {
            guard: { type: 'signInIsOver', params: outcome },
            actions: [{ type: 'leadTo', params: { place: 'finding' } }],
            target: '#phone.signingIn',
          },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'choosing' },
        ],
        onError: { actions: 'noteBroken', target: 'choosing' },
      },
    },
    choosing: { on: { again: { actions: 'clearRefusal', target: 'loading' } } },
  },
});
