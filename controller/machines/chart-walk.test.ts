import assert from 'node:assert/strict';
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { axisMachine } from './axis.machine.ts';
import { boltMachine } from './bolt.machine.ts';
import { deliveryMachine } from './delivery.machine.ts';
import { doorMachine } from './door.machine.ts';
import { eventMachine } from './events/event.machine.ts';
import { wayOutMachine } from './events/way-out.machine.ts';
import { checkInMachine, shutCheckMachine } from './orders/receive/check-in.machine.ts';
import { orderMachine } from './orders/order.machine.ts';
import { modeMachine } from './maintenance/mode.machine.ts';
import { chartFiles, chartsIn, statesOf } from './testing/charts.ts';
import { transferMachine } from './transfer.machine.ts';

/** Names of the delays that a state waits for. */
const delaysOf = (state: AnyStateNode): readonly string[] => Object.keys(state.config.after ?? {});
const alwaysOf = (state: AnyStateNode) => state.always ?? [];
const transitionsOf = (state: AnyStateNode) => [...state.transitions.values()].flat();
const goesTo = (state: AnyStateNode, name: string): boolean =>
  [...transitionsOf(state), ...alwaysOf(state)].some((transition) => transition.target?.some((target) => target.key === name) ?? false);
/** States that only a person may leave. */
const FOR_PEOPLE = ['paused', 'faulted', 'stopUnconfirmed', 'still'];

const CHARTS: readonly (readonly [string, AnyStateMachine])[] = [
  ['axis', axisMachine], ['door', doorMachine], ['bolt', boltMachine], ['transfer', transferMachine], ['delivery', deliveryMachine], ['order', orderMachine], ['check-in', checkInMachine], ['shut check', shutCheckMachine], ['event', eventMachine], ['way out', wayOutMachine], ['mode', modeMachine],
];

for (const [name, machine] of CHARTS) {
  const states = statesOf(machine.root);
  const moving = states.filter((state) => state.tags.includes('moving'));

  describe(`chart of ${name}`, () => {
    it('answers a defect in every actor that it invokes', () => {
      for (const state of states) for (const { id } of state.invoke) assert.ok(state.transitions.has(`xstate.error.actor.${id}`), `${state.id} has no onError`);
    });

    it('gives every actor that it waits for a deadline, but the customer', () => {
      for (const state of states.filter((one) => one.invoke.length > 0)) {
        if (FOR_PEOPLE.includes(state.key)) continue;
        assert.ok(delaysOf(state).length > 0, `${state.id} may wait for ever`);
      }
    });

    it('watches the interlocks, has a deadline by name and a way to stopping in every moving state', () => {
      for (const state of moving) {
        for (const delay of delaysOf(state)) assert.ok(Object.keys(machine.implementations.delays).includes(delay), `${state.id} waits for ${delay}, which has no name in the setup`);
        assert.ok(delaysOf(state).length > 0, `${state.id} has no deadline`);
        if (state.key === 'stopping') continue;
        assert.ok(goesTo(state, 'stopping'), `${state.id} has no way to stopping`);
        assert.ok(alwaysOf(state).some((transition) => transition.target?.some((target) => target.key === 'stopping')), `${state.id} has no interlock watch`);
        assert.ok(state.transitions.has('stop.latched'), `${state.id} does not hear a stop`);
      }
    });

    it('has no state without an exit by time, by event or by a person', () => {
      for (const state of states) {
        if (state === machine.root || state.type === 'final') continue;
        const exits = [...transitionsOf(state), ...alwaysOf(state)].filter((transition) => transition.target !== undefined);
        assert.ok(exits.length > 0 || Object.keys(state.states).length > 0, `${state.id} cannot be left`);
      }
    });
  });
}

describe('chart of delivery', () => {
  it('moves nothing itself: whoever moves is an axis, a door, a bolt or a transfer', () => {
    assert.deepEqual(statesOf(deliveryMachine.root).filter((state) => state.tags.includes('moving')), []);
  });

  it('can be gone on with from every phase that a journal may hold', () => {
    const routing = deliveryMachine.root.states['routing'];
    assert.ok(routing);
    const last = alwaysOf(routing).at(-1);
    assert.ok(last && last.guard === undefined, 'an unforeseen phase has no way on');
  });
});

describe('chart of order', () => {
  it('moves nothing itself, and hears a stop in every state in which it waits', () => {
    const states = statesOf(orderMachine.root);
    assert.deepEqual(states.filter((state) => state.tags.includes('moving')), []);
    for (const name of ['takingTurn', 'checkingIn', 'proving', 'provingShut']) {
      const state = orderMachine.root.states[name];
      assert.ok(state && transitionsOf(state).some((transition) => transition.eventType === 'stop.latched' && transition.target?.[0]?.key === 'paused'), name);
    }
  });
});

describe('charts of units', () => {
  it('knows its moving states, so that the walk above is not about nothing', () => {
    const counts = CHARTS.map(([name, machine]) => [name, statesOf(machine.root).filter((state) => state.tags.includes('moving')).map((state) => state.key)]);
    assert.deepEqual(Object.fromEntries(counts), {
      axis: ['commanding', 'starting', 'moving', 'confirming', 'stopping'],
      door: ['commanding', 'swinging', 'confirming', 'stopping'],
      bolt: ['commanding', 'shifting', 'stopping'],
      transfer: ['stepping', 'stopping'],
      delivery: [], 'check-in': [], 'shut check': [],
      order: [],
      event: [],
      'way out': ['opening', 'stopping'],
      mode: [],
    });
  });

  it('walks every chart that there is', async () => {
    const all = (await Promise.all(chartFiles.map(chartsIn))).flat().map(({ id }) => id);
    assert.deepEqual(CHARTS.map(([, { id }]) => id).sort(), [...all].sort());
  });
});
