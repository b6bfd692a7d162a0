import assert from 'node:assert/strict';
import type { StopReason } from '../../safety/gate.port.ts';
import { resetNeeded } from '../../safety/stop-control.ts';
import { brokenRule } from '../testing/unit-bench.ts';
import { towerState, type StateSigns } from './tower-state.ts';

const stopped = (code: StopReason['code'], resets: readonly ('customer' | 'operator' | 'technician')[] = []): StopReason => ({
  code, motion: undefined, broken: resets.map((reset) => brokenRule('stop', reset)), atMs: 0, detail: '',
});
const REST: StateSigns = { recovering: false, latched: undefined, moving: false, homing: false, order: 'none' };

describe('state of the tower', () => {
  it('is recovering before anything else: what is stopped besides does not matter yet', () => {
    assert.equal(towerState({ ...REST, recovering: true, latched: stopped('safetyChain') }), 'recovering');
  });

  it('is idle at rest, and executes while a collection runs', () => {
    assert.equal(towerState(REST), 'idle');
    assert.equal(towerState({ ...REST, order: 'running' }), 'execute');
  });

  it('is resetting while an axis finds its reference, unless a collection waits meanwhile', () => {
    assert.equal(towerState({ ...REST, homing: true, moving: true }), 'resetting');
    assert.equal(towerState({ ...REST, homing: true, moving: true, order: 'pausedInside' }), 'held');
  });

  it('calls what the safety hardware did aborted, and does not claim it before the machine stands', () => {
    assert.equal(towerState({ ...REST, latched: stopped('safetyChain'), moving: true }), 'aborting');
    assert.equal(towerState({ ...REST, latched: stopped('runEnableLost') }), 'aborted');
  });

  it('is suspended when only a person is in the way, held for any cause inside', () => {
    assert.equal(towerState({ ...REST, latched: stopped('interlock', ['customer']) }), 'suspended');
    assert.equal(towerState({ ...REST, latched: stopped('interlock', ['customer', 'technician']) }), 'held');
    assert.equal(towerState({ ...REST, latched: stopped('noMotion') }), 'held');
  });

  it('is stopped when somebody asked for it, and after a start', () => {
    assert.equal(towerState({ ...REST, latched: stopped('requested') }), 'stopped');
    assert.equal(towerState({ ...REST, latched: stopped('recovering') }), 'stopped');
  });

  it('waits held or suspended for a fresh command after the reset', () => {
    assert.equal(towerState({ ...REST, order: 'pausedInside' }), 'held');
    assert.equal(towerState({ ...REST, order: 'pausedOutside' }), 'suspended');
  });

  it('asks the strictest of those who must reset', () => {
    assert.equal(resetNeeded({ code: 'interlock', broken: [] }), 'operator');
    assert.equal(resetNeeded({ code: 'contradiction', broken: [] }), 'technician', 'only a technician acknowledges what sensors have contradicted each other about');
    assert.equal(resetNeeded({ code: 'interlock', broken: [brokenRule('stop', 'customer'), brokenRule('stop', 'technician'), brokenRule('stop', 'operator')] }), 'technician');
  });
});
