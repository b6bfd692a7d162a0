import { assign } from 'xstate';
import { choosingWay } from './choosing-way.state.ts';
import { confirming } from './confirming.state.ts';
import { eligibility } from './eligibility.state.ts';
import { finding } from './finding.state.ts';
import { home } from './home.state.ts';
import { freshPhone } from './phone-context.ts';
import { paid, paying } from './paying.state.ts';
import { phoneSetup } from './phone-setup.ts';
import { signingIn } from './signing-in.state.ts';
import { taking } from './taking.state.ts';

const goesTo = (place: string) => ({ event }: { event: { readonly type: string; readonly to?: string } }): boolean => event.to === place;

/** The phone page as one chart of places: from the landing to the pass, and what belongs to a member. */
export const phoneMachine = phoneSetup.createMachine({
  id: 'phone',
  context: ({ input }) => freshPhone(input),
  initial: 'arriving',
  on: {
    'language.set': { actions: 'setLanguage' },
    go: [
      { guard: goesTo('landing'), actions: 'clearRefusal', target: '.landing' },
      { guard: goesTo('finding'), actions: 'clearRefusal', target: '.finding' },
      { guard: ({ context, event }) => event.to === 'myData' && context.isSignedIn, actions: ['clearRefusal', assign({ page: 'P16' })], target: '.home.own' },
      { guard: ({ context, event }) => event.to === 'preferences' && context.isSignedIn, actions: ['clearRefusal', assign({ page: 'P17' })], target: '.home.own' },
      { actions: 'clearRefusal', target: '.home' },
    ],
    swap: { actions: ['clearChoices', assign(({ event }) => ({ afterBookingId: event.afterBookingId }))], target: '.finding' },
    signOut: '.leaving',
  },
  states: {
    arriving: {
      always: [
        { guard: 'bringsTake', target: 'taking' },
        { guard: ({ context }) => context.driveWish !== undefined, target: 'home' },
        { guard: 'bringsSignIn', target: 'signingIn' },
        { guard: 'bringsCar', target: 'finding' },
        { target: 'landing' },
      ],
    },
    /** P00. */
    landing: { on: { next: 'finding', 'kept.opened': 'keptPass' } },
    /** P09 without a session: the pass that this phone was asked to keep. */
    keptPass: { on: { back: 'landing' } },
    finding,
    /** P02. */
    car: {
      on: {
        next: [{ guard: 'isSignedIn', target: 'eligibility' }, { actions: { type: 'leadTo', params: { place: 'eligibility' } }, target: 'signingIn' }],
        back: 'finding',
      },
    },
    taking,
    signingIn,
    eligibility,
    choosingWay,
    /** P06. */
    choosingWindow: {
      always: { guard: 'isTaking', target: 'taking.renewing' },
      on: {
        'window.chosen': {
          actions: ['clearRefusal', assign(({ event }) => ({ window: { fromUtcMs: event.fromUtcMs, untilUtcMs: event.untilUtcMs } }))],
          target: 'confirming',
        },
        back: { actions: 'clearRefusal', target: 'choosingWay' },
      },
    },
    confirming,
    paid,
    paying,
    /** P08. */
    confirmed: { on: { next: 'pass', back: 'home' } },
    /** P09. */
    pass: { on: { back: 'home.booking' } },
    home,
    /** Nothing of the member stays on the page. */
    leaving: {
      invoke: {
        src: 'signOut',
        onDone: { actions: assign(({ context }) => freshPhone({ language: context.language, member: { memberId: '', signInCode: '' }, carWish: undefined, takeToken: undefined })), target: 'landing' },
        onError: { actions: 'noteBroken', target: 'landing' },
      },
    },
  },
});
