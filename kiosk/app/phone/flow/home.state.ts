import { assign } from 'xstate';
import { outcome, phoneSetup } from './phone-setup.ts';

/** What belongs to a member: the own bookings, one of them, and the pages that are mounted for it. */
export const home = phoneSetup.createStateConfig({
  initial: 'entering',
  on: {
    // A mounted page has changed its booking: the list and the booking that is open follow.
    'booking.changed': { actions: 'noteBooking' },
  },
  states: {
    entering: { always: [{ guard: 'isSignedIn', target: 'loading' }, { actions: { type: 'leadTo', params: { place: 'home' } }, target: '#phone.signingIn' }] },
    loading: {
      invoke: {
        src: 'listBookings',
        onDone: [
          // A code of the kiosk names the drive; one of somebody else is not in the list, and leads to the list.
          {
            guard: ({ context, event }) => event.output.ok && event.output.value.bookings.some(({ bookingId }) => bookingId === context.driveWish?.bookingId),
            actions: ['clearRefusal', assign(({ context, event }) => (event.output.ok
              ? {
                  bookings: event.output.value.bookings, ...event.output.value.shelf, driveWish: undefined, page: context.driveWish?.page,
                  booking: event.output.value.bookings.find(({ bookingId }) => bookingId === context.driveWish?.bookingId),
                }
              : {}))],
            target: 'page',
          },
          { guard: { type: 'succeeded', params: outcome }, actions: ['clearRefusal', assign(({ event }) => (event.output.ok ? { bookings: event.output.value.bookings, ...event.output.value.shelf } : {}))], target: 'list' },
          {
            guard: { type: 'signInIsOver', params: outcome },
            actions: [{ type: 'noteRefusal', params: outcome }, { type: 'leadTo', params: { place: 'home' } }],
            target: '#phone.signingIn',
          },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'list' },
        ],
        onError: { actions: 'noteBroken', target: 'list' },
      },
      on: { 'booking.opened': { actions: 'noteBooking', target: 'booking' } },
    },
    list: {
      on: {
        again: { actions: 'clearRefusal', target: 'loading' },
        'booking.opened': { actions: ['clearRefusal', 'noteBooking'], target: 'booking' },
        back: '#phone.landing',
      },
    },
    booking: {
      on: {
        'page.opened': { actions: assign(({ event }) => ({ page: event.page })), target: 'page' },
        next: '#phone.pass',
        pay: '#phone.paying',
        back: 'loading',
      },
    },
    /** A page of one booking; `page.opened` leads from one to the next, `booking.opened` to another booking. */
    page: {
      on: {
        'page.opened': { actions: assign(({ event }) => ({ page: event.page })) },
        'booking.opened': { actions: 'noteBooking', target: 'booking' },
        next: '#phone.pass',
        back: 'booking',
      },
    },
    /** A page of the member. */
    own: { on: { back: 'loading' } },
  },
});
