import assert from 'node:assert/strict';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

/** The plan waits for a minute of calm. */
const CALM_MS = 65_000;

/** Smoke opens every door to the street. What had its bay shut already, and its pallet still in it, goes on by a fresh command as ever. */
describe('an order whose bay was opened for people behind it', function () {
  this.timeout(120_000);
  let scene: OrderScene;
  beforeEach(async () => { scene = await openOrderScene(false); });
  afterEach(() => scene.close());

  const isOpen = (bay: string): boolean => (scene.sim.plant.doors[`${bay}.outer`]?.position ?? 0) >= 0.99;

  /** Until the door has opened again behind an order in its last phase; then the smoke is over, and somebody has inspected. */
  async function burnsUntil(orderId: string, last: string, bay: string): Promise<void> {
    const { sim, until, clock, grant, tower, order, why } = scene;
    sim.panel.setSmoke(true);
    assert.ok(await until(() => order(orderId)?.phase === last && isOpen(bay)), why());
    sim.panel.setSmoke(false);
    await clock.runFor(CALM_MS);
    await grant(tower.releaseEvent({ event: 'fire', inspected: ['brigadeReleased', 'cells', 'ropes', 'bays', 'supply'], by: 'technician', note: 'looked at everything' }));
    assert.ok(await until(() => order(orderId)?.stage === 'paused') && isOpen(bay), why());
    assert.equal(scene.now().resetNeeded, undefined, 'nothing has begun that had to be stopped');
    assert.equal(order(orderId)?.fault?.code, 'refused', why());
  }

  it('deliver: proves the bay anew and shuts it; nobody is told a second time that the car has left', async () => {
    const { bring, reach, sim, order, placeOf, events, grant, tower } = scene;
    await bring('SH-08', 'o');
    await reach('o', 'handover');
    const { bay = '', palletId = '', fromCell = '' } = order('o') ?? {};
    sim.people.assign({ kind: 'driver', bay, carId: 'SH-08' });
    await reach('o', 'proving');
    await burnsUntil('o', 'puttingAway', bay);
    await grant(tower.resume('o'));
    await scene.rest();
    assert.equal(placeOf(palletId), `cell:${fromCell}`);
    assert.equal(events.filter(({ kind }) => kind === 'carLeft').length, 1);
    assert.equal(await scene.phaseInJournal('o'), 'done');
  });

  it('deliver: stays open, for as long as it takes, while somebody stands in the bay', async () => {
    const { bring, reach, sim, order, grant, tower, clock } = scene;
    await bring('SH-08', 'o');
    await reach('o', 'handover');
    const { bay = '' } = order('o') ?? {};
    const people = (came: number): void => {
      const inside = sim.plant.bays[bay];
      assert.ok(inside);
      inside.persons += came;
      // Whoever sets the truth by hand says so, or idle time is skipped over it.
      sim.panel.setSmoke(false);
    };
    sim.people.assign({ kind: 'driver', bay, carId: 'SH-08' });
    await reach('o', 'proving');
    await burnsUntil('o', 'puttingAway', bay);
    people(1);
    await grant(tower.resume('o'));
    await clock.runFor(20_000);
    assert.ok(isOpen(bay));
    people(-1);
    await scene.rest();
  });

  it('stow: proves the bay anew, shuts it, and puts the pallet away', async () => {
    const { begin, rest, reach, grant, tower } = scene;
    await begin({ kind: 'provide', orderId: 'before', bay: 'B' });
    await rest();
    await begin({ kind: 'stow', orderId: 'o', bay: 'B' });
    await reach('o', 'closing');
    await burnsUntil('o', 'storing', 'B');
    await grant(tower.resume('o'));
    await rest();
    assert.equal(await scene.phaseInJournal('o'), 'done');
  });

  it('receive: with nobody in the bay or in the car, it is shut and measured anew', async () => {
    const { sim, until, order, grant, tower, begin, reach, parkCar, rest, why } = scene;
    await begin({ kind: 'receive', orderId: 'o', carId: 'SH-06', bay: 'B', people: 1 });
    await reach('o', 'awaiting');
    await parkCar('B', 'SH-06');
    await reach('o', 'checking');
    await grant(tower.quarantine({ place: 'bay:B', reason: 'byPerson', why: 'a door sounds wrong', by: 'technician' }));
    assert.ok(await until(() => order('o')?.phase === 'storing'), why());
    await burnsUntil('o', 'storing', 'B');
    await grant(tower.liftQuarantine({ place: 'bay:B', proof: 'evidence', why: 'looked at it', by: 'technician' }));
    await grant(tower.resume('o'));
    await reach('o', 'checking');
    await rest();
    assert.equal(sim.plant.cars['SH-06']?.place, 'P06');
  });
});
