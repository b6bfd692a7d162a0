import { unitSetup } from './unit/unit.setup.ts';
import { commanding, concluding, faulted, interlockWatch, late, onBug, runningOf, still, stopping, stopTransition, stopUnconfirmed, writingOff } from './unit/unit-states.ts';

/** The output is set; the two opposite end switches must follow. They are the sensors that did not command. */
const shifting = unitSetup.createStateConfig({
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
  after: { motionDeadline: { target: 'stopping', actions: late('notConfirmed', 'the end switches did not follow in time') } },
});

/** A two-position mechanism of the carriage: lock pin, fork or pallet lock. */
export const boltMachine = unitSetup.createMachine({
  id: 'bolt',
  context: ({ input }) => ({ ...input, order: undefined, passed: undefined, fault: undefined }),
  on: {
    'facts.changed': { actions: { type: 'setFacts', params: ({ event }) => ({ facts: event.facts }) } },
    'unit.ordered': { actions: { type: 'refuseOrder', params: ({ event }) => ({ order: event.order }) } },
  },
  initial: 'still',
  states: { still, commanding: commanding('shifting'), shifting, concluding, stopping, writingOff, faulted, stopUnconfirmed },
});
