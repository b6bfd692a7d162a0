import { assign } from 'xstate';
import { outcome, phoneSetup } from './phone-setup.ts';

/**
 * The code of the kiosk was scanned: what it is about, who drives, and from there the same way as always, with the car and the end of the window
 * fixed. The screen of the tower shows how far this is; nothing has to be told to it.
 */
export const taking = phoneSetup.createStateConfig({
  initial: 'opening',
  states: {
    opening: {
      entry: 'clearRefusal',
      invoke: {
        src: 'openHandOff',
        input: ({ context }) => ({ token: context.takeToken ?? '' }),
        onDone: [
          {
            guard: { type: 'succeeded', params: outcome },
            actions: assign(({ event }) => (event.output.ok ? { offer: event.output.value.offer, ...event.output.value.shelf } : {})),
            target: 'offered',
          },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'over' },
        ],
        onError: { actions: 'noteBroken', target: 'over' },
      },
    },
    offered: {
      on: {
        next: [
          { guard: 'isSignedIn', actions: 'clearRefusal', target: 'claiming' },
          { actions: ['clearRefusal', { type: 'leadTo', params: { place: 'taking' } }], target: '#phone.signingIn' },
        ],
        back: '#phone.landing',
      },
    },
    /** The member takes it over. */
    claiming: {
      entry: 'clearRefusal',
      invoke: {
        src: 'claimHandOff',
        input: ({ context }) => ({ token: context.takeToken ?? '' }),
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, actions: { type: 'noteClaim', params: outcome }, target: 'claimed' },
          {
            guard: { type: 'signInIsOver', params: outcome },
            actions: [{ type: 'noteRefusal', params: outcome }, { type: 'leadTo', params: { place: 'taking' } }],
            target: '#phone.signingIn',
          },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'over' },
        ],
        onError: { actions: 'noteBroken', target: 'offered' },
      },
    },
    claimed: {
      always: [
        { guard: { type: 'isErrand', params: { errand: 'walkUp' } }, target: '#phone.eligibility' },
        { guard: 'hasNoBooking', target: 'over' },
        { guard: { type: 'isErrand', params: { errand: 'buy' } }, actions: assign({ page: 'buy' }), target: '#phone.home.page' },
        { guard: 'paymentIsOpen', target: '#phone.paying' },
        { guard: 'paymentIsDeclined', target: '#phone.paying' },
        { target: '#phone.home.booking' },
      ],
    },
    /** Before the price: the window begins at this moment by the tower's clock, and ends when it was chosen to. */
    renewing: {
      invoke: {
        src: 'claimHandOff',
        input: ({ context }) => ({ token: context.takeToken ?? '' }),
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, actions: { type: 'noteClaim', params: outcome }, target: '#phone.confirming' },
          {
            guard: { type: 'signInIsOver', params: outcome },
            actions: [{ type: 'noteRefusal', params: outcome }, { type: 'leadTo', params: { place: 'taking' } }],
            target: '#phone.signingIn',
          },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'over' },
        ],
        onError: { actions: 'noteBroken', target: 'over' },
      },
    },
    /** It leads on no more: only the screen of the tower can show another code. */
    over: { entry: assign({ takeToken: undefined, offer: undefined, car: undefined, window: undefined }), on: { back: '#phone.landing', next: '#phone.landing' } },
  },
});
