import assert from 'node:assert/strict';
import type { AnyStateNode } from 'xstate';
import { chartFiles, chartsIn, statesOf } from './testing/charts.ts';

const targetsOf = (state: AnyStateNode): readonly AnyStateNode[] =>
  [...[...state.transitions.values()].flat(), ...(state.always ?? [])].flatMap((transition) => transition.target ?? []);
/** Where nothing moves and a person must do something first. */
const isFault = (state: AnyStateNode): boolean => state.tags.some((tag) => ['needsTechnician', 'cutPower', 'paused'].includes(tag));

/** Every state that can follow, however many steps on; whoever is inside a state may also leave by its parents. */
function reachable(from: AnyStateNode): ReadonlySet<AnyStateNode> {
  const seen = new Set<AnyStateNode>();
  const queue = [from];
  for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    const inside = state.type === 'compound' ? state.initial.target : [];
    queue.push(...targetsOf(state), ...inside, ...(state.parent ? targetsOf(state.parent) : []));
  }
  return seen;
}

describe('every chart that there is in the house', () => {
  for (const file of chartFiles) {
    it(`${file}: each invoke answers a defect, each state can be left, each fault leads back to where work begins`, async () => {
      const machines = await chartsIn(file);
      assert.ok(machines.length > 0, `${file} exports no machine`);
      for (const machine of machines) {
        const states = statesOf(machine.root);
        for (const state of states) {
          for (const { id } of state.invoke) assert.ok(state.transitions.has(`xstate.error.actor.${id}`), `${state.id} has no onError`);
          const last = state === machine.root || state.type === 'final' || state.type === 'compound' || state.type === 'parallel';
          assert.ok(last || [...reachable(state)].length > 1, `${state.id} cannot be left`);
        }
        const begins = machine.root.type === 'compound' ? machine.root.initial.target[0] : undefined;
        for (const state of states.filter(isFault)) {
          const back = [...reachable(state)].some((one) => one !== state && (one === begins || one.tags.includes('ready') || one.type === 'final'));
          assert.ok(back, `${state.id} leads back nowhere`);
        }
      }
    });
  }

  it('is a good dozen of files at most, and none is forgotten by the walk', () => {
    assert.ok(chartFiles.length >= 8, chartFiles.join());
  });
});
