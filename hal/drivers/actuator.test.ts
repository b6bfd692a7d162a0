import assert from 'node:assert/strict';
import type { Armed } from '../ports/device.port.ts';
import type { AxisCommand } from '../ports/tower-devices.port.ts';
import { createHandClock, type HandClock } from '../system/testing/hand-clock.ts';
import { createAxisBench, CYCLE_MS, type AxisBench } from './testing/axis-bench.ts';
import type { Heard } from './testing/far-end.ts';

const MOVE: AxisCommand = { verb: 'moveTo', targetMm: 3000, velocityMmPerS: 800, accelerationMmPerS2: 400, jerkMmPerS3: 600 };
const WRITE = 16;
const addressOf = (request: Heard): string => request.hex.slice(4, 8);
const isWriteTo = (request: Heard, address: string): boolean => request.fn === WRITE && addressOf(request) === address;
const COMMAND = '0200';
const EXECUTE = '0220';
const CONTROL = '0240';

describe('motion of a device with a command block', () => {
  let clock: HandClock;
  let bench: AxisBench;

  beforeEach(async () => {
    clock = createHandClock();
    bench = createAxisBench(clock);
    await clock.windTo(4 * CYCLE_MS - 10);
    bench.far.heard.length = 0;
  });
  afterEach(() => bench.bus.close());

  const after = async <T>(promise: Promise<T>, ms = 4 * CYCLE_MS): Promise<T> => {
    await clock.wind(ms);
    return promise;
  };
  const arm = async (): Promise<Armed> => {
    const armed = await after(bench.lift.arm(MOVE), 2 * CYCLE_MS);
    assert.ok(armed.ok, armed.ok ? '' : armed.error.message);
    return armed.value;
  };
  const writesTo = (address: string): readonly Heard[] => bench.far.heard.filter((request) => isWriteTo(request, address));

  it('is armed by the block of the register document, CRC included, and read back before it counts', async () => {
    const armed = await arm();
    assert.deepEqual(armed, { deviceId: 'lift', sequence: 1, bootId: 0x1234 });
    // sequence 1, epoch 7, lease 500, verb 1, 30000, 8000, 400, 600; the CRC-32 was worked out with Python's zlib.
    assert.equal(writesTo(COMMAND)[0]?.hex, '01100200000e1c00010000000701f400010000753000001f400190025800002efa4cd2');
    assert.deepEqual(bench.far.heard.slice(0, 2).map((request) => request.fn), [WRITE, 3]);
    assert.deepEqual(bench.drives[0].executed, []);
  });

  it('is executed once, by its sequence', async () => {
    const armed = await arm();
    assert.ok((await after(bench.lift.execute(armed, () => true))).ok);
    assert.deepEqual(bench.drives[0].executed, [1]);
    const again = await after(bench.lift.execute(armed, () => true));
    assert.ok(!again.ok);
    assert.equal(again.error.code, 'superseded');
    assert.deepEqual(bench.drives[0].executed, [1]);
  });

  it('numbers its commands upwards within an epoch, and from one again in a new epoch', async () => {
    assert.equal((await arm()).sequence, 1);
    assert.equal((await arm()).sequence, 2);
    bench.setEpoch(8);
    assert.equal((await arm()).sequence, 1);
  });

  it('sends no command while the epoch is not known', async () => {
    bench.setEpoch(0);
    const refused = await bench.lift.arm(MOVE);
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'notPermitted');
    assert.equal(writesTo(COMMAND).length, 0);
  });

  it('writes no value that a register cannot hold', async () => {
    for (const wrong of [{ targetMm: Number.NaN }, { velocityMmPerS: 0 }, { accelerationMmPerS2: 70_000 }, { jerkMmPerS3: Infinity }]) {
      const refused = await bench.lift.arm({ ...MOVE, ...wrong });
      assert.ok(!refused.ok);
      assert.equal(refused.error.code, 'rejected');
    }
    assert.equal(writesTo(COMMAND).length, 0);
  });

  it('does not leave when its permit is withdrawn while it waits in the queue', async () => {
    const armed = await arm();
    let permitted = true;
    // The line is taken by the other axis; the execute frame waits behind it.
    const other = bench.travel.arm(MOVE);
    const executed = bench.lift.execute(armed, () => permitted);
    permitted = false;
    const refused = await after(executed);
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'notPermitted');
    assert.equal(writesTo(EXECUTE).length, 0);
    assert.ok((await other).ok);
  });

  it('asks for the permit in the instant in which the frame leaves, not before', async () => {
    const armed = await arm();
    const asked: number[] = [];
    const blocking = bench.travel.arm(MOVE);
    const executed = bench.lift.execute(armed, () => asked.push(clock.nowMs()) > 0);
    assert.deepEqual(asked, []);
    assert.ok((await after(executed)).ok && (await blocking).ok);
    assert.deepEqual(asked, writesTo(EXECUTE).map((request) => request.atMs));
    assert.equal(asked.length, 1);
  });

  it('is not executed when the device has stored something else', async () => {
    bench.meddle((request, pass) => {
      const reply = pass();
      const isReadBack = request.unit === 1 && request.fn === 3 && addressOf(request) === COMMAND;
      return isReadBack && reply !== undefined && 'hex' in reply ? { hex: reply.hex.replace('7530', '7531') } : reply;
    });
    const armed = await after(bench.lift.arm(MOVE));
    assert.ok(!armed.ok);
    assert.equal(armed.error.code, 'readbackMismatch');
  });

  it('is armed again with a fresh sequence when the answer to the block is lost', async () => {
    let lost = 0;
    bench.meddle((request, pass) => {
      const reply = pass();
      return isWriteTo(request, COMMAND) && lost++ === 0 ? undefined : reply;
    });
    const armed = await after(bench.lift.arm(MOVE));
    assert.ok(armed.ok);
    assert.equal(armed.value.sequence, 2);
  });

  it('is refused in words when the device refuses the block', async () => {
    bench.meddle((request, pass) => (isWriteTo(request, COMMAND) ? { hex: '019004' } : pass()));
    const refused = await after(bench.lift.arm(MOVE));
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'rejected');
    assert.match(refused.error.message, /staleCommand/);
  });

  it('is never sent twice: when the answer to execute is lost, the status tells whether it was taken', async () => {
    const armed = await arm();
    bench.meddle((request, pass) => {
      const reply = pass();
      return isWriteTo(request, EXECUTE) ? undefined : reply;
    });
    assert.ok((await after(bench.lift.execute(armed, () => true))).ok);
    const second = await arm();
    bench.meddle((request, pass) => (isWriteTo(request, EXECUTE) ? undefined : pass()));
    const lost = await after(bench.lift.execute(second, () => true));
    assert.ok(!lost.ok);
    assert.equal(lost.error.code, 'timeout');
    assert.equal(writesTo(EXECUTE).length, 2);
  });

  it('is void when the device restarts between arming and execution', async () => {
    const armed = await arm();
    bench.drives[0].bootId = 0x7777;
    await clock.wind(2 * CYCLE_MS);
    assert.equal(bench.lift.link(), 'live');
    const refused = await bench.lift.execute(armed, () => true);
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'restarted');
    assert.equal(writesTo(EXECUTE).length, 0);
  });

  it('is superseded by a newer one', async () => {
    const first = await arm();
    await arm();
    const refused = await bench.lift.execute(first, () => true);
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'superseded');
  });
});

describe('lease of a motion', () => {
  let clock: HandClock;
  let bench: AxisBench;

  beforeEach(async () => {
    clock = createHandClock();
    bench = createAxisBench(clock);
    await clock.windTo(4 * CYCLE_MS - 10);
    bench.drives[0].leases.length = 0;
  });
  afterEach(() => bench.bus.close());

  it('is refreshed by a changing counter for as long as it is granted, and withdrawn by zero', async () => {
    bench.lift.setLease(true);
    const end = clock.every(10, () => bench.lift.setLease(true));
    await clock.wind(3 * CYCLE_MS);
    end();
    bench.lift.setLease(false);
    await clock.wind(CYCLE_MS);
    assert.deepEqual(bench.drives[0].leases, [1, 2, 3, 0]);
  });

  it('ends by itself when nobody grants it any more, although the polling goes on', async () => {
    bench.lift.setLease(true);
    await clock.wind(5 * CYCLE_MS);
    assert.deepEqual(bench.drives[0].leases.slice(-2), [0, 0]);
    assert.ok(bench.drives[0].leases[0] !== 0);
  });

  it('is withdrawn by a stop', async () => {
    bench.lift.setLease(true);
    const stopped = bench.lift.stop();
    await clock.wind(CYCLE_MS);
    assert.ok((await stopped).ok);
    assert.deepEqual(bench.drives[0].leases, [0]);
  });
});

describe('stop frame', () => {
  let clock: HandClock;
  let bench: AxisBench;

  beforeEach(async () => {
    clock = createHandClock();
    bench = createAxisBench(clock);
    await clock.windTo(4 * CYCLE_MS - 30);
    bench.far.heard.length = 0;
  });
  afterEach(() => bench.bus.close());

  it('goes next, after the exchange under way, past a full queue', async () => {
    const waiting = Array.from({ length: 10 }, () => bench.travel.arm(MOVE));
    await clock.wind(1);
    const stopped = bench.lift.stop();
    await clock.wind(400);
    assert.ok((await stopped).ok);
    assert.deepEqual(bench.far.heard.slice(0, 2).map(addressOf), [COMMAND, CONTROL]);
    assert.equal(bench.far.heard[1]?.hex, '01100240000102' + '0002');
    for (const armed of await Promise.all(waiting)) assert.ok(armed.ok || armed.error.code === 'readbackMismatch');
  });

  it('ends whatever of its own device waits as superseded, nothing of it sent', async () => {
    const blocking = bench.travel.arm(MOVE);
    const armed = bench.lift.arm(MOVE);
    const stopped = bench.lift.stop();
    await clock.wind(100);
    const refused = await armed;
    assert.ok(!refused.ok);
    assert.equal(refused.error.code, 'superseded');
    assert.ok((await stopped).ok && (await blocking).ok);
    assert.equal(bench.far.heard.some((request) => request.unit === 1 && addressOf(request) === COMMAND), false);
  });

  it('makes what was armed before it worthless', async () => {
    const arming = bench.lift.arm(MOVE);
    await clock.wind(15);
    const armed = await arming;
    assert.ok(armed.ok);
    const stopped = bench.lift.stop();
    const executed = await bench.lift.execute(armed.value, () => true);
    await clock.wind(50);
    assert.ok((await stopped).ok);
    assert.ok(!executed.ok);
    assert.equal(executed.error.code, 'superseded');
    assert.deepEqual(bench.drives[0].executed, []);
  });

  it('is sent once more when its answer is lost, and several stops share one frame', async () => {
    let lost = 0;
    bench.meddle((request, pass) => (isWriteTo(request, CONTROL) && lost++ === 0 ? undefined : pass()));
    const stops = [bench.lift.stop(), bench.lift.stop(), bench.lift.stop()];
    await clock.wind(100);
    for (const stopped of await Promise.all(stops)) assert.ok(stopped.ok);
    assert.equal(bench.drives[0].stops, 1);
    assert.equal(bench.far.heard.filter((request) => isWriteTo(request, CONTROL)).length, 2);
  });

  it('is sent to a silent device too, and says that it was not answered', async () => {
    bench.meddle((request, pass) => (request.unit === 1 ? undefined : pass()));
    await clock.wind(300);
    bench.far.heard.length = 0;
    const stopping = bench.lift.stop();
    await clock.wind(200);
    const stopped = await stopping;
    assert.ok(!stopped.ok);
    assert.equal(stopped.error.code, 'timeout');
    assert.equal(bench.far.heard.filter((request) => isWriteTo(request, CONTROL)).length, 2);
  });
});
