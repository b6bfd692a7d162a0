import assert from 'node:assert/strict';
import { bayFactNames, towerFactNames, type FactName } from '../sensing/fact.ts';
import { verifyInterlocks } from './verify.ts';
import { allowedByStatement } from './statement.ts';
import { motionsOf } from './motions-of.ts';

const bays = ['A', 'B'];
const allFacts: readonly FactName[] = [...towerFactNames, ...bays.flatMap((bay) => bayFactNames.map((name): FactName => `${bay}.${name}`))];

/** A small repeatable sequence, enough to draw combinations with. */
function drawing() {
  let state = 12345;
  return { next: () => { state = (state * 1103515245 + 12345) % 2147483648; return state / 2147483648; } };
}

describe('interlock table against its statement', () => {
  it('agrees when one fact or any two are lost in any way, and at random', () => {
    const found = verifyInterlocks(bays, allFacts, drawing(), 500);
    assert.deepEqual(found.disagreements, []);
    assert.ok(found.combinations > 10_000);
  });

  it('has a statement that forbids something for every motion, so that agreement means something', () => {
    for (const motion of motionsOf(bays)) {
      assert.equal(allowedByStatement(motion, bays, () => true), true, motion);
      assert.equal(allowedByStatement(motion, bays, () => undefined), false, motion);
    }
  });
});
