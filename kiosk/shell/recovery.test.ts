import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createRecovery, RECOVERY_LIMITS } from './recovery.ts';
import { createFakeClock } from './testing/fake-clock.ts';

function bench() {
  const clock = createFakeClock();
  const tried: string[] = [];
  const actions = {
    reload: () => void tried.push('reload'),
    recreate: () => void tried.push('recreate'),
    showOutOfService: () => void tried.push('outOfService'),
  };
  const log = sinon.stub();
  const recovery = createRecovery({ clock, actions, log });
  /** Fails, and lets the answer to it happen. */
  const failAndWait = (): void => {
    recovery.fail('crashed');
    clock.advance(RECOVERY_LIMITS.recreateDelayMs);
  };
  return { clock, tried, recovery, failAndWait, log };
}

describe('bringing a lost page back', () => {
  it('reloads after a moment, and says why', () => {
    const { recovery, clock, tried, log } = bench();
    recovery.fail('renderer gone: oom');
    assert.deepEqual(tried, []);
    clock.advance(RECOVERY_LIMITS.reloadDelayMs);
    assert.deepEqual(tried, ['reload']);
    sinon.assert.calledOnceWithMatch(log, /renderer gone: oom.*reload/);
  });
  it('takes several reports of one crash as one', () => {
    const { recovery, clock, tried } = bench();
    recovery.fail('unresponsive');
    recovery.fail('renderer gone');
    recovery.fail('not loaded');
    clock.advance(60_000);
    assert.deepEqual(tried, ['reload']);
    assert.equal(recovery.count(), 1);
  });
  it('goes from reload to a new window to the out-of-service page', () => {
    const { failAndWait, tried, recovery } = bench();
    for (let failure = 0; failure < 6; failure += 1) failAndWait();
    assert.deepEqual(tried, ['reload', 'reload', 'reload', 'recreate', 'recreate', 'outOfService']);
    assert.equal(recovery.isOutOfService(), true);
  });
  it('keeps trying behind the out-of-service page, without a limit', () => {
    const { failAndWait, tried, recovery, clock } = bench();
    for (let failure = 0; failure < 6; failure += 1) failAndWait();
    tried.length = 0;
    for (let round = 0; round < 3; round += 1) {
      clock.advance(RECOVERY_LIMITS.retryDelayMs);
      recovery.fail('not loaded');
    }
    assert.deepEqual(tried, ['recreate', 'outOfService', 'recreate', 'outOfService', 'recreate', 'outOfService']);
  });
  it('is in service again once the page lives, not when it is merely tried', () => {
    const { failAndWait, recovery, clock } = bench();
    for (let failure = 0; failure < 6; failure += 1) failAndWait();
    clock.advance(RECOVERY_LIMITS.retryDelayMs);
    assert.equal(recovery.isOutOfService(), true);
    recovery.recovered();
    assert.equal(recovery.isOutOfService(), false);
  });
  it('forgets failures after ten minutes', () => {
    const { failAndWait, tried, clock } = bench();
    for (let failure = 0; failure < 3; failure += 1) failAndWait();
    clock.advance(RECOVERY_LIMITS.windowMs);
    failAndWait();
    assert.equal(tried.at(-1), 'reload');
  });
});
