import { assign } from 'xstate';
import { requestOf, wishOf } from './phone-context.ts';
import { outcome, phoneSetup } from './phone-setup.ts';

/** P07. The last look before it is booked. A refusal leads to the step where something can be changed, with everything kept. */
export const confirming = phoneSetup.createStateConfig({
  initial: 'judging',
  on: { back: [{ guard: 'isTaking', actions: 'clearRefusal', target: '#phone.choosingWay' }, { actions: 'clearRefusal', target: '#phone.choosingWindow' }] },
  states: {
    judging: {
      entry: 'clearRefusal',
      invoke: {
        src: 'judge',
        input: ({ context }) => wishOf(context),
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, actions: assign(({ event }) => (event.output.ok ? { eligibility: event.output.value } : {})), target: 'judged' },
          {
            guard: { type: 'signInIsOver', params: outcome },
            actions: [{ type: 'noteRefusal', params: outcome }, { type: 'leadTo', params: { place: 'eligibility' } }],
            target: '#phone.signingIn',
          },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'unjudged' },
        ],
        onError: { actions: 'noteBroken', target: 'unjudged' },
      },
    },
    judged: { always: [{ guard: 'isEligible', target: 'ready' }, { target: 'notPossible' }] },
    /** The terms could not be fetched: nothing is booked without them. */
    unjudged: { on: { again: 'judging' } },
    /** A rule is broken at this time; the person sees which, and goes back to what can be changed. */
    notPossible: {},
    ready: { on: { book: 'sending' } },
    sending: {
      entry: 'clearRefusal',
      invoke: {
        src: 'book',
        input: ({ context }) => requestOf(context),
        onDone: [
          {
            guard: { type: 'succeeded', params: outcome },
            // The templates have done their work here: they are not kept.
            actions: ['clearFace', 'clearChoices', assign(({ event }) => (event.output.ok ? { booking: event.output.value } : {}))],
            target: '#phone.paid',
          },
          {
            guard: { type: 'signInIsOver', params: outcome },
            actions: [{ type: 'noteRefusal', params: outcome }, { type: 'leadTo', params: { place: 'eligibility' } }],
            target: '#phone.signingIn',
          },
          { guard: { type: 'carIsGone', params: outcome }, actions: { type: 'noteRefusal', params: outcome }, target: '#phone.finding' },
          { guard: { type: 'windowIsWrong', params: outcome }, actions: { type: 'noteRefusal', params: outcome }, target: '#phone.choosingWindow' },
          { guard: { type: 'faceIsRefused', params: outcome }, actions: ['clearFace', { type: 'noteRefusal', params: outcome }], target: '#phone.choosingWay' },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'ready' },
        ],
        onError: { actions: 'noteBroken', target: 'ready' },
      },
    },
  },
});
