import assert from 'node:assert/strict';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

const carSlides = (scene: OrderScene): boolean => scene.placeOf('P05') === 'shuttle';
const shuttleOut = ({ sim }: OrderScene): number => Math.abs(sim.plant.axes.shuttle.positionMm);

const MOMENTS: readonly (readonly [string, (scene: OrderScene) => boolean])[] = [
  ['the empty shuttle is under the car', (scene) => scene.order('c1')?.phase === 'taking' && shuttleOut(scene) > 1500],
  ['the car is half out of its cell', (scene) => scene.order('c1')?.phase === 'taking' && carSlides(scene) && shuttleOut(scene) < 1500],
  ['the car rides', ({ placeOf, sim }) => placeOf('P05') === 'lift' && Math.abs(sim.plant.axes.lift.velocityMmPerS) + Math.abs(sim.plant.axes.travel?.velocityMmPerS ?? 0) > 300],
  ['the car is half in its bay', (scene) => scene.order('c1')?.phase === 'presenting' && carSlides(scene) && shuttleOut(scene) > 1500],
  ['the outer door opens', ({ sim }) => (sim.plant.doors['A.outer']?.velocityPerS ?? 0) > 0],
  ['the car waits for its customer', ({ order }) => order('c1')?.phase === 'handover'],
];

describe('a delivery that nobody wants any more', function () {
  this.timeout(120_000);
  let scene: OrderScene;
  afterEach(() => scene.close());

  for (const [what, holds] of MOMENTS) {
    it(`is stopped while ${what}, and the car goes home when a person says so`, async () => {
      scene = await openOrderScene(false);
      await scene.bring('SH-05', 'c1');
      assert.ok(await scene.until(() => holds(scene)), scene.why());
      await scene.stopAndReset();
      await scene.grant(scene.tower.reverse('c1', 'technician'));
      assert.deepEqual(scene.now().collections, [], 'its customer sees it no more');
      await scene.rest();
      assert.equal(scene.placeOf('P05'), 'cell:2-1L');
      assert.equal(scene.sim.plant.cars['SH-05']?.place, 'P05');
      assert.equal(await scene.phaseInJournal('c1'), 'cancelled');
    });
  }

  it('waits with its door open while its customer sits in the car; when they have driven out after all, somebody says so and the empty pallet goes home', async () => {
    scene = await openOrderScene(false);
    const { bring, reach, tower, grant, until, sim, clock, order, why } = scene;
    await bring('SH-05', 'c1');
    await reach('c1', 'handover');
    sim.people.assign({ kind: 'driver', bay: 'A', carId: 'SH-05', dwellMs: 120_000 });
    assert.ok(await until(() => (sim.plant.cars['SH-05']?.occupants ?? 0) > 0), why());
    await grant(tower.reverse('c1', 'technician'));
    await clock.runFor(60_000);
    assert.deepEqual([order('c1')?.phase, sim.plant.doors['A.outer']?.position], ['shutting', 1], 'nobody is shut in');
    assert.ok(await until(() => sim.plant.cars['SH-05']?.place === 'outside'), why());
    await clock.runFor(10_000);
    const view = await tower.recovery();
    assert.deepEqual(view.ok && view.value.doubts.map(({ id, ways }) => [id, ways.map(({ way, ready }) => [way, ready])]), [['car:SH-05', [['declare', true]]]]);
    const told = { way: 'declare', object: 'car:SH-05', place: 'outside', why: 'seen driving off', by: 'technician', second: undefined } as const;
    assert.deepEqual(await tower.choose(told), { ok: true, value: undefined });
    await scene.rest();
    assert.equal(scene.placeOf('P05'), 'cell:2-1L');
  });

  it('goes home as well when a fire has opened the doors of its bay before it came there', async () => {
    scene = await openOrderScene(false);
    const { bring, until, sim, tower, now, grant, why } = scene;
    await bring('SH-05', 'c1');
    assert.ok(await until(() => scene.order('c1')?.phase === 'taking'), why());
    sim.panel.setSmoke(true);
    assert.ok(await until(() => sim.plant.doors['A.outer']?.position === 1 && now().state === 'held'), why());
    sim.panel.setSmoke(false);
    assert.ok(await until(() => now().siteEvents?.[0]?.state === 'waitingForRelease', 120_000), why());
    await grant(tower.releaseEvent({ event: 'fire', inspected: now().siteEvents?.[0]?.inspects ?? [], by: 'technician', note: 'looked at everything' }));
    await scene.clock.runFor(1000);
    await grant(tower.reverse('c1', 'technician'));
    await scene.rest();
    assert.deepEqual([scene.placeOf('P05'), sim.plant.doors['A.outer']?.locked], ['cell:2-1L', true]);
  });

  it('lets out whom the radar sees in the car behind the shut door', async () => {
    scene = await openOrderScene(false);
    const { bring, reach, tower, grant, until, sim, why } = scene;
    const [outer, car, inside] = [sim.plant.doors['A.outer'], sim.plant.cars['SH-05'], sim.plant.bays['A']];
    await bring('SH-05', 'c1');
    await reach('c1', 'handover');
    await grant(tower.cancel('c1', 'technician'));
    assert.ok(outer && car && inside && (await until(() => outer.locked)), why());
    car.occupants += 1;
    inside.persons += 1;
    assert.ok(await until(() => outer.position > 0.99, 60_000), why());
    car.occupants -= 1;
    inside.persons -= 1;
    await scene.rest();
    assert.equal(scene.placeOf('P05'), 'cell:2-1L');
  });

  it('is not taken back once the car has gone: its empty pallet goes home', async () => {
    scene = await openOrderScene(true);
    await scene.bring('SH-05', 'c1');
    await scene.reach('c1', 'puttingAway');
    await scene.stopAndReset();
    await scene.clock.runFor(100);
    const asked = scene.tower.reverse('c1', 'technician');
    await scene.clock.runFor(2500);
    const late = await asked;
    assert.ok(!late.ok && late.error.code === 'orderTooLate');
    await scene.grant(scene.tower.resume('c1'));
    await scene.rest();
    assert.equal(scene.sim.plant.cars['SH-05']?.place, 'outside');
  });

  it('is forgotten when it has not begun, and its booking is free again', async () => {
    scene = await openOrderScene(false);
    await scene.bring('SH-05', 'c1');
    await scene.bring('SH-07', 'c2');
    await scene.grant(scene.tower.cancel('c2', 'technician'));
    assert.deepEqual(scene.events.map((event) => event.kind === 'collectionEnded' && [event.collectionId, event.phase]), [['c2', 'cancelled']]);
    assert.equal(await scene.phaseInJournal('c2'), 'cancelled');
    await scene.reach('c1', 'handover');
    await scene.grant(scene.tower.cancel('c1', 'technician'));
    await scene.rest();
  });
});
