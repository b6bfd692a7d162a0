import { unitFault, type UnitFault, type UnitOrder } from './unit-order.ts';
import { unitSetup, type UnitContext } from './unit.setup.ts';

const NOBODY: UnitOrder = { motion: 'lift.move', goal: { kind: 'position', targetMm: 0 }, detail: '', orderId: undefined, startMoves: [], doneMoves: [], proofs: [], deadlineMs: 0 };

/** The order that runs. States that ask are entered with one only; the stand-in keeps the function total. */
export function orderOf(context: UnitContext): UnitOrder {
  return context.order ?? NOBODY;
}

/** Order and its passed command. */
export function runningOf(context: UnitContext) {
  const passed = context.passed ?? { intentId: -1, sequence: -1, conclude: async () => ({ ok: true as const, value: undefined }) };
  return { order: orderOf(context), passed };
}

/** Fault of a state that took too long. */
export function late(code: UnitFault['code'], what: string) {
  return { type: 'setFault' as const, params: ({ context }: { context: UnitContext }) => ({ fault: unitFault(code, `${orderOf(context).motion}: ${what}. Motion is stopped; staff must look.`) }) };
}

const stoppedElsewhere = { type: 'setFault' as const, params: { fault: unitFault('stopped', 'Motion was stopped. A reset and a fresh command are needed.') } };

/** What every moving state listens to besides its own work. */
export const stopTransition = { target: 'stopping', actions: stoppedElsewhere } as const;
/** The interlock watch of every moving state. */
export const interlockWatch = { guard: 'interlockBroken', target: 'stopping', actions: 'setInterlock' } as const;
/** A rejected actor is a defect: stop and say so. */
export const onBug = { target: 'stopping', actions: { type: 'setBug' as const, params: ({ event }: { event: { error: unknown } }) => ({ error: event.error }) } } as const;

/** Waits for an order. */
export const still = unitSetup.createStateConfig({
  tags: ['ready'],
  entry: 'clearOrder',
  on: {
    'unit.ordered': [
      { guard: { type: 'permitted', params: ({ event }) => ({ order: event.order }) }, actions: { type: 'setOrder', params: ({ event }) => ({ order: event.order }) }, target: 'commanding' },
      { actions: { type: 'refuseOrder', params: ({ event }) => ({ order: event.order }) } },
    ],
  },
});

/** The command is on its way: intent, arming, execution. Counts as moving, for the frame may have left. */
export const commanding = (next: string) =>
  unitSetup.createStateConfig({
    tags: ['moving'],
    invoke: {
      src: 'commandUnit',
      input: ({ context }) => orderOf(context),
      onDone: [
        { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: { type: 'setPassed', params: ({ event }) => ({ result: event.output }) }, target: next },
        { guard: { type: 'nothingMoved', params: ({ event }) => ({ result: event.output }) }, actions: [{ type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, 'settleFault'], target: 'still' },
        { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stopping' },
      ],
      onError: onBug,
    },
    always: interlockWatch,
    on: { 'stop.latched': stopTransition },
    after: { commandDeadline: { target: 'stopping', actions: late('commandFailed', 'the device did not accept the command in time') } },
  });

/** Writes the outcome `done`; the motion itself is over and proven. */
export const concluding = unitSetup.createStateConfig({
  invoke: {
    src: 'writeOutcome',
    input: ({ context }) => ({ ...runningOf(context), outcome: { kind: 'done', moves: orderOf(context).doneMoves } }),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, actions: 'settleDone', target: 'still' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stopping' },
    ],
    onError: onBug,
  },
  after: { stopDeadline: { target: 'stopping', actions: late('outcomeNotDurable', 'its outcome could not be written') } },
});

/** Asks the one door to stop, and waits for proof of standing. */
export const stopping = unitSetup.createStateConfig({
  tags: ['moving'],
  invoke: {
    src: 'stopUnit',
    input: ({ context }) => ({ order: orderOf(context), fault: context.fault ?? unitFault('stopped', 'Motion was stopped.') }),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'writingOff' },
      { target: 'stopUnconfirmed' },
    ],
    onError: 'stopUnconfirmed',
  },
  after: { stopDeadline: 'stopUnconfirmed' },
});

const writeOff = {
  src: 'writeOutcome',
  input: ({ context }: { context: UnitContext }) => ({ ...runningOf(context), outcome: failedOutcome(context) }),
} as const;

/** Writes how the order ended; a motion that carried a pallet ends as unknown, so that its place stays `transfer:`. */
export const writingOff = unitSetup.createStateConfig({
  always: { guard: ({ context }) => context.passed === undefined, target: 'faulted' },
  invoke: { ...writeOff, onDone: 'faulted', onError: 'faulted' },
  after: { stopDeadline: 'faulted' },
});

/** A door that met something has reopened by itself: nothing to stop, only the outcome to write. */
export const givingUp = unitSetup.createStateConfig({
  invoke: { ...writeOff, onDone: { target: 'still', actions: 'settleFault' }, onError: onBug },
  after: { stopDeadline: { target: 'stopping', actions: late('outcomeNotDurable', 'its outcome could not be written') } },
});

/** Stands, proven. Only a reset leads on, and then only to waiting. */
export const faulted = unitSetup.createStateConfig({
  tags: ['needsTechnician'],
  entry: 'settleFault',
  on: {
    'fault.cleared': 'still',
    'unit.ordered': { actions: { type: 'refuseOrder', params: ({ event }) => ({ order: event.order }) } },
  },
});

/** Asked to stop, and cannot show that it did. Only a person may leave this state. */
export const stopUnconfirmed = unitSetup.createStateConfig({
  tags: ['cutPower', 'needsTechnician'],
  entry: 'settleFault',
  invoke: { ...writeOff, onDone: {}, onError: {} },
  on: {
    'fault.cleared': 'still',
    'unit.ordered': { actions: { type: 'refuseOrder', params: ({ event }) => ({ order: event.order }) } },
  },
});

function failedOutcome(context: UnitContext) {
  const code = context.fault?.code ?? 'stopped';
  return orderOf(context).startMoves.length > 0 ? { kind: 'unknown' as const, code } : { kind: 'failed' as const, code };
}
