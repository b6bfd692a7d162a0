import { unitSetup } from './unit/unit.setup.ts';
import { commanding, concluding, faulted, givingUp, interlockWatch, late, onBug, runningOf, still, stopping, stopTransition, stopUnconfirmed, writingOff } from './unit/unit-states.ts';

/**
 * The operator opens (unlock, then open) or closes (close, then lock) until it reports its end. Meeting an obstruction it
 * reopens by its own firmware, which is not a stop: the order is given up and the door stays where people need it.
 */
const swinging = unitSetup.createStateConfig({
  tags: ['moving'],
  invoke: {
    src: 'seeArrival',
    input: ({ context }) => runningOf(context),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'confirming' },
      { guard: { type: 'endedByItself', params: ({ event }) => ({ result: event.output }) }, actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'givingUp' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stopping' },
    ],
    onError: onBug,
  },
  always: interlockWatch,
  on: { 'stop.latched': stopTransition },
  after: { motionDeadline: { target: 'stopping', actions: late('deadline', 'the door did not reach its end in time') } },
});

/** The operator says done; lock contact and mirror must say the same. */
const confirming = unitSetup.createStateConfig({
  tags: ['moving'],
  invoke: {
    src: 'seeConfirmation',
    input: ({ context }) => runningOf(context),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'concluding' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stopping' },
    ],
    onError: onBug,
  },
  always: interlockWatch,
  on: { 'stop.latched': stopTransition },
  after: { confirmDeadline: { target: 'stopping', actions: late('notConfirmed', 'the operator says done, the lock contact does not') } },
});

/** One door of a bay. */
export const doorMachine = unitSetup.createMachine({
  id: 'door',
  context: ({ input }) => ({ ...input, order: undefined, passed: undefined, fault: undefined }),
  on: {
    'facts.changed': { actions: { type: 'setFacts', params: ({ event }) => ({ facts: event.facts }) } },
    'unit.ordered': { actions: { type: 'refuseOrder', params: ({ event }) => ({ order: event.order }) } },
  },
  initial: 'still',
  states: { still, commanding: commanding('swinging'), swinging, confirming, givingUp, concluding, stopping, writingOff, faulted, stopUnconfirmed },
});
