import assert from 'node:assert/strict';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

/** Written down only when the disk is mended: everything that happens meanwhile happens before. */
const SLOW_MS = 500;

describe('a command and what happens while it is being written down', function () {
  this.timeout(60_000);
  let scene: OrderScene;
  const open = async (drivers = false) => (scene = await openOrderScene(drivers));
  afterEach(() => scene.close());

  const stages = () => scene.now().orders.map(({ orderId, stage }) => [orderId, stage]);
  async function stopped(): Promise<void> {
    const asked = scene.tower.stop('a test asks');
    await scene.clock.runFor(SLOW_MS);
    scene.simulation.disk.mend();
    await scene.clock.runFor(2000);
    assert.ok((await asked).ok);
  }

  it('a car that was asked for before a stop begins neither by the reset nor by somebody who comes near, but by a fresh command', async () => {
    const { collect, tower, grant, clock, now, sim, simulation, reach, order } = await open();
    simulation.disk.fail('slow');
    const asked = collect('SH-05', 'c1');
    await clock.runFor(10);
    await stopped();
    assert.ok((await asked).ok);
    await grant(tower.reset('operator', 'looked'));
    sim.people.assign({ kind: 'visitor', bay: 'B', stayMs: 2000 });
    await clock.runFor(60_000);
    assert.deepEqual(stages(), [['c1', 'queued']]);
    assert.deepEqual([now().state, now().collections[0]?.paused, order('c1')?.ways], ['held', true, ['complete', 'cancel']]);
    await grant(tower.resume('c1'));
    await reach('c1', 'handover');
  });

  for (const verb of ['resume', 'reverse'] as const) {
    it(`${verb}, asked for before a stop, does nothing after the reset`, async () => {
      const { bring, until, placeOf, stopAndReset, tower, grant, simulation, clock, sim } = await open();
      await bring('SH-05', 'c1');
      assert.ok(await until(() => placeOf('P05') === 'lift'));
      await stopAndReset();
      simulation.disk.fail('slow');
      const asked = tower[verb]('c1', 'technician');
      await clock.runFor(10);
      await stopped();
      const answer = await asked;
      assert.ok(!answer.ok && answer.error.code === 'notPermitted', JSON.stringify(answer));
      await grant(tower.reset('operator', 'looked'));
      const standing = structuredClone(sim.plant.axes);
      await clock.runFor(20_000);
      assert.deepEqual(sim.plant.axes, standing);
      assert.deepEqual(stages(), [['c1', 'paused']]);
    });
  }

  for (const phase of ['handover', 'proving'] as const) {
    it(`a stop in ${phase} takes one reset and one command: nothing is asked for a second time when the door shuts`, async () => {
      const { bring, reach, until, order, stopAndReset, tower, grant, phaseInJournal, now } = await open(true);
      await bring('SH-05', 'c1');
      await reach('c1', phase);
      await stopAndReset();
      await grant(tower.resume('c1'));
      assert.ok(await until(() => order('c1') === undefined || order('c1')?.stage === 'paused', 900_000));
      assert.equal(await phaseInJournal('c1'), 'done', JSON.stringify(now().orders));
    });
  }

  it('a stop in handover that nobody has commanded anew keeps the door where it is once the car has left', async () => {
    const { bring, reach, until, order, stopAndReset, sim } = await open(true);
    await bring('SH-05', 'c1');
    await reach('c1', 'handover');
    await stopAndReset();
    assert.ok(await until(() => order('c1')?.stage === 'paused', 900_000));
    assert.deepEqual([order('c1')?.fault?.code, sim.plant.doors[`${String(order('c1')?.bay)}.outer`]?.position], ['stopLatched', 1]);
  });

  it('two requests at once never get one pallet or one bay', async () => {
    const { collect, tower, now } = await open();
    const [provided, brought, moved] = await Promise.all([
      tower.order({ kind: 'provide', orderId: 'o1', bay: 'A' }), collect('SH-05', 'c1'), tower.order({ kind: 'relocate', orderId: 'o2', palletId: 'P05' }),
    ]);
    assert.deepEqual([provided.ok, brought.ok, moved.ok ? '' : moved.error.code], [true, true, 'alreadyCollecting']);
    assert.deepEqual(now().orders.map(({ orderId, bay }) => [orderId, bay]), [['o1', 'A'], ['c1', 'B']]);
  });

  it('an order whose cell comes back into service while an axis is homed waits for the end of the homing, and begins then', async () => {
    const { begin, rest, bring, collect, reach, order, tower, sim, until, clock } = await open();
    await begin({ kind: 'provide', orderId: 'o1', bay: 'B' });
    await rest();
    await bring('SH-05', 'c1');
    await reach('c1', 'handover');
    assert.ok((await collect('SH-04', 'c2')).ok);
    const place = `cell:${order('c2')?.fromCell ?? ''}`;
    assert.ok((await tower.quarantine({ place, reason: 'leak', why: 'oil on the floor', by: 'technician' })).ok);
    sim.people.assign({ kind: 'driver', bay: order('c1')?.bay ?? '', carId: 'SH-05' });
    assert.ok(await until(() => order('c1') === undefined), scene.why());
    await clock.runFor(5000);
    assert.deepEqual(stages(), [['c2', 'queued']]);
    const homed = tower.home('lift', 'technician');
    await clock.runFor(2000);
    assert.ok((await tower.liftQuarantine({ place, proof: 'evidence', why: 'wiped and looked at', by: 'technician' })).ok);
    await clock.runFor(1000);
    assert.deepEqual(stages(), [['c2', 'queued']]);
    await clock.runFor(60_000);
    assert.deepEqual(await homed, { ok: true, value: undefined });
    assert.deepEqual(stages(), [['c2', 'running']]);
    await reach('c2', 'handover');
  });

  it('the end of the day ends with a stop, and with the order of it that somebody takes back', async () => {
    const { begin, rest, tower, until, now, placeOf, stopAndReset, grant, clock } = await open(true);
    await begin({ kind: 'provide', orderId: 'o1', bay: 'B' });
    await rest();
    assert.ok((await tower.endDay('night', 'technician')).ok);
    assert.ok(await until(() => placeOf('P06') === 'lift'));
    await stopAndReset();
    await grant(tower.reverse(now().orders[0]?.orderId ?? '', 'technician'));
    await rest();
    await clock.runFor(300_000);
    assert.deepEqual([now().orders, placeOf('P06')], [[], 'bay:B']);
    assert.ok((await tower.endDay('later', 'technician')).ok);
    assert.ok(await until(() => placeOf('P06') === 'cell:2-1R'), scene.why());
    await rest();
  });
});
