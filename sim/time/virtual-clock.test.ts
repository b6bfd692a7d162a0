import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createVirtualClock, onGrid } from './virtual-clock.ts';
import type { VirtualClock } from './virtual-clock.ts';

describe('virtual clock', () => {
  it('fires in the order of time, and first come first served at the same instant', async () => {
    const clock = createVirtualClock();
    const log: string[] = [];
    clock.setTimeout(() => log.push('b'), 10);
    clock.setTimeout(() => log.push('a'), 5);
    clock.setTimeout(() => log.push('c'), 10);
    await clock.runUntil(10);
    assert.deepEqual(log, ['a', 'b', 'c']);
    assert.equal(clock.nowMs(), 10);
  });

  it('stands at the end of the run even when nothing happened', async () => {
    const clock = createVirtualClock();
    await clock.runFor(250);
    assert.equal(clock.nowMs(), 250);
  });

  it('does not fire what was cancelled, and takes a late cancel calmly', async () => {
    const clock = createVirtualClock();
    let fired = 0;
    const cancelled = clock.setTimeout(() => fired++, 5);
    const kept = clock.setTimeout(() => fired++, 6);
    clock.clearTimeout(cancelled);
    await clock.runFor(10);
    clock.clearTimeout(kept);
    clock.clearTimeout(undefined);
    assert.equal(fired, 1);
  });

  it('keeps recurring deadlines absolute: nested timers are timed from the instant that armed them', async () => {
    const clock = createVirtualClock();
    const log: number[] = [];
    const end = clock.every(10, () => {
      log.push(clock.nowMs());
      clock.setTimeout(() => log.push(clock.nowMs()), 3);
    });
    await clock.runUntil(33);
    end();
    await clock.runUntil(100);
    assert.deepEqual(log, [10, 13, 20, 23, 30, 33]);
  });

  it('lets promise work settle before the next event, however deep it is chained', async () => {
    const clock = createVirtualClock();
    const log: string[] = [];
    clock.setTimeout(() => {
      void (async () => {
        for (let i = 0; i < 20; i += 1) await Promise.resolve();
        log.push('settled');
      })();
    }, 1);
    clock.setTimeout(() => log.push('next event'), 1);
    await clock.runFor(2);
    assert.deepEqual(log, ['settled', 'next event']);
  });

  it('rejects with what an event threw, and can be run on', async () => {
    const clock = createVirtualClock();
    clock.setTimeout(() => {
      throw new Error('broken event');
    }, 1);
    await assert.rejects(clock.runFor(5), /broken event/);
    await clock.runUntil(5);
    assert.equal(clock.nowMs(), 5);
  });

  it('has one owner: a second run at the same time is refused', async () => {
    const clock = createVirtualClock();
    const first = clock.runFor(5);
    await assert.rejects(clock.runFor(5), /already running/);
    await first;
  });

  it('ends the run where it is stopped', async () => {
    const clock = createVirtualClock();
    clock.every(10, () => {
      if (clock.nowMs() >= 50) clock.stop();
    });
    await clock.runUntil(1000);
    assert.equal(clock.nowMs(), 50);
  });

  it('orders any set of timers like a stable sort by deadline', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 60 }), fc.array(fc.nat(59)), async (delays, cancels) => {
        const clock = createVirtualClock();
        const log: number[] = [];
        const ids = delays.map((delay, i) => clock.setTimeout(() => log.push(i), delay));
        const gone = new Set(cancels.filter((i) => i < ids.length));
        for (const i of gone) clock.clearTimeout(ids[i]);
        const expected = delays.map((delay, i) => ({ delay, i })).filter(({ i }) => !gone.has(i));
        expected.sort((a, b) => a.delay - b.delay || a.i - b.i);
        await clock.runFor(60);
        assert.deepEqual(log, expected.map(({ i }) => i));
      }),
      { numRuns: 60 },
    );
  });
});

/** A polling system with bytes in flight, a deadline per request, and a few real events; logs what it sees. */
function pollingSystem(clock: VirtualClock, log: string[]) {
  let busyUntilMs = 0;
  let polls = 0;
  let lastAnswerMs = 0;
  const poll = (busId: string) => {
    polls += 1;
    const deadline = clock.setTimeout(() => log.push(`${busId} timed out`), 25);
    clock.setTimeout(() => {
      clock.clearTimeout(deadline);
      lastAnswerMs = clock.nowMs();
    }, 8.68);
    if (clock.nowMs() < busyUntilMs) log.push(`${busId} busy at ${clock.nowMs()}`);
  };
  clock.every(40, () => poll('drives'));
  clock.every(160, () => poll('bays'));
  for (const atMs of [1_000, 61_234.567, 600_000]) {
    clock.setTimeout(() => {
      log.push(`event at ${clock.nowMs()}, last answer ${clock.nowMs() - lastAnswerMs} ms ago`);
      busyUntilMs = clock.nowMs() + 500;
    }, atMs);
  }
  return {
    isQuiet: () => clock.nowMs() >= busyUntilMs,
    translateMs: (deltaMs: number) => {
      lastAnswerMs += deltaMs;
      busyUntilMs += deltaMs;
    },
    polls: () => polls,
  };
}

describe('idle skipping', () => {
  const run = async (skipping: boolean, startMs = 0) => {
    const clock = createVirtualClock();
    await clock.runUntil(startMs);
    const log: string[] = [];
    const system = pollingSystem(clock, log);
    if (skipping) clock.setSkipping({ isQuiet: system.isQuiet, hyperperiodMs: 160, translated: [system] });
    await clock.runUntil(startMs + 700_000);
    log.push(`end at ${clock.nowMs()}`);
    return { log, polls: system.polls(), skippedMs: clock.skippedMs() };
  };

  it('leaves the same log of events, bit for bit, and saves nearly all the work', async () => {
    const plain = await run(false);
    const skipped = await run(true);
    assert.deepEqual(skipped.log, plain.log);
    assert.ok(skipped.log.length > 30);
    assert.ok(skipped.polls < plain.polls / 50, `${skipped.polls} polls of ${plain.polls}`);
    assert.ok(skipped.skippedMs > 650_000);
  });

  it('finds a boundary of its own when bytes are in flight at the multiples of the hyperperiod', async () => {
    const plain = await run(false, 155.5);
    const skipped = await run(true, 155.5);
    assert.deepEqual(skipped.log, plain.log);
    assert.ok(skipped.skippedMs > 600_000, `skipped ${skipped.skippedMs}`);
  });

  it('skips nothing while somebody is not quiet', async () => {
    const clock = createVirtualClock();
    clock.setSkipping({ isQuiet: () => false, hyperperiodMs: 160, translated: [] });
    await clock.runUntil(10_000);
    assert.equal(clock.skippedMs(), 0);
  });

  it('skips nothing when a recurring period does not fit into the hyperperiod', async () => {
    const clock = createVirtualClock();
    let fired = 0;
    clock.every(70, () => fired++);
    clock.setSkipping({ isQuiet: () => true, hyperperiodMs: 160, translated: [] });
    await clock.runUntil(7_000);
    assert.equal(fired, 100);
  });

  it('skips nothing while a chain of one-shot timers keeps running, because it is not known to be idle', async () => {
    const clock = createVirtualClock();
    const again = () => void clock.setTimeout(again, 100);
    again();
    clock.setSkipping({ isQuiet: () => true, hyperperiodMs: 160, translated: [] });
    await clock.runUntil(10_000);
    assert.equal(clock.skippedMs(), 0);
  });

  it('keeps instants on a grid on which sums are exact', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.double({ min: 0, max: 100, noNaN: true }), (base, delay) => {
        assert.equal(base + onGrid(delay) - base, onGrid(delay));
        assert.ok(onGrid(delay) >= delay && onGrid(delay) - delay < 0.001);
      }),
    );
  });
});
