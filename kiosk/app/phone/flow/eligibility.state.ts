import { assign } from 'xstate';
import { isTaking, wishOf } from './phone-context.ts';
import { outcome, phoneSetup } from './phone-setup.ts';

/** P04. What is asked of the member, told before the member gives anything. */
export const eligibility = phoneSetup.createStateConfig({
  initial: 'judging',
  on: { back: [{ guard: 'isTaking', actions: 'clearRefusal', target: '#phone.taking.offered' }, { actions: 'clearRefusal', target: '#phone.car' }] },
  states: {
    judging: {
      entry: 'clearRefusal',
      invoke: {
        src: 'judge',
        input: ({ context }) => wishOf(isTaking(context) ? context : { ...context, window: undefined }),
        onDone: [
          { guard: { type: 'succeeded', params: outcome }, actions: assign(({ event }) => (event.output.ok ? { eligibility: event.output.value } : {})), target: 'told' },
          {
            guard: { type: 'signInIsOver', params: outcome },
            actions: [{ type: 'noteRefusal', params: outcome }, { type: 'leadTo', params: { place: 'eligibility' } }],
            target: '#phone.signingIn',
          },
          { actions: { type: 'noteRefusal', params: outcome }, target: 'untold' },
        ],
        onError: { actions: 'noteBroken', target: 'untold' },
      },
    },
    told: { on: { next: { guard: 'mayGoOn', target: '#phone.choosingWay' }, again: 'judging' } },
    untold: { on: { again: 'judging' } },
  },
});
