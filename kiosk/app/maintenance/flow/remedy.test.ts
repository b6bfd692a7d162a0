import assert from 'node:assert/strict';
import { motionGroups } from './motions.ts';
import { remediesOf, remedyOf } from './remedy.ts';
import { sampleSite } from '../../testing/sample-tower.ts';

describe('what is held before another motion', () => {
  it('is the bolt, the shuttle or the door that keeps it', () => {
    const broken = ['lockPinOut', 'safetyChainClosed', 'A.innerClosedLocked', 'shuttleCentred', 'lockPinOut'].map((fact) => ({ fact }));
    assert.deepEqual(remediesOf('lift.jog', broken), ['lockPin.stepOut', 'inner.stepClose:A', 'shuttle.jogIn']);
  });
  it('is never the motion itself', () => {
    assert.deepEqual(remediesOf('shuttle.jogIn', [{ fact: 'shuttleCentred' }]), []);
  });
  it('can be held on this page', () => {
    const { byHand } = motionGroups(sampleSite);
    for (const fact of ['lockPinOut', 'lockPinIn', 'forkReleased', 'forkEngaged', 'shuttleCentred', 'B.innerClosedLocked', 'B.innerOpen', 'B.outerClosedLocked']) {
      assert.ok(byHand.includes(remedyOf(fact) ?? ''), fact);
    }
  });
});
