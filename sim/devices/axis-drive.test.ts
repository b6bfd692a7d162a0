import assert from 'node:assert/strict';
import { createTowerBench, hex, lrcOf, registersOf, write } from './testing/tower-bench.ts';
import type { TowerBench } from './testing/tower-bench.ts';

const LIFT = 1;
/** moveTo 3000.0 mm at 800.0 mm/s, 400 mm/s2, 600 mm/s3, reserved 0. */
const MOVE_TO_3000 = [1, 0, 30_000, 0, 8000, 400, 600, 0];
const ACCEPTED = /^01100200000E 011002200001$/u;

async function status(bench: TowerBench) {
  const [bootId, counter, statusword, mode, high, low, vHigh, vLow, torque, flags, executed, error] = registersOf(
    await bench.request('drives', '01030100000C'),
  ) as [number, number, number, number, number, number, number, number, number, number, number, number];
  return {
    bootId, counter, statusword, mode, torque, executed, error,
    positionMm: ((high << 16) | low) / 10,
    velocityMmPerS: ((vHigh << 16) | vLow) / 10,
    homed: (flags & 1) !== 0, brakeReleased: (flags & 2) !== 0, torqueEnabled: (flags & 4) !== 0, armed: (flags & 8) !== 0,
  };
}

/** Runs until the condition holds; fails after `limitMs`. Returns how long it took. */
async function until(bench: TowerBench, condition: () => boolean, limitMs: number): Promise<number> {
  const startMs = bench.clock.nowMs();
  while (!condition()) {
    assert.ok(bench.clock.nowMs() - startMs < limitMs, `not within ${limitMs} ms`);
    await bench.clock.runFor(10);
  }
  return bench.clock.nowMs() - startMs;
}

describe('axis drive on its wire', () => {
  let bench: TowerBench;
  beforeEach(async () => {
    bench = await createTowerBench();
  });
  const lift = () => bench.sim.plant.axes.lift;
  const moving = async () => {
    await bench.enable();
    bench.refresh('drives', LIFT);
    assert.match(await bench.command('drives', LIFT, MOVE_TO_3000), ACCEPTED);
    await until(bench, () => lift().velocityMmPerS > 700, 4000);
  };

  it('proves its identity with the frame of the document', async () => {
    const answer = await bench.ask('drives', ':010300000009F3\r\n');
    // 310001 is 0004 BAF1; firmware 2.4; refresh timeout 100 ms.
    assert.equal(answer.slice(0, -8), ':010312CA11040200010004BAF1000200040064');
    assert.notEqual(answer.slice(-8, -4), '0000');
  });

  it('stores a command that is written by the golden frame, reads it back, and moves nothing', async () => {
    assert.equal(
      await bench.ask('drives', ':01100200000E1C00070001000201F400010000753000001F400190025800006260308C56\r\n'),
      ':01100200000EDF\r\n',
    );
    assert.equal(
      (await bench.ask('drives', ':01030200000EEC\r\n')).slice(7, -4),
      '00070001000201F400010000753000001F400190025800006260308C',
    );
    assert.equal((await status(bench)).armed, true);
    await bench.clock.runFor(2000);
    assert.equal(lift().positionMm, 600);
    assert.equal((await status(bench)).armed, false);
  });

  it('moves to the target: torque before the brake opens, brake closed before torque ends', async () => {
    await bench.enable();
    bench.refresh('drives', LIFT);
    const log: string[] = [];
    bench.clock.every(10, () => {
      const now = `torque ${lift().torque} brake ${lift().brakeClosed ? 'closed' : 'open'}`;
      if (log.at(-1) !== now) log.push(now);
    });
    assert.match(await bench.command('drives', LIFT, MOVE_TO_3000), ACCEPTED);
    // 2400 mm at 800 mm/s, 400 mm/s2, 600 mm/s3: 2400/800 + 800/400 + 400/600 = 5.67 s, and the brake.
    const tookMs = await until(bench, () => !lift().torque && lift().positionMm > 2990, 8000);
    assert.ok(tookMs > 5600 && tookMs < 6100, `${tookMs} ms`);
    assert.deepEqual(log, ['torque false brake closed', 'torque true brake closed', 'torque true brake open', 'torque true brake closed', 'torque false brake closed']);
    const { positionMm, statusword, executed, error } = await status(bench);
    assert.ok(Math.abs(positionMm - 3000) < 1, String(positionMm));
    assert.equal(statusword, 0x0431, 'ready to switch on, target reached');
    assert.deepEqual({ executed, error }, { executed: 1, error: 0 });
  });

  it('shows the CiA 402 states from switched off to enabled', async () => {
    assert.equal((await status(bench)).statusword, 0x0050, 'switch on disabled while the relay is tripped');
    await moving();
    assert.equal((await status(bench)).statusword, 0x1037, 'operation enabled, set-point acknowledged');
  });

  it('counts its cycles: 10 ms each', async () => {
    const before = await status(bench);
    await bench.clock.runFor(500);
    const after = await status(bench);
    assert.ok(Math.abs(after.counter - before.counter - 51) <= 1, `${before.counter} ${after.counter}`);
    assert.equal(after.bootId, before.bootId);
  });

  const refusals: readonly [string, (b: TowerBench) => Promise<string>, string][] = [
    ['a wrong CRC with exception 3', (b) => b.request('drives', write(LIFT, 0x0200, [7, 1, 2, 500, ...MOVE_TO_3000, 0x6260, 0x308d])), '019003'],
    ['a target outside the axis with exception 3', (b) => b.command('drives', LIFT, [1, 0, 57_010, 0, 8000, 400, 600, 0], { execute: false }), '019003'],
    ['more speed than the axis has with exception 3', (b) => b.command('drives', LIFT, [1, 0, 30_000, 0, 8001, 400, 600, 0], { execute: false }), '019003'],
    ['an unknown verb with exception 3', (b) => b.command('drives', LIFT, [4, 0, 0, 0, 0, 0, 0, 0], { execute: false }), '019003'],
    ['half a command block with exception 2', (b) => b.request('drives', write(LIFT, 0x0200, [1, 2, 3])), '019002'],
    ['a write to the identity with exception 2', (b) => b.request('drives', write(LIFT, 0, [1])), '019002'],
    ['a read beyond a block with exception 2', (b) => b.request('drives', '01030100000D'), '018302'],
    ['a single register write with exception 1', (b) => b.request('drives', '010602000001'), '018601'],
    ['an execution of nothing with exception 4', (b) => b.request('drives', write(LIFT, 0x0220, [1])), '019004'],
    ['a control word other than quick stop with exception 3', (b) => b.request('drives', write(LIFT, 0x0240, [0x000f])), '019003'],
  ];
  for (const [what, send, answer] of refusals) {
    it(`refuses ${what}`, async () => assert.equal(await send(bench), answer));
  }

  it('refuses a sequence that is not above the last one, and an epoch that is older', async () => {
    const arm = (sequence: number, epoch: number) => bench.command('drives', LIFT, MOVE_TO_3000, { sequence, epoch, execute: false });
    assert.equal(await arm(5, 0x20000), '01100200000E');
    assert.equal(await arm(5, 0x20000), '019004');
    assert.equal(await arm(4, 0x20000), '019004');
    assert.equal(await arm(9, 0x1ffff), '019004');
    assert.equal(await arm(1, 0x20001), '01100200000E', 'a newer controller begins its own count');
  });

  it('does not execute what has waited longer than its lease', async () => {
    await bench.enable();
    await bench.command('drives', LIFT, MOVE_TO_3000, { sequence: 3, leaseMs: 200, execute: false });
    await bench.clock.runFor(250);
    assert.equal(await bench.request('drives', write(LIFT, 0x0220, [3])), '019004');
  });

  it('takes no motion without run-enable, and none while it moves', async () => {
    assert.equal(await bench.command('drives', LIFT, MOVE_TO_3000), '01100200000E 019006');
    await moving();
    assert.equal(await bench.command('drives', LIFT, [1, 0, 6000, 0, 8000, 400, 600, 0]), '01100200000E 019006');
  });

  it('forgets what was armed when its enable falls: nothing is replayed', async () => {
    await bench.enable();
    await bench.command('drives', LIFT, MOVE_TO_3000, { sequence: 8, execute: false });
    assert.ok(bench.sim.gpio.output('driveEnable').write(false).ok);
    await bench.clock.runFor(20);
    assert.ok(bench.sim.gpio.output('driveEnable').write(true).ok);
    await bench.clock.runFor(20);
    assert.equal(await bench.request('drives', write(LIFT, 0x0220, [8])), '019004');
  });

  it('ramps down on a quick stop within v²/2a, and shows no fault', async () => {
    await moving();
    const fromMm = lift().positionMm;
    const speed = lift().velocityMmPerS;
    assert.equal(await bench.request('drives', write(LIFT, 0x0240, [2])), '011002400001');
    await until(bench, () => !lift().torque, 2000);
    const limitMm = (speed * speed) / 2000 + speed * 0.05;
    assert.ok(lift().positionMm - fromMm < limitMm, `${lift().positionMm - fromMm} of ${limitMm}`);
    assert.equal((await status(bench)).error, 0);
  });

  it('ramps down when drive-enable is withdrawn, then drops torque', async () => {
    await moving();
    assert.ok(bench.sim.gpio.output('driveEnable').write(false).ok);
    await bench.clock.runFor(30);
    assert.equal(lift().torque, true);
    await until(bench, () => !lift().torque && lift().brakeClosed, 1200);
    assert.equal((await status(bench)).statusword, 0x0050);
  });

  it('drops torque at once when the relay trips', async () => {
    await moving();
    bench.sim.people.attendant.pressEmergencyStop();
    await bench.clock.runFor(20);
    assert.equal(lift().torque, false);
    await until(bench, () => lift().velocityMmPerS === 0, 1500);
  });

  it('stops with error 8130 when nobody refreshes its lease, and moves again only after the fault is reset', async () => {
    await bench.enable();
    const end = bench.refresh('drives', LIFT);
    await bench.command('drives', LIFT, MOVE_TO_3000);
    await until(bench, () => lift().velocityMmPerS > 700, 4000);
    end();
    await bench.clock.runFor(250);
    assert.ok(lift().velocityMmPerS < 700);
    await until(bench, () => !lift().torque, 2000);
    assert.deepEqual([(await status(bench)).error, (await status(bench)).statusword & 0x4f], [0x8130, 0x08]);
    bench.refresh('drives', LIFT);
    assert.equal(await bench.command('drives', LIFT, MOVE_TO_3000), '01100200000E 019006');
    assert.match(await bench.command('drives', LIFT, [3, 0, 0, 0, 0, 0, 0, 0]), ACCEPTED);
    assert.match(await bench.command('drives', LIFT, MOVE_TO_3000), ACCEPTED);
  });

  it('does not count a refresh from an older controller', async () => {
    await bench.enable();
    bench.refresh('drives', LIFT);
    await bench.command('drives', LIFT, MOVE_TO_3000, { epoch: 0x0001_0003 });
    await bench.clock.runFor(1500);
    assert.equal((await status(bench)).error, 0x8130);
  });

  it('stops without a fault when the lease is withdrawn by counter 0', async () => {
    await moving();
    const bytes = '01170100000C02300002040000' + '0002';
    assert.equal((await bench.ask('drives', `:${bytes}${lrcOf(bytes)}\r\n`)).slice(0, 7), ':011718');
    await bench.clock.runFor(100);
    assert.ok(lift().velocityMmPerS < 700);
    assert.equal((await status(bench)).error, 0);
  });

  it('trips on a following error when the brake does not open', async () => {
    assert.ok(bench.sim.faults.inject({ target: 'lift/brake', verb: 'stuck' }).ok);
    await bench.enable();
    bench.refresh('drives', LIFT);
    await bench.command('drives', LIFT, MOVE_TO_3000);
    await bench.clock.runFor(2000);
    assert.equal((await status(bench)).error, 0x8611);
    assert.equal(lift().torque, false);
    assert.equal(lift().positionMm, 600);
  });

  it('has a new boot id after a power cut, knows no command, and must find home before it moves', async () => {
    const before = await status(bench);
    bench.sim.powerOff();
    assert.equal(await bench.request('drives', '01030100000C'), '');
    bench.sim.powerOn();
    await bench.enable();
    const after = await status(bench);
    assert.notEqual(after.bootId, before.bootId);
    assert.deepEqual([after.homed, after.executed], [false, 0]);
    bench.refresh('drives', LIFT);
    assert.equal(await bench.command('drives', LIFT, MOVE_TO_3000), '01100200000E 019006');
    assert.match(await bench.command('drives', LIFT, [2, 0, 0, 0, 0, 0, 0, 0]), ACCEPTED);
    await bench.clock.runFor(1000);
    assert.equal((await status(bench)).homed, true);
    assert.match(await bench.command('drives', LIFT, MOVE_TO_3000), ACCEPTED);
  });

  it('answers frames for its own unit only', async () => {
    assert.equal(await bench.request('drives', hex([9, 3], 2) + hex([0, 9], 4)), '');
  });
});
