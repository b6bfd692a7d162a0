import assert from 'node:assert/strict';
import { loadSite } from '../../../config/load-site.ts';
import { processOf, startUp, untilReady, type RunningUp } from './testing/running-up.ts';
import { attendant, untilIdle, visit, type Truth } from './testing/tower-visit.ts';
import { speedForThisMachine } from './testing/machine-speed.ts';
import { throughout, until } from './testing/until.ts';

/** On the second storey beside bay A: the lift carries the pallet down for some seconds. */
const CAR = { carId: 'SH-06', palletId: 'P06' };
/** Height of the ground floor, where the bays are. */
const BAY_LEVEL_MM = 600;
const LIFTED_WITHIN_MS = 180_000;
const STILL_FOR_MS = 20_000;
/** What is printed of a standing axis may differ by rounding, not by motion. */
const STANDING_MM = 0.5;

describe('a controller that is killed while the lift carries a car', function () {
  this.timeout(20 * 60_000);
  let running: RunningUp | undefined;
  after(() => running?.stop());

  it('is stopped by the safety relay; the next one knows where the pallet is, moves nothing by itself, and goes on when people say so', async () => {
    const speed = await speedForThisMachine();
    const up = startUp(['--pty', '--headless', '--no-demo', '--port', '0', '--speed', String(speed)]);
    running = up;
    await untilReady(up);
    const tower = await visit(up);
    await untilIdle(tower);
    const collectionId = await tower.collect(await tower.book(CAR.carId));
    const helper = attendant(tower, collectionId);
    await until('the lift carries the pallet down', LIFTED_WITHIN_MS / speed, async () => {
      const truth = await tower.truth();
      if (truth.pallets[CAR.palletId]?.place === 'lift' && truth.axes.lift.velocityMmPerS < -200) return true;
      await helper.look(await tower.snapshot());
      return undefined;
    }, () => [...helper.deeds, up.stderr()].join('\n'));
    const bootId = (await tower.snapshot()).bootId;
    const dying = processOf(up, 'run-controller') ?? 0;

    process.kill(dying, 'SIGKILL');
    const killed = await tower.truth();
    const stopped = await untilStanding(tower.truth);
    assert.equal(stopped.relay.tripped, true);
    const limits = await stopBounds(killed);
    assert.ok(stopped.timeMs - killed.timeMs <= limits.timeMs, `${stopped.timeMs - killed.timeMs} ms of plant time until the lift stood; the bound is ${limits.timeMs}`);
    const wayMm = Math.abs(stopped.axes.lift.positionMm - killed.axes.lift.positionMm);
    assert.ok(wayMm <= limits.distanceMm, `the lift went on for ${wayMm} mm; the bound is ${limits.distanceMm}`);
    assert.deepEqual(stopped.collisions, []);

    const recovering = await until('the next controller has compared journal and sensors', 30_000, async () => {
      const snapshot = await tower.snapshot().catch(() => undefined);
      return snapshot && snapshot.bootId !== bootId && snapshot.recovery.length > 0 ? snapshot : undefined;
    }, up.stderr);
    assert.equal(recovering.state, 'recovering');
    assert.deepEqual({ ...recovering.carriage }, { palletId: CAR.palletId, carId: CAR.carId, state: 'loaded' });
    assert.ok(recovering.recovery.some(({ object }) => object.startsWith('lift')), JSON.stringify(recovering.recovery));
    assert.match(up.stdout(), /the controller ended \(SIGKILL\).*\n.*the controller is up again/u);

    await throughout('the tower stands', STILL_FOR_MS, async () => moved(stopped, await tower.truth()));
    const refused = await tower.askKiosk(`/api/v1/collections/${collectionId}/resumptions`, {});
    assert.equal(refused.status, 409, 'nobody goes on before a person has settled and reset');

    const settled = await tower.askTechnician('/api/v1/settlements', { why: 'Seen on the lift, seated and locked; the shaft is empty.' });
    assert.equal(settled.status, 204, JSON.stringify(settled));
    const arrived = await until('the lift has taken the pallet down to the bay', LIFTED_WITHIN_MS / speed, async () => {
      await helper.look(await tower.snapshot());
      const truth = await tower.truth();
      return Math.abs(truth.axes.lift.positionMm - BAY_LEVEL_MM) < 10 && Math.abs(truth.axes.lift.velocityMmPerS) < 1 ? truth : undefined;
    }, () => [...helper.deeds, up.stderr()].join('\n'));
    assert.equal(arrived.pallets[CAR.palletId]?.car, CAR.carId);
    assert.deepEqual(arrived.collisions, []);
    tower.hands.close();
  });
});

async function untilStanding(truth: () => Promise<Truth>): Promise<Truth> {
  return until('the lift stands', 5000, async () => {
    const now = await truth();
    return now.relay.tripped && Math.abs(now.axes.lift.velocityMmPerS) < 1 ? now : undefined;
  });
}

/** From the last edge of the watchdog: the relay's own time, then what the axis needs without torque. */
async function stopBounds(killed: Truth): Promise<{ readonly timeMs: number; readonly distanceMm: number }> {
  const site = loadSite('tmall-shanghai');
  assert.ok(site.ok);
  const { stopLimits } = await import('../../../sim/oracle/stop-limits.ts');
  const { relayWatchdogMs } = site.value.control;
  const speed = site.value.axes.lift.velocityMmPerS;
  const limits = stopLimits(site.value, 'lift');
  // One look of this test is 100 ms; the speed at the kill is not the greatest that it can have had.
  assert.ok(Math.abs(killed.axes.lift.velocityMmPerS) <= speed);
  return { timeMs: relayWatchdogMs + limits.timeMs(speed) + 150, distanceMm: (speed * relayWatchdogMs) / 1000 + limits.distanceMm(speed) };
}

/** What is no longer where it was. */
function moved(before: Truth, now: Truth): string | undefined {
  if (!now.relay.tripped) return 'the relay gives run-enable';
  for (const axis of ['lift', 'travel', 'shuttle'] as const) {
    const wayMm = Math.abs(now.axes[axis].positionMm - before.axes[axis].positionMm);
    if (wayMm > STANDING_MM) return `${axis} moved by ${wayMm} mm`;
  }
  for (const [id, { position }] of Object.entries(now.doors)) {
    if (Math.abs(position - (before.doors[id]?.position ?? NaN)) > 0.001) return `door ${id} moved`;
  }
  return undefined;
}
