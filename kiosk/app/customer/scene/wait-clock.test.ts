import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWaitClock, LONGER_BY_S, SINGLE_BELOW_S } from './wait-clock.ts';

/** What a planner may say from look to look, however unsteady. */
const planner = fc.array(fc.record({
  afterMs: fc.integer({ min: 0, max: 4000 }),
  estimate: fc.option(fc.record({ lowS: fc.integer({ min: 0, max: 120 }), spreadS: fc.integer({ min: 0, max: 30 }) }), { nil: undefined, freq: 8 }),
}), { minLength: 1, maxLength: 80 });

describe('the time that is left', () => {
  it('is a range until the planner is sure to less than ten seconds, and then one number', () => {
    const wait = createWaitClock();
    assert.deepEqual(wait({ lowS: 60, highS: 90 }, 0), { kind: 'range', lowS: 60, highS: 90 });
    assert.deepEqual(wait({ lowS: 20, highS: 20 + SINGLE_BELOW_S }, 1000), { kind: 'range', lowS: 20, highS: 30 });
    assert.deepEqual(wait({ lowS: 20, highS: 29 }, 2000), { kind: 'single', seconds: 29, isLonger: false });
  });
  it('counts down, and stands still while the planner says more', () => {
    const wait = createWaitClock();
    wait({ lowS: 20, highS: 25 }, 0);
    assert.deepEqual(wait({ lowS: 19, highS: 24 }, 1000), { kind: 'single', seconds: 24, isLonger: false });
    assert.deepEqual(wait({ lowS: 22, highS: 28 }, 4000), { kind: 'single', seconds: 24, isLonger: false });
  });
  it('says that it takes longer when the planner says so much more that standing still would be a lie', () => {
    const wait = createWaitClock();
    wait({ lowS: 5, highS: 10 }, 0);
    assert.deepEqual(wait({ lowS: 15, highS: 10 + LONGER_BY_S }, 1000), { kind: 'single', seconds: 20, isLonger: true });
    assert.deepEqual(wait({ lowS: 14, highS: 19 }, 2000), { kind: 'single', seconds: 19, isLonger: true });
    assert.deepEqual(wait({ lowS: 5, highS: 10 }, 12_000), { kind: 'single', seconds: 10, isLonger: false });
  });
  it('is not known while the tower gives no estimate, and begins anew afterwards', () => {
    const wait = createWaitClock();
    wait({ lowS: 5, highS: 10 }, 0);
    assert.deepEqual(wait(undefined, 1000), { kind: 'unknown' });
    assert.deepEqual(wait({ lowS: 30, highS: 38 }, 2000), { kind: 'single', seconds: 38, isLonger: false });
  });
  it('never becomes larger without a word, and never falls faster than time twice over, whatever the planner says', () => {
    fc.assert(fc.property(planner, (looks) => {
      const wait = createWaitClock();
      let nowMs = 0;
      let last: { readonly seconds: number; readonly atMs: number } | undefined;
      for (const { afterMs, estimate } of looks) {
        nowMs += afterMs;
        const time = wait(estimate && { lowS: estimate.lowS, highS: estimate.lowS + estimate.spreadS }, nowMs);
        if (time.kind === 'single' && last !== undefined) {
          if (time.seconds > last.seconds) assert.ok(time.isLonger);
          assert.ok(last.seconds - time.seconds <= 2 * Math.ceil((nowMs - last.atMs) / 1000) + 2, `${String(last.seconds)} to ${String(time.seconds)}`);
        }
        last = time.kind === 'single' ? { seconds: time.seconds, atMs: nowMs } : undefined;
      }
    }));
  });
});
