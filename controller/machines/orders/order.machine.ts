import { orderFault } from './order-fault.ts';
import { checkingIn, doing, ending, fitting, onBug, pausedByStop, visiting, writingPhase } from './order-states.ts';
import { orderSetup } from './order.setup.ts';
import { actNow } from './order-progress.ts';

/** People may take long. Staff are called then; nothing moves by itself. */
const callStaff = { customerTimeout: { actions: 'setOverdue' } } as const;

/**
 * One order by its recipe: phase after phase, each durable first, and in it act after act. It commands nothing itself: transfers and
 * doors do, each ending by itself. Paused means that everything stands and a fresh command of a person is awaited; the phase then
 * begins anew, and each act finds from the sensors what is left of it to do.
 */
export const orderMachine = orderSetup.createMachine({
  id: 'order',
  context: ({ input }) => ({ ...input, at: 0, fault: undefined, refusal: undefined, overdue: false, closings: 0, measured: [] }),
  on: { 'facts.changed': { actions: { type: 'setFacts', params: ({ event }) => ({ facts: event.facts }) } } },
  output: ({ context }) => (context.fault ? { ok: false, error: context.fault } : { ok: true, value: undefined }),
  initial: 'beginning',
  states: {
    beginning: { always: [{ guard: { type: 'wasFound' }, target: 'paused' }, { target: 'routing' }] },
    routing: {
      entry: 'restartPhase',
      always: [
        { guard: 'notBegun', actions: 'setFirstPhase', target: 'writing' },
        // A door that was opened for people behind it: whoever came in is gone, and what stands there is proven, before it shuts again.
        { guard: 'openedAgain', actions: 'setShuttingPhase', target: 'writing' },
        { guard: 'phaseKnown', target: 'writing' },
        { target: 'stalling' },
      ],
    },
    writing: writingPhase,
    acting: {
      entry: 'skipUnneeded',
      always: [
        { guard: { type: 'actIs', params: { acts: ['carry', 'visit'] } }, target: 'takingTurn' },
        { guard: { type: 'actIs', params: { acts: ['open'] } }, target: 'opening' },
        { guard: { type: 'actIs', params: { acts: ['prove'] } }, target: 'proving' },
        { guard: { type: 'actIs', params: { acts: ['shut'] } }, target: 'shutting' },
        { guard: { type: 'actIs', params: { acts: ['proveShut'] } }, target: 'provingShut' },
        { guard: { type: 'actIs', params: { acts: ['checkIn'] } }, target: 'checkingIn' },
        { guard: { type: 'actIs', params: { acts: ['fit'] } }, target: 'fitting' },
        { guard: 'phaseFollows', actions: 'setNextPhase', target: 'writing' },
        { guard: 'isOnWayBack', target: 'cancelling' },
        { target: 'completing' },
      ],
    },
    // Somebody else may have the carriage. Nothing of this order moves until it is its turn.
    takingTurn: {
      tags: ['waitingForTurn'],
      invoke: {
        src: 'takeTurn',
        input: ({ context }) => ({ act: actNow(context), record: context.record }),
        onDone: [
          { guard: { type: 'failed', params: ({ event }) => ({ result: event.output }) }, actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'paused' },
          { guard: { type: 'actIs', params: { acts: ['visit'] } }, target: 'visiting' },
          { target: 'carrying' },
        ],
        onError: onBug,
      },
      on: pausedByStop,
      after: callStaff,
    },
    carrying: doing('carry', 'The transfer did not come to an end. Motion is stopped; staff must look.'),
    visiting,
    opening: doing('openBay', 'The outer door did not open in time. Motion is stopped; staff must look.'),
    shutting: doing('shutBay', 'The outer door did not close in time. Motion is stopped; staff must look.'),
    checkingIn,
    fitting,
    proving: {
      initial: 'unproven',
      on: pausedByStop,
      states: {
        unproven: { tags: ['waitingForCustomer'], always: { guard: 'proven', target: 'holding' }, after: callStaff },
        holding: { always: { guard: 'notProven', target: 'unproven' }, after: { emptyHold: { actions: 'actDone', target: '#order.acting' } } },
      },
    },
    provingShut: {
      initial: 'looking',
      on: pausedByStop,
      states: {
        looking: {
          always: [{ guard: 'personShutIn', target: 'releasing' }, { guard: 'proven', target: 'holding' }],
          after: {
            proveShutDeadline: [
              // The radar has forgotten the door by then: somebody is in the car.
              { guard: 'lifeShutIn', target: 'releasing' },
              { actions: { type: 'setFault', params: { fault: orderFault('bayNotProven', 'The bay is shut, but profile and scale do not both show what must be in it. Nothing moves; staff must look.') } }, target: '#order.paused' },
            ],
          },
        },
        holding: { always: { guard: 'notProven', target: 'looking' }, after: { emptyHold: { actions: 'actDone', target: '#order.acting' } } },
        // Nobody stays shut in: the door opens again, and the phase begins anew.
        releasing: {
          tags: ['working'],
          invoke: {
            src: 'openBay',
            input: ({ context }) => ({ act: actNow(context), record: context.record }),
            onDone: [
              { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: 'restartPhase', target: '#order.acting' },
              { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: '#order.paused' },
            ],
            onError: onBug,
          },
          after: { doorDeadline: { actions: { type: 'setFault', params: { fault: orderFault('deadline', 'The outer door did not open in time. Motion is stopped; staff must look.') } }, target: '#order.stopping' } },
        },
      },
    },
    stopping: {
      invoke: { src: 'stopMotion', input: ({ context }) => context.fault, onDone: 'paused', onError: 'paused' },
      after: { stopDeadline: 'paused' },
    },
    paused: { tags: ['paused'], on: { 'person.resumed': { actions: 'setResumed', target: 'routing' } } },
    completing: ending('done'),
    cancelling: ending('cancelled'),
    stalling: ending('stalled'),
    ended: { type: 'final' },
  },
});
