import assert from 'node:assert/strict';
import type { DeliverRecord, NewIntent, OrderRecord } from './journal.port.ts';
import { createJournal } from './journal.ts';
import { seedInventory } from './inventory.ts';
import { statement } from './statements.ts';
import { NOON_UTC_MS, demoStock, granted, openBench, openSeededBench, refusal } from './testing/journal-bench.ts';
import type { JournalBench } from './testing/journal-bench.ts';

const lift: NewIntent = { motion: 'lift.move', detail: 'to level 3', orderId: 'c-1' };
const delivery: DeliverRecord = {
  kind: 'deliver', orderId: 'c-1', bookingId: undefined, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase: 'finding',
};

describe('the journal of the control core', () => {
  let bench: JournalBench;
  beforeEach(async () => (bench = await openSeededBench()));
  afterEach(() => bench.remove());
  const places = async (): Promise<Readonly<Record<string, string>>> => {
    const image = granted(await createJournal(bench).boot());
    return Object.fromEntries([...image.pallets.map((p) => [p.palletId, p.place]), ...image.cars.map((c) => [c.carId, c.place])]) as Record<string, string>;
  };

  it('raises the epoch with every boot and keeps it', async () => {
    const first = granted(await bench.journal.boot()).epoch;
    bench = bench.restart();
    assert.equal(granted(await bench.journal.boot()).epoch, first + 1);
  });
  it('refuses to intend before it was read', async () => {
    assert.equal(refusal(await createJournal(bench).intend(lift)), 'closed');
  });
  it('shows an intent without outcome at the next boot, and none with one', async () => {
    const finished = granted(await bench.journal.intend(lift));
    granted(await bench.journal.conclude(finished, { kind: 'done' }));
    const failed = granted(await bench.journal.intend(lift));
    granted(await bench.journal.conclude(failed, { kind: 'failed', code: 'noMotion' }));
    bench.wall.set(NOON_UTC_MS + 5);
    const open = granted(await bench.journal.intend({ ...lift, orderId: undefined }));
    bench = bench.restart();
    assert.deepEqual(granted(await bench.journal.boot()).openIntents, [
      { intentId: open, motion: 'lift.move', detail: 'to level 3', orderId: undefined, utcMs: NOON_UTC_MS + 5 },
    ]);
  });
  it('never uses an intent id twice, even across restarts and failed commits', async () => {
    const first = granted(await bench.journal.intend(lift));
    assert.equal(refusal(await bench.journal.intend({ ...lift, moves: [{ what: 'pallet', id: 'none', to: 'carriage' }] })), 'conflict');
    const second = granted(await bench.journal.intend(lift));
    bench = bench.restart();
    granted(await bench.journal.boot());
    const third = granted(await bench.journal.intend(lift));
    assert.ok(first < second && second < third);
  });
  it('takes one outcome for an intent, and none for an intent that does not exist', async () => {
    const id = granted(await bench.journal.intend(lift));
    granted(await bench.journal.conclude(id, { kind: 'unknown', code: 'deadline' }));
    assert.equal(refusal(await bench.journal.conclude(id, { kind: 'done' })), 'conflict');
    assert.equal(refusal(await bench.journal.conclude(id + 100, { kind: 'done' })), 'conflict');
  });
  it('moves pallet and car with the intent and with the outcome', async () => {
    const id = granted(await bench.journal.intend({ ...lift, motion: 'shuttle.cell', moves: [{ what: 'pallet', id: 'P05', to: 'transfer:cell:2-1L>carriage' }] }));
    assert.equal((await places())['P05'], 'transfer:cell:2-1L>carriage');
    granted(await bench.journal.conclude(id, { kind: 'done', moves: [{ what: 'pallet', id: 'P05', to: 'carriage' }] }));
    assert.equal((await places())['P05'], 'carriage');
    assert.equal((await places())['SH-05'], 'pallet:P05');
  });
  it('keeps the phase of an order and shows the open ones at boot', async () => {
    granted(await bench.journal.order(delivery));
    granted(await bench.journal.order({ ...delivery, phase: 'coming' }));
    granted(await bench.journal.order({ ...delivery, orderId: 'c-2', carId: 'SH-06', palletId: 'P06', phase: 'done' }));
    granted(await bench.journal.order({ ...delivery, orderId: 'c-3', carId: 'SH-07', palletId: 'P07', phase: 'stalled' }));
    bench = bench.restart();
    assert.deepEqual(granted(await bench.journal.boot()).openOrders, [{ ...delivery, phase: 'coming' }]);
  });
  it('gives back an order of every kind as it was written', async () => {
    const finding = { cell: '2-1L', occupied: true, tag: undefined, agrees: true };
    const orders: readonly OrderRecord[] = [
      { ...delivery, orderId: 'o-1', bookingId: 'b-1' },
      { kind: 'receive', orderId: 'o-2', bookingId: undefined, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', toCell: '2-1L', bay: 'A', phase: 'awaiting' },
      { kind: 'relocate', orderId: 'o-3', palletId: 'P05', fromCell: '2-1L', toCell: '3-1L', phase: 'carrying' },
      { kind: 'provide', orderId: 'o-4', palletId: 'P05', fromCell: '2-1L', bay: 'B', phase: 'fetching' },
      { kind: 'stow', orderId: 'o-5', palletId: 'P05', bay: 'B', toCell: '2-1L', phase: 'returning' },
      { kind: 'audit', orderId: 'o-6', tags: true, cells: ['2-1R'], findings: [finding, { ...finding, tag: 6 }], phase: 'visiting' },
      { kind: 'cycleDoors', orderId: 'o-7', bay: 'A', phase: 'queued' },
    ];
    for (const order of orders) granted(await bench.journal.order(order));
    bench = bench.restart();
    assert.deepEqual(granted(await bench.journal.boot()).openOrders, orders);
  });
  it('refuses to give an order another car', async () => {
    granted(await bench.journal.order(delivery));
    assert.equal(refusal(await bench.journal.order({ ...delivery, carId: 'SH-06' })), 'conflict');
  });
  it('writes a phase and its moves together or not at all', async () => {
    const moves = [{ what: 'car', id: 'SH-05', to: 'outside' }, { what: 'pallet', id: 'P05', to: 'cell:2-1R' }] as const;
    assert.equal(refusal(await bench.journal.order({ ...delivery, phase: 'closing' }, moves)), 'conflict', 'P06 stands there');
    assert.equal((await places())['SH-05'], 'pallet:P05');
    assert.deepEqual(granted(await bench.store.read(statement('order.open'))), []);
  });
  it('settles open intents with who and why', async () => {
    const id = granted(await bench.journal.intend({ ...lift, moves: [{ what: 'pallet', id: 'P05', to: 'transfer:cell:2-1L>carriage' }] }));
    granted(await bench.journal.settle({ intentIds: [id], moves: [{ what: 'pallet', id: 'P05', to: 'carriage' }], by: 'technician', why: 'seen on the carriage' }));
    bench = bench.restart();
    const image = granted(await bench.journal.boot());
    assert.deepEqual(image.openIntents, []);
    const last = granted(await bench.store.read(statement('audit.all'))).at(-1);
    assert.equal(last?.['kind'], 'settled');
    assert.match(String(last['detail']), /"by":"technician".*"pallet P05 to carriage".*"why":"seen on the carriage"/);
  });
  it('says full while the disk is full and ok after a probe', async () => {
    bench.remove();
    bench = await openSeededBench({ maxPages: 70 });
    let last = await bench.journal.audit({ kind: 'note', detail: { text: 'x'.repeat(3000) } });
    while (last.ok) last = await bench.journal.audit({ kind: 'note', detail: { text: 'x'.repeat(3000) } });
    assert.equal(refusal(last), 'full');
    assert.equal(bench.journal.health(), 'full');
    granted(await bench.journal.probe());
    assert.equal(bench.journal.health(), 'ok');
  });
});

describe('the inventory', () => {
  let bench: JournalBench;
  beforeEach(async () => (bench = await openSeededBench()));
  afterEach(() => bench.remove());
  const move = (...moves: NonNullable<NewIntent['moves']>) => bench.journal.settle({ intentIds: [], moves, by: 'test', why: 'test' });

  it('is never seeded twice, nor silently', async () => {
    assert.equal(refusal(await seedInventory(bench.store, demoStock(), NOON_UTC_MS)), 'conflict');
    const empty = openBench();
    assert.deepEqual(granted(await empty.journal.boot()).pallets, []);
    empty.remove();
  });
  it('remembers over a restart what a car measured, also a second time, and forgets it when the car goes outside', async () => {
    const car = async () => granted(await bench.journal.boot()).cars.find(({ carId }) => carId === 'SH-05');
    const catalogue = { lengthMm: 4560, heightMm: 1290, massKg: 1520 };
    assert.deepEqual(await car(), { carId: 'SH-05', place: 'pallet:P05', catalogue });
    granted(await move({ what: 'carSize', id: 'SH-05', size: { lengthMm: 4560, heightMm: 1700, massKg: 1580 } }));
    const boxed = { lengthMm: 4560, heightMm: 1740, massKg: 1600 };
    granted(await move({ what: 'carSize', id: 'SH-05', size: boxed }));
    bench = bench.restart();
    assert.deepEqual((await car())?.measured, boxed);
    granted(await move({ what: 'car', id: 'SH-05', to: 'unknown' }));
    assert.deepEqual((await car())?.measured, boxed, 'not knowing where it is does not make it smaller');
    granted(await move({ what: 'car', id: 'SH-05', to: 'outside' }));
    assert.deepEqual(await car(), { carId: 'SH-05', place: 'outside', catalogue });
    assert.equal(refusal(await move({ what: 'carSize', id: 'nobody', size: boxed })), 'conflict');
  });
  it('refuses a stock that puts two pallets in one cell', async () => {
    const empty = openBench();
    const stock = demoStock();
    const pallets = stock.pallets.map((pallet) => (pallet.id === 'P02' ? { ...pallet, cell: '1-2L' } : pallet));
    assert.equal(refusal(await seedInventory(empty.store, { ...stock, pallets }, NOON_UTC_MS)), 'conflict');
    assert.deepEqual(granted(await empty.journal.boot()).pallets, [], 'nothing of it was written');
    empty.remove();
  });
  it('keeps two pallets out of one place, at rest and during a transfer', async () => {
    assert.equal(refusal(await move({ what: 'pallet', id: 'P05', to: 'cell:2-1R' })), 'conflict');
    granted(await move({ what: 'pallet', id: 'P05', to: 'transfer:cell:2-1L>carriage' }));
    assert.equal(refusal(await move({ what: 'pallet', id: 'P06', to: 'carriage' })), 'conflict', 'the carriage is being loaded');
    assert.equal(refusal(await move({ what: 'pallet', id: 'P06', to: 'cell:2-1L' })), 'conflict', 'the cell is not empty yet');
    granted(await move({ what: 'pallet', id: 'P05', to: 'carriage' }));
    granted(await move({ what: 'pallet', id: 'P06', to: 'cell:2-1L' }));
  });
  it('lets pallets exchange places in one step, and any number be unknown', async () => {
    granted(await move({ what: 'pallet', id: 'P05', to: 'cell:2-1R' }, { what: 'pallet', id: 'P06', to: 'cell:2-1L' }));
    granted(await move({ what: 'pallet', id: 'P05', to: 'unknown' }, { what: 'pallet', id: 'P06', to: 'unknown' }));
  });
  it('puts one car on a pallet, and no car on a pallet that does not exist', async () => {
    assert.equal(refusal(await move({ what: 'car', id: 'SH-05', to: 'pallet:P06' })), 'conflict');
    assert.equal(refusal(await move({ what: 'car', id: 'SH-05', to: 'pallet:P99' })), 'conflict');
    granted(await move({ what: 'car', id: 'SH-05', to: 'pallet:P06' }, { what: 'car', id: 'SH-06', to: 'pallet:P05' }));
  });
  it('refuses a place that is none', async () => {
    for (const to of ['shaft', 'cell:', 'transfer:cell:1-1R', 'roof:1'] as const) {
      assert.equal(refusal(await move({ what: 'pallet', id: 'P05', to: to as 'carriage' })), 'conflict', to);
    }
  });
});
