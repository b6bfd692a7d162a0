import assert from 'node:assert/strict';
import { createSystemClock } from './system-clock.ts';
import { systemRng } from './system-rng.ts';
import { systemWallClock } from './wall-clock.ts';

/** Keeps the event loop busy, as a long computation does. */
function block(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe('system clock', () => {
  const calls = (periodMs: number, count: number, work: (call: number) => void = () => undefined) =>
    new Promise<{ readonly startMs: number; readonly atMs: readonly number[]; readonly overruns: number }>((resolve) => {
      const clock = createSystemClock();
      const startMs = clock.nowMs();
      const atMs: number[] = [];
      const end = clock.every(periodMs, () => {
        atMs.push(clock.nowMs());
        work(atMs.length);
        if (atMs.length < count) return;
        end();
        resolve({ startMs, atMs, overruns: clock.overruns() });
      });
    });

  it('is monotonic, and its zero is that of the machine', () => {
    const clock = createSystemClock();
    const before = Number(process.hrtime.bigint()) / 1e6;
    const now = clock.nowMs();
    assert.ok(now >= before - 1 && now <= Number(process.hrtime.bigint()) / 1e6 + 1);
    assert.ok(clock.nowMs() >= now);
  });

  it('keeps absolute deadlines: never early, and the work of one call does not push the next', async () => {
    const { startMs, atMs, overruns } = await calls(8, 20, () => block(1));
    atMs.forEach((ms, i) => assert.ok(ms - startMs >= 8 * (i + 1), `call ${i + 1} came at ${ms - startMs} ms`));
    // Without drift the twentieth call belongs to the twentieth deadline, but for those that a busy machine made us miss.
    const lastRound = Math.floor(((atMs.at(-1) ?? 0) - startMs) / 8);
    assert.ok(lastRound === 20 + overruns || lastRound === 21 + overruns, `round ${lastRound} with ${overruns} overruns`);
  });

  it('leaves out the deadlines that passed while the loop was busy, counts them, and keeps the phase', async () => {
    const { startMs, atMs, overruns } = await calls(5, 4, (call) => {
      if (call === 2) block(23);
    });
    assert.ok(overruns >= 3, `${overruns} overruns`);
    const last = (atMs[3] ?? 0) - startMs;
    assert.ok(last >= 35, `the fourth call came at ${last} ms`);
  });

  it('ends a recurring call at once, even from within itself', async () => {
    const { atMs } = await calls(3, 1);
    await new Promise((resolve) => setTimeout(resolve, 15));
    assert.equal(atMs.length, 1);
  });

  it('forgets a timer that is cleared', async () => {
    const clock = createSystemClock();
    let fired = false;
    clock.clearTimeout(clock.setTimeout(() => (fired = true), 1));
    await new Promise<void>((resolve) => {
      clock.setTimeout(resolve, 10);
    });
    assert.equal(fired, false);
  });
});

describe('system dice and wall clock', () => {
  it('draw numbers in range, each byte value now and then', () => {
    for (let i = 0; i < 1000; i += 1) {
      const drawn = systemRng.next();
      assert.ok(drawn >= 0 && drawn < 1);
    }
    assert.equal(new Set(systemRng.bytes(8192)).size, 256);
  });

  it('give the time of day in milliseconds', () => {
    assert.ok(Math.abs(systemWallClock.utcMs() - Date.now()) < 1000);
  });
});
