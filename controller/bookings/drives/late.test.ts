import assert from 'node:assert/strict';
import { lateAt, lateFeeMinor } from './late.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DUE = Date.UTC(2026, 5, 4, 5);
/** Half an hour's grace, 99.00 for each begun hour, 990.00 at most. */
const beyond = { mostExtensionDays: 3, extensionFeeMinor: 29_900, lateGraceMinutes: 30, lateFeeMinor: 9900, mostLateFeeMinor: 99_000, noShowFeeMinor: 5000, priceLockHours: 72 };
const feeAfter = (ms: number): number => lateFeeMinor(DUE, DUE + ms, beyond);

describe('what lateness costs', () => {
  it('nothing up to the end of the grace, to the millisecond', () => {
    assert.deepEqual([feeAfter(-HOUR_MS), feeAfter(0), feeAfter(30 * MINUTE_MS)], [0, 0, 0]);
    assert.equal(feeAfter(30 * MINUTE_MS + 1), 9900);
  });
  it('each begun hour after the grace', () => {
    assert.equal(feeAfter(90 * MINUTE_MS), 9900);
    assert.equal(feeAfter(90 * MINUTE_MS + 1), 19_800);
  });
  it('never more than its most', () => {
    assert.equal(feeAfter(10 * HOUR_MS + 30 * MINUTE_MS), 99_000);
    assert.equal(feeAfter(11 * HOUR_MS), 99_000);
    assert.equal(feeAfter(1000 * HOUR_MS), 99_000);
  });
  it('is told while the car is still out, with the instant at which it rises next', () => {
    assert.equal(lateAt(DUE, DUE, beyond), undefined);
    for (const lateMs of [1, 30 * MINUTE_MS, 30 * MINUTE_MS + 1, 90 * MINUTE_MS, 5 * HOUR_MS]) {
      const late = lateAt(DUE, DUE + lateMs, beyond);
      assert.ok(late?.nextRiseUtcMs !== undefined);
      assert.equal(late.feeMinor, feeAfter(lateMs));
      const next = late.nextRiseUtcMs;
      assert.ok(next > DUE + lateMs);
      assert.equal(lateFeeMinor(DUE, next - 1, beyond), late.feeMinor, 'not before');
      assert.ok(lateFeeMinor(DUE, next, beyond) > late.feeMinor, 'but then');
    }
    assert.deepEqual(lateAt(DUE, DUE + 11 * HOUR_MS, beyond), { sinceUtcMs: DUE, feeMinor: 99_000 });
    assert.deepEqual(lateAt(DUE, DUE + HOUR_MS, { ...beyond, lateFeeMinor: 0 }), { sinceUtcMs: DUE, feeMinor: 0 }, 'where lateness is free it never rises');
  });
});
