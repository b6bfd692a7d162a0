import assert from 'node:assert/strict';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

describe('a car that comes back', function () {
  this.timeout(120_000);
  let scene: OrderScene;
  beforeEach(async () => { scene = await openOrderScene(false); });
  afterEach(() => scene.close());

  /** The order has come to a phase, its car parked where that phase needs it. */
  async function received(until: string): Promise<void> {
    await scene.begin({ kind: 'receive', orderId: 'o', carId: 'SH-06', bay: 'B', people: 1 });
    await scene.reach('o', until === 'fetching' ? until : 'awaiting');
    if (until === 'fetching' || until === 'awaiting') return;
    await scene.parkCar('B', 'SH-06');
    await scene.reach('o', until);
  }

  const isOut = (): void => {
    assert.equal(scene.sim.plant.cars['SH-06']?.place, 'outside');
    assert.equal(scene.placeOf('P06'), 'cell:2-1R');
  };
  const isIn = (): void => {
    assert.equal(scene.sim.plant.cars['SH-06']?.place, 'P06');
    assert.equal(scene.placeOf('P06'), 'cell:2-1R');
    assert.deepEqual(scene.now().cells['2-1R'], { state: 'occupied', palletId: 'P06', carId: 'SH-06' });
  };

  it('finds an empty pallet behind an open door, is checked, and goes to the nearest free cell', async () => {
    await received('storing');
    await scene.rest();
    isIn();
    assert.equal(await scene.phaseInJournal('o'), 'done');
  });

  it('takes the pallet that waits in a bay already', async () => {
    await scene.begin({ kind: 'provide', orderId: 'before', bay: 'A' });
    await scene.rest();
    await scene.begin({ kind: 'receive', orderId: 'o', carId: 'SH-06', people: 1 });
    await scene.reach('o', 'awaiting');
    assert.equal(scene.order('o')?.bay, 'A');
    await scene.parkCar('A', 'SH-06');
    await scene.rest();
    isIn();
  });

  it('waits for a member of staff when nobody has said how many sit in it', async () => {
    await scene.begin({ kind: 'receive', orderId: 'o', carId: 'SH-06', bay: 'B' });
    await scene.reach('o', 'awaiting');
    await scene.parkCar('B', 'SH-06');
    await scene.clock.runFor(60_000);
    assert.equal(scene.order('o')?.phase, 'awaiting', 'two buttons do not know how many came');
    await scene.grant(scene.tower.allClear('o', { role: 'attendant', name: 'Wei' }));
    scene.pressBoth('B');
    await scene.rest();
    isIn();
  });

  it('is not taken in before everybody has left, however long that takes', async () => {
    await received('awaiting');
    await scene.parkCar('B', 'SH-06', 1);
    await scene.clock.runFor(60_000);
    assert.equal(scene.order('o')?.phase, 'awaiting');
    assert.ok((scene.sim.plant.doors['B.outer']?.position ?? 0) > 0.99);
    const [inside, car] = [scene.sim.plant.bays['B'], scene.sim.plant.cars['SH-06']];
    assert.ok(inside && car);
    car.occupants -= 1;
    inside.persons -= 1;
    inside.passagesOut += 1;
    scene.pressBoth('B');
    await scene.clock.runFor(60_000);
    assert.equal(scene.order('o')?.phase, 'awaiting', 'what was said before the radar was clear does not count');
    scene.pressBoth('B');
    await scene.rest();
    isIn();
  });

  it('is let out again when it is too wide, with the reason, and the pallet goes home', async () => {
    const car = scene.sim.plant.cars['SH-06'];
    assert.ok(car);
    car.widthMm = 2500;
    await received('leaving');
    assert.equal(scene.order('o')?.refusal, 'tooWide');
    scene.sim.people.assign({ kind: 'driver', bay: 'B', carId: 'SH-06' });
    await scene.rest();
    isOut();
    assert.equal(await scene.phaseInJournal('o'), 'cancelled');
  });

  for (const phase of ['fetching', 'awaiting', 'closing', 'checking', 'storing']) {
    it(`stopped while ${phase}, is taken in after a fresh command`, async () => {
      await received(phase);
      await scene.clock.runFor(500);
      await scene.stopAndReset();
      await scene.grant(scene.tower.resume('o'));
      if (phase === 'fetching') await scene.reach('o', 'awaiting');
      if (scene.order('o')?.phase === 'awaiting') await scene.parkCar('B', 'SH-06');
      await scene.rest();
      isIn();
    });
    it(`stopped while ${phase}, is let out and its pallet goes home when a person says so`, async () => {
      await received(phase);
      await scene.clock.runFor(500);
      await scene.stopAndReset();
      await scene.grant(scene.tower.reverse('o', 'technician'));
      if (scene.sim.plant.cars['SH-06']?.place === 'P06') scene.sim.people.assign({ kind: 'driver', bay: 'B', carId: 'SH-06' });
      await scene.rest();
      isOut();
    });
  }

  it('keeps nothing on the carriage for a bay that it has not come to, when the person sensors of that bay contradict each other', async () => {
    await scene.begin({ kind: 'receive', orderId: 'o', carId: 'SH-06', bay: 'B', people: 1 });
    assert.ok(await scene.until(() => scene.placeOf('P06') === 'lift'), scene.why());
    assert.ok(scene.sim.faults.inject({ target: 'io-bay-B/presenceClear', verb: 'off' }).ok);
    await scene.clock.runFor(4000);
    scene.sim.faults.clearTarget('io-bay-B/presenceClear');
    assert.ok(await scene.until(() => scene.order('o')?.stage === 'paused'), scene.why());
    await scene.grant(scene.tower.reverse('o', 'technician'));
    assert.ok(await scene.until(() => scene.now().orders.length === 0, 300_000), scene.why());
    isOut();
  });
});

describe('two customers at once', function () {
  this.timeout(120_000);

  it('share one round trip: the car that came in goes up, and the carriage comes down with the other one without going home between', async () => {
    const scene = await openOrderScene(false);
    await scene.begin({ kind: 'receive', orderId: 'in', carId: 'SH-06', bay: 'B', people: 1 });
    await scene.reach('in', 'awaiting');
    // While its driver takes their time, the carriage is free for somebody else.
    await scene.bring('SH-05', 'out');
    await scene.reach('out', 'handover');
    await scene.parkCar('B', 'SH-06');
    await scene.reach('in', 'closing');
    await scene.bring('SH-07', 'next');
    const served: string[] = [];
    assert.ok(await scene.until(() => {
      const holder = scene.now().orders.find(({ phase }) => ['storing', 'finding', 'puttingAway'].includes(phase))?.orderId;
      if (holder !== undefined && served.at(-1) !== holder) served.push(holder);
      return scene.placeOf('P06') === 'cell:2-1R';
    }), scene.why());
    assert.ok(served.includes('in'), served.join());
    scene.sim.people.assign({ kind: 'driver', bay: 'A', carId: 'SH-05' });
    assert.ok(await scene.until(() => scene.order('next')?.phase === 'handover', 900_000), scene.why());
    scene.sim.people.assign({ kind: 'driver', bay: scene.order('next')?.bay ?? '', carId: 'SH-07' });
    await scene.rest();
    await scene.close();
  });
});
