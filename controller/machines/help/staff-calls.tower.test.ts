import assert from 'node:assert/strict';
import { openSimulatedTower } from '../testing/simulated-tower.ts';

type Bench = Awaited<ReturnType<typeof openSimulatedTower>>;

const RING_MS = 5 * 60_000;

describe('a call of the staff at a tower', function () {
  this.timeout(60_000);
  let bench: Bench;
  beforeEach(async () => { bench = await openSimulatedTower(); });
  afterEach(async () => {
    assert.deepEqual(bench.simulation.bugs, []);
    assert.deepEqual(bench.sim.violations(), []);
    await bench.simulation.close();
  });
  const place = async (): Promise<void> => {
    const placed = bench.tower.attend({ kind: 'place', callId: 's-7K2M9Q', screen: 'K22' });
    await bench.clock.runFor(500);
    assert.ok((await placed).ok);
  };
  const alarm = () => bench.now().alarms?.alarms.find(({ tag }) => tag === 'staff.call');
  const calls = () => (bench.now().staffCalls ?? []).map(({ reference, state }) => [reference, state]);

  it('stands in the snapshot and among the alarms at once, and keeps the tower from nothing', async () => {
    await place();
    assert.deepEqual(calls(), [['7K2M9Q', 'calling']]);
    assert.deepEqual([alarm()?.state, alarm()?.active], ['unacknowledged', true]);
    await bench.bring('SH-05');
    assert.ok(await bench.until(bench.isOver), 'the car is brought and leaves');
  });

  it('rings for as long as the site says, and is then noted and still an alarm', async () => {
    await place();
    await bench.clock.runFor(RING_MS - 5000);
    assert.deepEqual(calls(), [['7K2M9Q', 'calling']]);
    await bench.clock.runFor(6000);
    assert.deepEqual(calls(), [['7K2M9Q', 'noted']]);
    assert.equal(alarm()?.active, true);
  });

  it('that is answered and ended is gone, alarm and all', async () => {
    await place();
    const answered = bench.tower.attend({ kind: 'answer', callId: 's-7K2M9Q', how: 'coming', by: 'wang' });
    await bench.clock.runFor(500);
    assert.ok((await answered).ok);
    assert.deepEqual(calls(), [['7K2M9Q', 'answered']]);
    assert.equal(alarm(), undefined);
    const ended = bench.tower.attend({ kind: 'end', callId: 's-7K2M9Q', by: 'wang' });
    await bench.clock.runFor(500);
    assert.ok((await ended).ok);
    assert.equal(bench.now().staffCalls, undefined);
  });
});
