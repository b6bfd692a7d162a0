import { orderFault } from './order-fault.ts';
import { orderSetup } from './order.setup.ts';
import { planOf } from './order-progress.ts';
import type { OrderPhase } from '../../journal/journal.port.ts';
import { inPhase } from '../../journal/order-record.ts';

/** Defects lead to a pause, after everything stands. */
export const onBug = { target: '#order.stopping', actions: { type: 'setBug' as const, params: ({ event }: { event: { error: unknown } }) => ({ error: event.error }) } } as const;

/** An order that only waits has nothing to bring to rest: it asks for a fresh command like all others. */
export const pausedByStop = {
  'stop.latched': { target: '#order.paused', actions: { type: 'setFault' as const, params: { fault: orderFault('stopped', 'Motion was stopped. A reset and a fresh command are needed.') } } },
} as const;

const journalSilent = { type: 'setFault' as const, params: { fault: orderFault('journalUnavailable', 'The journal does not answer. Nothing moves until it does.') } };

/** Makes the present phase durable, with its inventory moves, before anything of it is done. */
export const writingPhase = orderSetup.createStateConfig({
  invoke: {
    src: 'writePhase',
    input: ({ context }) => ({ record: context.record, moves: [...(planOf(context)?.moves ?? []), ...context.measured] }),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: 'setWritten', target: 'acting' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'paused' },
    ],
    onError: onBug,
  },
  after: { writeDeadline: { actions: journalSilent, target: 'paused' } },
});

/** Makes the end durable. */
export const ending = (phase: OrderPhase) =>
  orderSetup.createStateConfig({
    invoke: {
      src: 'writePhase',
      input: ({ context }) => ({ record: inPhase(context.record, phase), moves: [] }),
      onDone: [
        { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: { type: 'setPhase', params: { phase } }, target: 'ended' },
        { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'paused' },
      ],
      onError: onBug,
    },
    after: { writeDeadline: { actions: journalSilent, target: 'paused' } },
  });

/** Hands an act over to whoever moves, and waits for its end; a stop ends it from within. */
export const doing = (src: 'carry' | 'openBay' | 'shutBay', late: string) => {
  const tooLate = { actions: { type: 'setFault' as const, params: { fault: orderFault('deadline', late) } }, target: 'stopping' };
  return orderSetup.createStateConfig({
    tags: ['working'],
    invoke: {
      src,
      input: ({ context }) => ({ act: planOf(context)?.acts[context.at], record: context.record }),
      onDone: [
        { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: 'actDone', target: 'acting' },
        { guard: { type: 'inventoryDisagrees', params: ({ event }) => ({ result: event.output }) }, actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stalling' },
        // Somebody in the way of a door is no fault: the phase begins again with its proofs.
        { guard: { type: 'doorMayBeTriedAgain', params: ({ event }) => ({ result: event.output, src }) }, actions: ['setClosingTried', 'restartPhase'], target: 'acting' },
        { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'paused' },
      ],
      onError: onBug,
    },
    after: src === 'carry' ? { transferDeadline: tooLate } : { doorDeadline: tooLate },
  });
};

/** Drives to a cell and notes what is there. */
export const visiting = orderSetup.createStateConfig({
  tags: ['working'],
  invoke: {
    src: 'visit',
    input: ({ context }) => ({ act: planOf(context)?.acts[context.at], record: context.record }),
    onDone: [
      // The finding becomes durable before the next cell is visited.
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: [{ type: 'setFinding', params: ({ event }) => ({ result: event.output }) }, 'restartPhase'], target: 'writing' },
      { guard: { type: 'inventoryDisagrees', params: ({ event }) => ({ result: event.output }) }, actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stalling' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'paused' },
    ],
    onError: onBug,
  },
  after: { transferDeadline: { actions: { type: 'setFault', params: { fault: orderFault('deadline', 'The visit did not come to an end. Motion is stopped; staff must look.') } }, target: 'stopping' } },
});

/** The car in the bay is measured, and its cell chosen by that. One that is brought in and fits nowhere is led out again; any other waits for staff. */
export const fitting = orderSetup.createStateConfig({
  invoke: {
    src: 'fitCell',
    input: ({ context }) => context.record,
    onDone: [
      { guard: { type: 'fits', params: ({ event }) => ({ answer: event.output }) }, actions: [{ type: 'setCell', params: ({ event }) => ({ answer: event.output }) }, 'actDone'], target: 'acting' },
      { guard: 'comesIn', actions: ['setNoCell', 'turnBack'], target: 'writing' },
      { actions: { type: 'setTooSmall', params: ({ event }) => ({ answer: event.output }) }, target: 'paused' },
    ],
    onError: onBug,
  },
  on: pausedByStop,
  after: { proveShutDeadline: { actions: { type: 'setFault', params: { fault: orderFault('bayNotProven', 'Laser frame and scale of the bay do not both measure its car, so no cell can be chosen for it. Nothing moves; staff must look.') } }, target: 'paused' } },
});

/** The checks of a car that comes in. */
export const checkingIn = orderSetup.createStateConfig({
  tags: ['waitingForCustomer'],
  invoke: {
    src: 'checkIn',
    input: ({ context }) => ({ act: planOf(context)?.acts[context.at], record: context.record }),
    onDone: [
      { guard: { type: 'admitted', params: ({ event }) => ({ answer: event.output }) }, actions: 'actDone', target: 'acting' },
      // The door opens once more, and people are asked from the beginning.
      { guard: { type: 'again', params: ({ event }) => ({ answer: event.output }) }, actions: [{ type: 'setRefusal', params: ({ event }) => ({ answer: event.output }) }, { type: 'setPhase', params: { phase: 'opening' } }], target: 'writing' },
      { guard: { type: 'refused', params: ({ event }) => ({ answer: event.output }) }, actions: [{ type: 'setRefusal', params: ({ event }) => ({ answer: event.output }) }, 'turnBack'], target: 'writing' },
      { actions: { type: 'setCheckFailure', params: ({ event }) => ({ answer: event.output }) }, target: 'paused' },
    ],
    onError: onBug,
  },
  on: pausedByStop,
  after: { customerTimeout: { actions: 'setOverdue' } },
});
