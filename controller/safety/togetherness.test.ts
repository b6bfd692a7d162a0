import assert from 'node:assert/strict';
import { motionsOf } from '../interlocks/motions-of.ts';
import { kindOf, type Motion } from '../interlocks/motion.ts';
import { createInterlockBook } from '../interlocks/permit.ts';
import type { FactName } from '../sensing/fact.ts';
import { mayRunTogether } from './togetherness.ts';

const BAYS = ['A', 'B'] as const;
const motions = motionsOf(BAYS);
const book = createInterlockBook(BAYS);

/** Facts that a motion takes away as soon as it moves. */
function takes(motion: Motion): readonly FactName[] {
  const { kind, bay } = kindOf(motion);
  const [group, action = ''] = kind.split('.') as [string, string?];
  const opens = action === 'open' || action === 'stepOpen';
  switch (group) {
    case 'lift': return ['liftStill', 'liftAtLevel', 'liftBraked'];
    case 'travel': return ['travelStill', 'travelAtPosition', 'travelBraked'];
    case 'turn': return ['turnStill', 'turnAtAngle', 'turnBraked'];
    case 'shuttle': return ['shuttleStill', 'shuttleCentred'];
    case 'lockPin': return ['lockPinIn', 'lockPinOut'];
    case 'palletLock': return ['carriageLoadSafe'];
    case 'inner': return opens ? [`${bay ?? ''}.innerClosedLocked`] : [`${bay ?? ''}.innerOpen`];
    case 'outer': return opens ? [`${bay ?? ''}.outerClosedLocked`] : [];
    default: return [];
  }
}

const needs = (motion: Motion, name: FactName): boolean => book.rowsOf(motion).some(({ fact }) => fact === name);
/** One asks for an inner door that is shut, the other for the same one open: no scan permits both. */
const excludeEachOther = (a: Motion, b: Motion): boolean => BAYS.some((bay) => needs(a, `${bay}.innerClosedLocked`) && needs(b, `${bay}.innerOpen`));

describe('two motions at a time', () => {
  it('never go together where one takes away what the other must not lose', () => {
    let watched = 0;
    for (const a of motions) {
      for (const b of motions) {
        if (a === b || !mayRunTogether(a, b) || excludeEachOther(a, b)) continue;
        watched += 1;
        const gone = takes(a);
        const lost = book.rowsOf(b).filter(({ fact, interlock }) => interlock.reaction !== 'refuse' && gone.includes(fact));
        assert.deepEqual(lost.map(({ interlock }) => `${b} beside ${a}: ${interlock.id}`), []);
      }
    }
    assert.ok(watched > 100);
  });

  it('are asked in either order with the same answer', () => {
    for (const a of motions) for (const b of motions) assert.equal(mayRunTogether(a, b), mayRunTogether(b, a), `${a}, ${b}`);
  });

  it('leave the way out free beside anything that does not open the same bay towards the shaft', () => {
    for (const motion of motions) assert.equal(mayRunTogether('outer.open:A', motion), motion !== 'inner.open:A' && motion !== 'inner.stepOpen:A', motion);
  });
});
