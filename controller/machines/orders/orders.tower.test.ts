import assert from 'node:assert/strict';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

describe('orders on the simulated site', function () {
  this.timeout(60_000);
  let scene: OrderScene;
  const open = async () => (scene = await openOrderScene());
  afterEach(() => scene.close());

  it('brings an empty pallet to a bay and opens it, and stows it home again', async () => {
    const { begin, rest, placeOf, sim } = await open();
    await begin({ kind: 'provide', orderId: 'o1', bay: 'B' });
    await rest();
    assert.equal(placeOf('P06'), 'bay:B');
    assert.ok((sim.plant.doors['B.outer']?.position ?? 0) > 0.99);
    await begin({ kind: 'stow', orderId: 'o2', bay: 'B' });
    await rest();
    assert.equal(placeOf('P06'), 'cell:2-1R');
    assert.equal(sim.plant.doors['B.outer']?.locked, true);
  });

  it('takes a car to a cell that became free, and at the end of the day everything goes home', async () => {
    const { begin, rest, placeOf, tower, until, now } = await open();
    await begin({ kind: 'provide', orderId: 'o1', bay: 'B' });
    await rest();
    await begin({ kind: 'relocate', orderId: 'o2', palletId: 'P16', toCell: '2-1R' });
    await rest();
    assert.equal(placeOf('P16'), 'cell:2-1R');
    assert.ok((await tower.endDay('night', 'technician')).ok);
    assert.ok(await until(() => now().orders.length > 0));
    assert.ok(await until(() => now().orders.length === 0 && placeOf('P06') === 'cell:2-1R', 900_000), scene.why());
    assert.equal(placeOf('P16'), 'cell:3-3R');
    await rest();
    assert.equal(placeOf('P06'), 'cell:2-1R');
  });

  it('visits cells and compares presence and tag with the inventory', async () => {
    const { begin, rest, order, until, placeOf } = await open();
    await begin({ kind: 'audit', orderId: 'o1', cells: ['2-1R', '2-1L'], tags: true });
    assert.ok(await until(() => order('o1')?.findings?.length === 1));
    assert.deepEqual(order('o1')?.findings, [{ cell: '2-1R', occupied: true, tag: 7006, agrees: true }]);
    await rest();
    assert.equal(placeOf('P06'), 'cell:2-1R');
  });

  it('a cell that goes out of service after an audit has looked into it stays out when the audit ends; one into which it looks afterwards comes back', async () => {
    const { begin, rest, order, until, tower, now } = await open();
    const take = (cell: string) => tower.quarantine({ place: `cell:${cell}`, reason: 'mapEdited', why: 'its map was changed', by: 'technician' });
    await begin({ kind: 'audit', orderId: 'o1', cells: ['2-1R', '2-2R'] });
    assert.ok(await until(() => order('o1')?.findings?.length === 1));
    assert.ok((await take('2-1R')).ok && (await take('2-2R')).ok);
    await rest();
    assert.deepEqual(now().quarantines?.map(({ place }) => place), ['cell:2-1R']);
  });

  it('opens and shuts the door of an empty bay', async () => {
    const { begin, rest, sim } = await open();
    let opened = 0;
    await begin({ kind: 'cycleDoors', orderId: 'o1', bay: 'A' });
    await scene.until(() => (opened = Math.max(opened, sim.plant.doors['A.outer']?.position ?? 0)) > 0.99);
    await rest();
    assert.equal(sim.plant.doors['A.outer']?.locked, true);
  });

  it('takes a delivery home when it is cancelled before the car is handed over, and nobody has to pay for it', async () => {
    scene = await openOrderScene(false);
    const { bring, reach, tower, grant, rest, placeOf, events, phaseInJournal } = scene;
    await bring('SH-05', 'c1');
    await reach('c1', 'handover');
    await grant(tower.cancel('c1', 'technician'));
    assert.deepEqual(events.map((event) => event.kind === 'collectionEnded' && event.phase), ['cancelled']);
    await rest();
    assert.equal(placeOf('P05'), 'cell:2-1L');
    assert.equal(await phaseInJournal('c1'), 'cancelled');
  });

  it('answers the same request with the same order, and refuses what the stock does not allow', async () => {
    const { begin, tower, rest } = await open();
    await begin({ kind: 'provide', orderId: 'o1', bay: 'B' });
    assert.deepEqual(await tower.order({ kind: 'provide', orderId: 'o1', bay: 'B' }), { ok: true, value: { orderId: 'o1' } });
    const codeOf = async (request: Parameters<typeof tower.order>[0]) => {
      const answer = await tower.order(request);
      return answer.ok ? 'begun' : answer.error.code;
    };
    assert.equal(await codeOf({ kind: 'provide', orderId: 'x1', bay: 'B' }), 'placeTaken');
    assert.equal(await codeOf({ kind: 'provide', orderId: 'x2', bay: 'A' }), 'noEmptyPallet');
    assert.equal(await codeOf({ kind: 'relocate', orderId: 'x3', palletId: 'P05', toCell: '2-2L' }), 'placeTaken');
    assert.equal(await codeOf({ kind: 'relocate', orderId: 'x4', palletId: 'P05', toCell: '9-9L' }), 'placeUnknown');
    assert.equal(await codeOf({ kind: 'relocate', orderId: 'x5', palletId: 'P99' }), 'palletUnknown');
    assert.equal(await codeOf({ kind: 'stow', orderId: 'x6', bay: 'A' }), 'palletNotThere');
    assert.equal(await codeOf({ kind: 'receive', orderId: 'x7', carId: 'SH-05' }), 'carNotOutside');
    await rest();
  });
});
