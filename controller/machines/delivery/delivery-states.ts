import type { DeliverPhase } from '../../journal/journal.port.ts';
import type { TransferVerb } from '../transfer/next-step.ts';
import { orderFault } from '../orders/order-fault.ts';
import { deliverySetup, type Where } from './delivery.setup.ts';

const toPaused = '#delivery.paused';

/** Defects lead to a pause, after everything stands. */
export const onBug = { target: '#delivery.stopping', actions: { type: 'setBug' as const, params: ({ event }: { event: { error: unknown } }) => ({ error: event.error }) } } as const;

/** Makes the phase durable before anything of it is done. */
export const writing = (phase: DeliverPhase, next: string) =>
  deliverySetup.createStateConfig({
    entry: { type: 'setPhase', params: { phase } },
    invoke: {
      src: 'writePhase',
      input: ({ context }) => ({ record: { ...context.record, phase }, moves: [] }),
      onDone: [
        { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: next },
        { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: toPaused },
      ],
      onError: onBug,
    },
    after: { writeDeadline: { actions: { type: 'setFault', params: { fault: orderFault('journalUnavailable', 'The journal does not answer. Nothing moves until it does.') } }, target: toPaused } },
  });

/** Hands the carriage over to a transfer and waits for its end; a stop ends it from within. */
export const transferring = (verb: TransferVerb, where: Where, next: string) =>
  deliverySetup.createStateConfig({
    tags: ['working'],
    invoke: {
      src: 'transfer',
      input: ({ context }) => ({ verb, where, record: context.record }),
      onDone: [
        { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: next },
        { guard: { type: 'inventoryDisagrees', params: ({ event }) => ({ result: event.output }) }, actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: '#delivery.stalling' },
        { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: toPaused },
      ],
      onError: onBug,
    },
    after: { transferDeadline: { actions: { type: 'setFault', params: { fault: orderFault('deadline', 'The transfer did not come to an end. Motion is stopped; staff must look.') } }, target: '#delivery.stopping' } },
  });

/** Somebody else may have the carriage now. Until it is this one's turn its bay stays shut and nothing of it moves. */
export const takingTurn = (next: string) =>
  deliverySetup.createStateConfig({
    tags: ['waitingForTurn'],
    invoke: {
      src: 'takeTurn',
      input: ({ context }) => context.record,
      onDone: [
        { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: next },
        { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: toPaused },
      ],
      onError: onBug,
    },
    on: { 'stop.latched': { actions: { type: 'setFault', params: { fault: orderFault('stopped', 'Motion was stopped. A reset and a fresh command are needed.') } }, target: toPaused } },
    after: { customerTimeout: { actions: 'setOverdue' } },
  });

/** Outer door open, then green light. */
export const openingBay = (next: string) =>
  deliverySetup.createStateConfig({
    tags: ['working'],
    invoke: {
      src: 'openBay',
      input: ({ context }) => context.record,
      onDone: [
        { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: next },
        { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: toPaused },
      ],
      onError: onBug,
    },
    after: { doorDeadline: { actions: { type: 'setFault', params: { fault: orderFault('deadline', 'The outer door did not open in time. Motion is stopped; staff must look.') } }, target: '#delivery.stopping' } },
  });

/** Red light, then outer door closed and locked. Someone in the way sends it back to proving, not into a fault. */
export const shuttingBay = deliverySetup.createStateConfig({
  tags: ['working'],
  entry: 'setClosingTried',
  invoke: {
    src: 'shutBay',
    input: ({ context }) => context.record,
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'provingShut' },
      { guard: { type: 'doorMayBeTriedAgain', params: ({ event }) => ({ result: event.output }) }, target: '#delivery.proving' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: toPaused },
    ],
    onError: onBug,
  },
  after: { doorDeadline: { actions: { type: 'setFault', params: { fault: orderFault('deadline', 'The outer door did not close in time. Motion is stopped; staff must look.') } }, target: '#delivery.stopping' } },
});

/** The car is gone and both proofs have held behind a locked door: that becomes the journal's truth, in one transaction with the phase. */
export const writingCarOutside = deliverySetup.createStateConfig({
  invoke: {
    src: 'writePhase',
    input: ({ context }) => ({ record: { ...context.record, phase: 'puttingAway' }, moves: [{ what: 'car', id: context.record.carId, to: 'outside' }] }),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: [{ type: 'setPhase', params: { phase: 'puttingAway' } }, 'reportCarLeft'], target: '#delivery.puttingAway' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: toPaused },
    ],
    onError: onBug,
  },
  after: { writeDeadline: { actions: { type: 'setFault', params: { fault: orderFault('journalUnavailable', 'The journal does not answer. Nothing moves until it does.') } }, target: toPaused } },
});
