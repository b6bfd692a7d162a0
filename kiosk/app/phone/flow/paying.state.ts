import { outcome, phoneSetup } from './phone-setup.ts';

/** A booking was made: is anything open about its money? */
export const paid = phoneSetup.createStateConfig({
  always: [{ guard: 'paymentIsOpen', target: 'paying' }, { guard: 'paymentIsDeclined', target: 'paying' }, { target: 'confirmed' }],
});

/** P07, after the booking: the provider's page is open beside this one, and the tower is asked how far it is. The member may go on later. */
export const paying = phoneSetup.createStateConfig({
  initial: 'looking',
  on: {
    later: '#phone.home',
    back: '#phone.home',
  },
  states: {
    // A booking whose deposit came too late has been released: that is said where the booking stands.
    looking: { always: [{ guard: 'bookingIsOver', target: '#phone.home.booking' }, { guard: 'paymentIsOpen', target: 'waiting' }, { guard: 'paymentIsDeclined', target: 'declined' }, { target: '#phone.confirmed' }] },
    waiting: {
      invoke: { src: 'watchBooking', input: ({ context }) => ({ bookingId: context.booking?.bookingId ?? '' }) },
      on: { 'booking.changed': { actions: 'noteBooking', target: 'looking' } },
    },
    declined: {
      invoke: { src: 'watchBooking', input: ({ context }) => ({ bookingId: context.booking?.bookingId ?? '' }) },
      on: { 'booking.changed': { actions: 'noteBooking', target: 'looking' }, pay: 'asking' },
    },
    asking: {
      entry: 'clearRefusal',
      invoke: {
        src: 'pay',
        input: ({ context }) => ({ bookingId: context.booking?.bookingId ?? '' }),
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, target: 'asked' },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'declined' },
        ],
        onError: { actions: 'noteBroken', target: 'declined' },
      },
    },
    /** The next look at the booking says what became of it. */
    asked: {
      invoke: { src: 'watchBooking', input: ({ context }) => ({ bookingId: context.booking?.bookingId ?? '' }) },
      on: { 'booking.changed': { actions: 'noteBooking', target: 'looking' } },
    },
  },
});
