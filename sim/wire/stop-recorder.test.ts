import assert from 'node:assert/strict';
import { createTowerBench } from '../devices/testing/tower-bench.ts';
import { createStopRecorder } from './stop-recorder.ts';

/** Ready to run, at target, lift unit 1: up to level 2. */
const UP = [1, 0, 30_000, 0, 8000, 400, 600, 0];
const TOGGLE_MS = 20;

/** A tower whose watchdog is toggled through the recorder, and whose lift moves. */
async function towerAtWork() {
  const bench = await createTowerBench();
  const recorder = createStopRecorder(bench.sim);
  recorder.start();
  await bench.enable();
  bench.stopWatchdog();
  let level = false;
  const lastEdge = { atMs: 0, level: false };
  const end = bench.clock.every(TOGGLE_MS, () => {
    level = !level;
    Object.assign(lastEdge, { atMs: bench.clock.nowMs(), level });
    assert.ok(recorder.gpio.drive('watchdog', level, lastEdge.atMs).ok);
  });
  bench.refresh('drives', 1);
  await bench.command('drives', 1, UP);
  await bench.clock.runFor(2000);
  return { ...bench, recorder, lastEdge, silence: end };
}

describe('the recorder beside a tower', () => {
  it('measures from the last edge of the watchdog to no torque and to the brakes', async () => {
    const { clock, recorder, lastEdge, silence } = await towerAtWork();
    silence();
    const { atMs } = lastEdge;
    await clock.runFor(1000);
    const [stop, ...others] = recorder.read().stops;
    assert.equal(others.length, 0);
    assert.ok(stop?.torqueOffMs !== undefined && stop.brakesOnMs !== undefined);
    assert.deepEqual([stop.cause, stop.lastEdgeMs, stop.moving, stop.stalledMs], ['watchdog', atMs, true, 0]);
    assert.ok(stop.runEnableGoneMs - atMs > 100 && stop.torqueOffMs - atMs <= 120, `${String(stop.torqueOffMs - atMs)} ms`);
    assert.ok(stop.brakesOnMs > stop.torqueOffMs && stop.brakesOnMs - stop.torqueOffMs <= 100);
  });

  it('takes a level that is written again for no edge', async () => {
    const { clock, recorder, lastEdge, silence } = await towerAtWork();
    silence();
    const { atMs } = lastEdge;
    await clock.runFor(50);
    assert.ok(recorder.gpio.drive('watchdog', lastEdge.level, clock.nowMs()).ok);
    await clock.runFor(1000);
    assert.equal(recorder.read().stops[0]?.lastEdgeMs, atMs);
  });
});
