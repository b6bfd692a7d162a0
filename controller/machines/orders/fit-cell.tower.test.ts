import assert from 'node:assert/strict';
import { statement } from '../../journal/statements.ts';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

describe('the cell of a car that stands in a bay', function () {
  this.timeout(120_000);
  let scene: OrderScene;
  beforeEach(async () => { scene = await openOrderScene(false); });
  afterEach(() => scene.close());

  /** Cell 3-3R of the high storey holds nothing: its car stands in 2-1R, and the pallet of that in bay A. */
  async function highCellFree(): Promise<void> {
    await scene.begin({ kind: 'provide', orderId: 'provide', bay: 'A' });
    await scene.rest();
    await scene.begin({ kind: 'relocate', orderId: 'relocate', palletId: 'P16', toCell: '2-1R' });
    await scene.rest();
  }

  /** Somebody has put a box onto the roof of SH-05 while it was to be handed over, and it is not wanted any more. */
  async function boxedAndTakenBack(heightMm: number): Promise<void> {
    await scene.bring('SH-05', 'c1');
    await scene.reach('c1', 'handover');
    const car = scene.sim.plant.cars['SH-05'];
    assert.ok(car);
    car.heightMm = heightMm;
    await scene.grant(scene.tower.reverse('c1', 'technician'));
  }

  const measured = async (carId: string) => {
    const read = await scene.simulation.store.read(statement('car.all'));
    const row = read.ok ? read.value.find((one) => one['carId'] === carId) : undefined;
    return [row?.['measuredHeightMm'], row?.['measuredMassKg']];
  };

  it('is another one than its home when it is taken back with a box on its roof, and what it measured is kept', async () => {
    await highCellFree();
    await boxedAndTakenBack(1900);
    await scene.rest();
    assert.equal(scene.placeOf('P05'), 'cell:3-3R');
    assert.equal(await scene.phaseInJournal('c1'), 'cancelled');
    assert.deepEqual(await measured('SH-05'), [1900, 1520]);
  });

  it('stays its home when it is taken back as it went, though a cell of another size is free', async () => {
    await highCellFree();
    await boxedAndTakenBack(1290);
    await scene.rest();
    assert.equal(scene.placeOf('P05'), 'cell:2-1L');
  });

  it('is the one that a technician has named, though a smaller one is free, and home again without a name', async () => {
    await highCellFree();
    await scene.bring('SH-02', 'c1');
    await scene.reach('c1', 'handover');
    await scene.grant(scene.tower.reverse('c1', 'technician'));
    await scene.rest();
    assert.equal(scene.placeOf('P02'), 'cell:1-1R', 'home, which is low');
    await scene.begin({ kind: 'relocate', orderId: 'high', palletId: 'P02', toCell: '3-3R' });
    await scene.rest();
    assert.equal(scene.placeOf('P02'), 'cell:3-3R', 'a larger one than need be, because somebody said so');
    await scene.begin({ kind: 'relocate', orderId: 'home', palletId: 'P02' });
    await scene.rest();
    assert.equal(scene.placeOf('P02'), 'cell:1-1R');
  });

  it('is none while no free cell takes it: the car stays in its bay until staff have taken the box down', async () => {
    await boxedAndTakenBack(1900);
    assert.ok(await scene.until(() => scene.order('c1')?.stage === 'paused', 120_000), scene.why());
    assert.equal(scene.order('c1')?.fault?.code, 'cellTooSmall');
    assert.equal(scene.placeOf('P05')?.startsWith('bay:'), true);
    const car = scene.sim.plant.cars['SH-05'];
    assert.ok(car);
    car.heightMm = 1290;
    await scene.clock.runFor(10_000);
    assert.equal(scene.order('c1')?.stage, 'paused', 'nothing goes on by itself');
    await scene.grant(scene.tower.resume('c1'));
    await scene.rest();
    assert.equal(scene.placeOf('P05'), 'cell:2-1L');
  });

  it('is asked for by what the car measures when staff have driven it onto a pallet and have that stowed', async () => {
    await scene.begin({ kind: 'provide', orderId: 'provide', bay: 'A' });
    await scene.rest();
    const car = scene.sim.plant.cars['SH-06'];
    assert.ok(car);
    const bare = car.heightMm;
    car.heightMm = 1900;
    await scene.parkCar('A', 'SH-06');
    const told = scene.tower.editMap({ what: 'car', object: 'SH-06', to: 'pallet:P06', why: 'driven on by staff', by: 'tech', second: 'other' });
    await scene.clock.runFor(2500);
    assert.equal((await told).ok, true);
    await scene.begin({ kind: 'stow', orderId: 'stow', bay: 'A' });
    assert.ok(await scene.until(() => scene.order('stow')?.stage === 'paused', 120_000), scene.why());
    assert.deepEqual([scene.order('stow')?.fault?.code, scene.placeOf('P06')], ['cellTooSmall', 'bay:A']);
    car.heightMm = bare;
    await scene.clock.runFor(10_000);
    await scene.grant(scene.tower.resume('stow'));
    await scene.rest();
    assert.deepEqual([scene.placeOf('P06'), await measured('SH-06')], ['cell:2-1R', [bare, 2120]]);
  });

  it('is the one that is free for a car whose own cell was taken meanwhile, and what it measured is kept', async () => {
    await highCellFree();
    await scene.begin({ kind: 'receive', orderId: 'o', carId: 'SH-06', bay: 'A', people: 1 });
    await scene.reach('o', 'awaiting');
    assert.equal(scene.order('o')?.toCell, '3-3R', 'the only one that is free');
    await scene.parkCar('A', 'SH-06');
    await scene.rest();
    assert.deepEqual([scene.placeOf('P06'), await measured('SH-06')], ['cell:3-3R', [1420, 2120]]);
  });
});
