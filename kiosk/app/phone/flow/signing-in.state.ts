import { assign } from 'xstate';
import { outcome, phoneSetup } from './phone-setup.ts';

/** P03. Who it is; an address that carries the sign-in signs in at once, and after a refusal there is a form to correct it. */
export const signingIn = phoneSetup.createStateConfig({
  initial: 'entering',
  on: {
    back: [{ guard: { type: 'leadsTo', params: { place: 'taking' } }, actions: 'clearRefusal', target: '#phone.taking.offered' }, { guard: { type: 'leadsTo', params: { place: 'eligibility' } }, actions: 'clearRefusal', target: '#phone.car' }, { actions: 'clearRefusal', target: '#phone.landing' }],
  },
  states: {
    entering: {
      always: { guard: 'bringsSignIn', target: 'asking' },
      on: {
        'code.ask': { actions: assign(({ event }) => ({ member: { memberId: event.memberId, signInCode: '' } })), target: 'sendingCode' },
        signIn: { actions: ['clearRefusal', assign(({ event }) => ({ member: { memberId: event.memberId, signInCode: event.signInCode } }))], target: 'asking' },
      },
    },
    /** A code by message: the answer is the same whether or not there is such a member. */
    sendingCode: {
      entry: 'clearRefusal',
      invoke: {
        src: 'askCode',
        input: ({ context }) => ({ memberId: context.member.memberId }),
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, actions: assign(({ context }) => ({ codeSentTo: context.member.memberId })), target: 'entering' },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'entering' },
        ],
        onError: { actions: 'noteBroken', target: 'entering' },
      },
    },
    asking: {
      invoke: {
        src: 'signIn',
        input: ({ context }) => context.member,
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, actions: ['clearRefusal', 'forgetCode', assign({ isSignedIn: true, codeSentTo: undefined })], target: 'done' },
          { actions: [{ type: 'noteRefusal', params: outcome }, 'forgetCode'], target: 'entering' },
        ],
        onError: { actions: 'noteBroken', target: 'entering' },
      },
    },
    done: {
      always: [
        { guard: { type: 'leadsTo', params: { place: 'finding' } }, target: '#phone.finding' },
        { guard: { type: 'leadsTo', params: { place: 'eligibility' } }, target: '#phone.eligibility' },
        { guard: { type: 'leadsTo', params: { place: 'taking' } }, target: '#phone.taking.claiming' },
        { target: '#phone.home' },
      ],
    },
  },
});
