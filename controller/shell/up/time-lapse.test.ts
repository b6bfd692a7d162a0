import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { createTimeLapse, lapsedClock, lapsedWall } from './time-lapse.ts';

const HOUR_MS = 3_600_000;
const still = { nowMs: () => 5, setTimeout: () => 0, clearTimeout: () => undefined, every: () => () => undefined };

describe('days that a simulated tower lets pass', () => {
  it('are past for the wall clock and the monotonic clock alike, at once and together', () => {
    const lapse = createTimeLapse();
    const [wall, clock] = [lapsedWall({ utcMs: () => 1000 }, lapse.shared), lapsedClock(still, lapse.shared)];
    assert.deepEqual([wall.utcMs(), clock.nowMs()], [1000, 5]);
    lapse.pass(72 * HOUR_MS);
    lapse.pass(1);
    assert.deepEqual([wall.utcMs(), clock.nowMs()], [1001 + 72 * HOUR_MS, 6 + 72 * HOUR_MS]);
  });

  it('are seen by another thread', async () => {
    const lapse = createTimeLapse();
    lapse.pass(HOUR_MS);
    const worker = new Worker(`const { parentPort, workerData } = require('node:worker_threads'); parentPort.postMessage(Number(Atomics.load(new BigInt64Array(workerData), 0)))`, { eval: true, workerData: lapse.shared });
    assert.equal(await new Promise((resolve) => worker.once('message', resolve)), HOUR_MS);
    await worker.terminate();
  });

  it('never go back, and leave a clock alone where none can pass', () => {
    const { pass } = createTimeLapse();
    for (const wrong of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => { pass(wrong); }, /forward/u);
    const wall = { utcMs: () => 7 };
    assert.equal(lapsedWall(wall, undefined), wall);
    assert.equal(lapsedClock(still, undefined), still);
  });
});
