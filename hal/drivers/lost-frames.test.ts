import assert from 'node:assert/strict';
import type { AxisCommand } from '../ports/tower-devices.port.ts';
import { createHandClock, type HandClock } from '../system/testing/hand-clock.ts';
import { createAxisBench, CYCLE_MS, MAX_AGE_MS, TIMEOUT_MS, type AxisBench } from './testing/axis-bench.ts';

const MOVE: AxisCommand = { verb: 'moveTo', targetMm: 3000, velocityMmPerS: 800, accelerationMmPerS2: 400, jerkMmPerS3: 600 };
const EXECUTE = '0220';

describe('frames that get lost one after the other', () => {
  let clock: HandClock;
  let bench: AxisBench;

  beforeEach(async () => {
    clock = createHandClock();
    bench = createAxisBench(clock);
    await clock.windTo(4 * CYCLE_MS - 10);
    bench.far.heard.length = 0;
  });
  afterEach(() => bench.bus.close());

  /** The next so many frames to the lift get lost. */
  const lose = (frames: number): void => {
    let left = frames;
    bench.meddle((request, pass) => (request.unit === 1 && left-- > 0 ? undefined : pass()));
  };
  const executions = (): number => bench.far.heard.filter(({ unit, hex }) => unit === 1 && hex.slice(2, 8) === `10${EXECUTE}`).length;

  it('make a command wait until its device has answered a reading: what is not too old stops nothing', async () => {
    lose(2);
    const arming = bench.lift.arm(MOVE);
    let stayedLive = true;
    for (let i = 0; i < 4 * CYCLE_MS; i += 1) {
      await clock.wind(1);
      stayedLive &&= bench.lift.link() === 'live';
    }
    const armed = await arming;
    assert.ok(armed.ok, armed.ok ? '' : armed.error.message);
    assert.ok(stayedLive, 'the link was lost');
  });

  it('let nothing leave that is not permitted any more when its turn comes', async () => {
    const arming = bench.lift.arm(MOVE);
    await clock.wind(CYCLE_MS);
    const armed = await arming;
    assert.ok(armed.ok);
    lose(2);
    await clock.wind(CYCLE_MS + 2 * TIMEOUT_MS);
    let permitted = true;
    const executing = bench.lift.execute(armed.value, () => permitted);
    permitted = false;
    await clock.wind(4 * CYCLE_MS);
    const executed = await executing;
    assert.ok(!executed.ok);
    assert.deepEqual([executed.error.code, executions()], ['notPermitted', 0]);
  });

  it('do not keep the others of the bus waiting, and are the loss of the device when its readings are too old', async () => {
    lose(Infinity);
    const ended: number[] = [];
    const beganMs = clock.nowMs();
    void bench.lift.arm(MOVE).then(({ ok }) => { if (!ok) ended.push(clock.nowMs() - beganMs); });
    let othersLive = true;
    for (let i = 0; i < 2 * MAX_AGE_MS; i += 1) {
      await clock.wind(1);
      othersLive &&= bench.travel.link() === 'live';
    }
    const [endedAfterMs] = ended;
    assert.ok(endedAfterMs !== undefined && endedAfterMs <= MAX_AGE_MS + CYCLE_MS, `ended after ${String(endedAfterMs)} ms`);
    assert.ok(othersLive, 'the other one was not asked in time');
  });
});
