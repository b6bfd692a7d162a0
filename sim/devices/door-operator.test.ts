import assert from 'node:assert/strict';
import { createTowerBench, registersOf, write } from './testing/tower-bench.ts';
import type { TowerBench } from './testing/tower-bench.ts';

const INNER = 40;
const ACCEPTED = '281002000008 281002200001';
const OPEN = [1, 0];
const CLOSE = [2, 0];
const FLAG = { closed: 1, open: 2, locked: 4, opening: 8, closing: 16, obstructed: 32, armed: 64 };

async function status(bench: TowerBench) {
  const [, , flags, permille, executed, error] = registersOf(await bench.request('bays', '280301000006')) as [number, number, number, number, number, number];
  return { flags, permille, executed, error };
}

describe('door operator on its wire', () => {
  let bench: TowerBench;
  beforeEach(async () => {
    bench = await createTowerBench();
    await bench.enable();
    bench.refresh('bays', INNER);
  });
  const door = () => bench.sim.plant.doors['A.inner']!;

  it('opens by the golden frame: unlocks first, then opens fully', async () => {
    const armed = await bench.ask('bays', ':2810020000081000010001000201F4000100004D9553CAB5\r\n');
    assert.equal(armed, ':281002000008BE\r\n');
    assert.equal((await status(bench)).flags, FLAG.closed | FLAG.locked | FLAG.armed);
    assert.equal(await bench.request('bays', write(INNER, 0x0220, [1])), '281002200001');
    await bench.clock.runFor(200);
    assert.deepEqual([door().position, (await status(bench)).flags & (FLAG.opening | FLAG.locked)], [0, FLAG.opening]);
    // 400 ms of lock and 4 s of way.
    await bench.clock.runFor(4500);
    assert.deepEqual(await status(bench), { flags: FLAG.open, permille: 1000, executed: 1, error: 0 });
  });

  it('closes, then locks', async () => {
    assert.equal(await bench.command('bays', INNER, OPEN), ACCEPTED);
    await bench.clock.runFor(5000);
    assert.equal(await bench.command('bays', INNER, CLOSE), ACCEPTED);
    await bench.clock.runFor(4200);
    assert.equal(door().locked, false);
    await bench.clock.runFor(500);
    assert.deepEqual((await status(bench)).flags, FLAG.closed | FLAG.locked);
  });

  const halfClosed = async () => {
    await bench.command('bays', INNER, OPEN);
    await bench.clock.runFor(5000);
    await bench.command('bays', INNER, CLOSE);
    await bench.clock.runFor(1500);
  };

  it('opens again when something stands in its plane, whatever the controller says', async () => {
    await halfClosed();
    bench.sim.plant.doorways['A.inner']!.persons = 1;
    await bench.clock.runFor(100);
    assert.ok((await status(bench)).flags & FLAG.opening);
    assert.equal(await bench.request('bays', write(INNER, 0x0240, [2])), '281002400001', 'a stop is taken');
    await bench.clock.runFor(4000);
    assert.deepEqual([door().position, (await status(bench)).error], [1, 2]);
  });

  it('stops where it is on a stop, and says so by standing still without an error', async () => {
    await halfClosed();
    assert.equal(await bench.request('bays', write(INNER, 0x0240, [2])), '281002400001');
    const stoppedAt = door().position;
    await bench.clock.runFor(1000);
    assert.ok(Math.abs(door().position - stoppedAt) < 0.01 && stoppedAt > 0.2);
    assert.equal((await status(bench)).error, 0);
  });

  it('shows error 3 when the lock does not engage, and error 1 when the motor does not turn', async () => {
    assert.ok(bench.sim.faults.inject({ target: 'A.inner/motor', verb: 'stuck' }).ok);
    await bench.command('bays', INNER, OPEN);
    await bench.clock.runFor(10_000);
    assert.equal((await status(bench)).error, 1);
    assert.ok(bench.sim.faults.inject({ target: 'A.inner/motor', verb: 'ok' }).ok);
    assert.ok(bench.sim.faults.inject({ target: 'A.inner/lock', verb: 'off' }).ok);
    await bench.command('bays', INNER, CLOSE);
    await bench.clock.runFor(3000);
    assert.equal((await status(bench)).error, 3);
  });

  it('takes no second command while it moves', async () => {
    await bench.command('bays', INNER, OPEN);
    await bench.clock.runFor(1000);
    assert.equal(await bench.command('bays', INNER, CLOSE), '281002000008 289006');
  });
});

describe('door operator without refresh', () => {
  it('stops where it is after 400 ms and shows error 4', async () => {
    const bench = await createTowerBench();
    await bench.enable();
    await bench.command('bays', INNER, OPEN);
    await bench.clock.runFor(5000);
    const { position } = bench.sim.plant.doors['A.inner']!;
    // Unlocking takes the whole of the lease: the door itself hardly begins.
    assert.ok(position < 0.05, String(position));
    assert.equal((await status(bench)).error, 4);
  });
});
