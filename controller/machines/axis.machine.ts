import { unitSetup } from './unit/unit.setup.ts';
import { commanding, concluding, faulted, interlockWatch, late, onBug, runningOf, still, stopping, stopTransition, stopUnconfirmed, writingOff } from './unit/unit-states.ts';

/** Commanded; must be seen to move soon. */
const starting = unitSetup.createStateConfig({
  tags: ['moving'],
  invoke: {
    src: 'seeMotion',
    input: ({ context }) => runningOf(context),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'moving' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stopping' },
    ],
    onError: onBug,
  },
  always: interlockWatch,
  on: { 'stop.latched': stopTransition },
  after: { motionStartDeadline: { target: 'stopping', actions: late('noMotion', 'commanded, but no movement was seen') } },
});

/** On its way until the drive says that it stands at the target. */
const moving = unitSetup.createStateConfig({
  tags: ['moving'],
  invoke: {
    src: 'seeArrival',
    input: ({ context }) => runningOf(context),
    onDone: [
      { guard: { type: 'succeeded', params: ({ event }) => ({ result: event.output }) }, target: 'confirming' },
      { actions: { type: 'setFailure', params: ({ event }) => ({ result: event.output }) }, target: 'stopping' },
    ],
    onError: onBug,
  },
  always: interlockWatch,
  on: { 'stop.latched': stopTransition },
  after: { motionDeadline: { target: 'stopping', actions: late('deadline', 'did not arrive in time') } },
});

/** The drive says arrived; a sensor that did not command must say the same. */
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
  after: { confirmDeadline: { target: 'stopping', actions: late('notConfirmed', 'the drive says arrived, the other sensor does not') } },
});

/** One positioning axis: lift, travel or shuttle. Moves one order at a time, proves it twice, and stops for every doubt. */
export const axisMachine = unitSetup.createMachine({
  id: 'axis',
  context: ({ input }) => ({ ...input, order: undefined, passed: undefined, fault: undefined }),
  on: {
    'facts.changed': { actions: { type: 'setFacts', params: ({ event }) => ({ facts: event.facts }) } },
    'unit.ordered': { actions: { type: 'refuseOrder', params: ({ event }) => ({ order: event.order }) } },
  },
  initial: 'still',
  states: { still, commanding: commanding('starting'), starting, moving, confirming, concluding, stopping, writingOff, faulted, stopUnconfirmed },
});
