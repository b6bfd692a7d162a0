import assert from 'node:assert/strict';
import { auditStatement } from '../journal/audit.ts';
import { NOON_UTC_MS, granted, openBench } from '../journal/testing/journal-bench.ts';
import type { JournalBench } from '../journal/testing/journal-bench.ts';
import { createClockDoubt } from './clock-doubt.ts';

const TOLERANCE_MS = 120_000;

describe('the clock of the tower', () => {
  let bench: JournalBench;
  let monotonicMs: number;
  beforeEach(() => {
    bench = openBench();
    monotonicMs = 0;
  });
  afterEach(() => bench.remove());
  const start = () => {
    const isDoubtful = createClockDoubt({ store: bench.store, wall: bench.wall, clock: { nowMs: () => monotonicMs } });
    return async (): Promise<boolean> => granted(await isDoubtful());
  };
  const write = (utcMs: number): void => granted(bench.store.commitNow([auditStatement('seen', {}, utcMs)]));

  it('is believed as long as it runs with the monotonic one', async () => {
    const isDoubtful = start();
    monotonicMs = 86_400_000;
    bench.wall.set(NOON_UTC_MS + 86_400_000 + TOLERANCE_MS);
    assert.equal(await isDoubtful(), false);
  });
  it('is doubtful once it has jumped, ahead or back, until it has jumped back', async () => {
    const isDoubtful = start();
    for (const jumpMs of [TOLERANCE_MS + 1, -TOLERANCE_MS - 1]) {
      bench.wall.set(NOON_UTC_MS + jumpMs);
      assert.equal(await isDoubtful(), true, String(jumpMs));
      bench.wall.set(NOON_UTC_MS);
      assert.equal(await isDoubtful(), false);
    }
  });
  it('is doubtful when it stands before the newest row of the journal, also after a restart', async () => {
    write(NOON_UTC_MS + TOLERANCE_MS);
    assert.equal(await start()(), false, 'clocks are set a little every day');
    write(NOON_UTC_MS + TOLERANCE_MS + 1);
    // A row that was written later with an earlier time does not hide the newest one.
    write(NOON_UTC_MS);
    assert.equal(await start()(), true);
  });
  it('is believed once it has been set when its battery was empty at the start, and doubted again when it jumps then', async () => {
    write(NOON_UTC_MS);
    bench.wall.set(0);
    const isDoubtful = start();
    assert.equal(await isDoubtful(), true);
    bench.wall.set(NOON_UTC_MS + 1000);
    assert.equal(await isDoubtful(), false);
    bench.wall.set(NOON_UTC_MS + 1001 + TOLERANCE_MS);
    assert.equal(await isDoubtful(), true);
  });
  it('is doubtful when it jumped between the start and the first question', async () => {
    const isDoubtful = start();
    bench.wall.set(NOON_UTC_MS + TOLERANCE_MS + 1);
    assert.equal(await isDoubtful(), true);
  });
  it('is no matter of belief when the journal cannot be read', async () => {
    const isDoubtful = createClockDoubt({ store: bench.store, wall: bench.wall, clock: { nowMs: () => 0 } });
    bench.store.closeNow();
    const asked = await isDoubtful();
    assert.equal(asked.ok ? '' : asked.error.code, 'storeUnavailable');
  });
});
