import assert from 'node:assert/strict';
import sinon from 'sinon';
import { loadSite } from '../../../config/load-site.ts';
import { placesOf } from '../../../config/places.ts';
import type { PalletPlace } from '../../journal/journal.port.ts';
import { done, type TowerDevices } from '../../ports.ts';
import type { FactName, Truth } from '../../sensing/fact.ts';
import type { OrderSign, Signs } from '../recovering/doubts/signs.ts';
import { createFactBoard } from '../testing/fact-board.ts';
import { createInventory } from '../tower/inventory.ts';
import { createMapEdits } from './map-edits.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
const LOST = { what: 'pallet', object: 'P06', why: 'seen from the gallery', by: 'tech' } as const;

/** P06 is nowhere, P07 stands in 2-2L with its car; nothing looks into any cell. */
function bench(seen: Partial<Record<FactName, Truth>> = {}, busy = false, orders: readonly Partial<OrderSign>[] = []) {
  const facts = createFactBoard({ carriageEmpty: true, carriagePalletSeated: false, ...seen });
  const inventory = createInventory();
  inventory.load({
    pallets: [{ palletId: 'P06', tag: 7006, homeCell: '2-1R', place: 'unknown' }, { palletId: 'P07', tag: 7007, homeCell: '2-2L', place: 'cell:2-2L' }],
    cars: [{ carId: 'SH-07', place: 'pallet:P07' }],
  });
  const devices = { axes: {}, rfidReaders: {}, ioModules: {} } as unknown as TowerDevices;
  const signs = { site, places: placesOf(site), devices, facts: () => facts, inventory, busy, orders } as unknown as Signs;
  const journal = { edit: sinon.stub().resolves(done), undo: sinon.stub().resolves(done) };
  const note = sinon.spy();
  const edits = createMapEdits({ journal, wall: { utcMs: () => 77 }, inventory, quarantine: { note, kept: (record) => record }, signs: () => signs, moved: inventory.apply });
  const edit = (to: string, second?: string) => edits.edit({ ...LOST, to, second });
  const place = (): PalletPlace | undefined => inventory.pallet('P06')?.place;
  return { edits, edit, journal, note, inventory, place };
}

describe('the map corrected by people', () => {
  it('takes two of them where no sensor looks, and the place stays out of service', async () => {
    const { edit, note, place } = bench();
    for (const second of [undefined, 'tech']) {
      const alone = await edit('cell:2-1R', second);
      assert.ok(!alone.ok && alone.error.code === 'secondPersonNeeded');
    }
    assert.ok((await edit('cell:2-1R', 'other')).ok);
    assert.equal(place(), 'cell:2-1R');
    assert.deepEqual(note.lastCall.args[0].map(({ place: out, reason }: { place: string; reason: string }) => [out, reason]), [['cell:2-1R', 'mapEdited']]);
  });

  it('does not take a cell that is too small for the car on the pallet, from however many people', async () => {
    const { edit, inventory, place } = bench();
    inventory.apply([{ what: 'car', id: 'SH-07', to: 'pallet:P06' }, { what: 'carSize', id: 'SH-07', size: { lengthMm: 5010, heightMm: 1800, massKg: 1780 } }]);
    const low = await edit('cell:1-1R', 'other');
    assert.ok(!low.ok && low.error.code === 'cellTooSmall');
    assert.equal(place(), 'unknown');
    assert.ok((await edit('cell:2-1R', 'other')).ok, 'the middle storey takes it');
  });

  it('does not put a car onto a pallet that stands in a cell too small for it', async () => {
    const { edits, inventory } = bench();
    inventory.apply([{ what: 'car', id: 'SH-07', to: 'unknown' }, { what: 'carSize', id: 'SH-07', size: { lengthMm: 5010, heightMm: 1800, massKg: 1780 } }, { what: 'pallet', id: 'P06', to: 'cell:1-1R' }]);
    const declare = (to: string) => edits.edit({ what: 'car', object: 'SH-07', to, why: 'seen there', by: 'tech', second: 'other' });
    const low = await declare('pallet:P06');
    assert.ok(!low.ok && low.error.code === 'cellTooSmall');
    assert.ok((await declare('pallet:P07')).ok);
  });

  it('takes one where the seats of the bay and the empty carriage prove it', async () => {
    const { edit, note, place } = bench({ 'A.palletSeated': true, 'A.noPallet': false });
    assert.ok((await edit('bay:A')).ok);
    assert.equal(place(), 'bay:A');
    assert.deepEqual(note.lastCall.args[0], []);
  });

  it('does not take from under an order what it moves, but hears that a car has left which its order waits for', async () => {
    const record = { kind: 'deliver', orderId: 'c', bookingId: undefined, carId: 'SH-07', palletId: 'P07', fromCell: '2-2L', bay: 'A', phase: 'shutting' } as const;
    for (const [stage, waits, codes] of [['running', false, ['stillUnsafe', 'stillUnsafe']], ['running', true, ['stillUnsafe', '']], ['paused', false, ['', '']]] as const) {
      const { edits, inventory } = bench({}, false, [{ record, stage, waits }]);
      const pallet = await edits.edit({ ...LOST, object: 'P07', to: 'unknown', second: undefined });
      const car = await edits.edit({ ...LOST, what: 'car', object: 'SH-07', to: 'unknown', second: undefined });
      assert.deepEqual([pallet, car].map((answer) => (answer.ok ? '' : answer.error.code)), codes, `${stage} ${String(waits)}`);
      assert.equal(inventory.pallet('P07')?.place, stage === 'paused' ? 'unknown' : 'cell:2-2L');
    }
  });

  it('does not take what a sensor contradicts, from however many people', async () => {
    const { edit, place } = bench({ 'A.palletSeated': false, 'A.noPallet': true });
    const answer = await edit('bay:A', 'other');
    assert.ok(!answer.ok && answer.error.code === 'stillUnsafe');
    const carriage = await edit('carriage', 'other');
    assert.ok(!carriage.ok && carriage.error.code === 'stillUnsafe');
    assert.equal(place(), 'unknown');
  });

  it('puts no two pallets into one place, knows its places and objects, and changes nothing while something moves', async () => {
    const taken = await bench().edit('cell:2-2L', 'other');
    assert.ok(!taken.ok && taken.error.code === 'placeTaken');
    const nowhere = await bench().edit('cell:9-9R', 'other');
    assert.ok(!nowhere.ok && nowhere.error.code === 'placeUnknown');
    const nobody = await bench().edits.edit({ ...LOST, object: 'P99', to: 'unknown', second: 'other' });
    assert.ok(!nobody.ok && nobody.error.code === 'objectUnknown');
    const moving = await bench({}, true).edit('cell:2-1R', 'other');
    assert.ok(!moving.ok && moving.error.code === 'stillUnsafe');
  });

  it('keeps before and after, and undoes them while nothing has moved there', async () => {
    const { edits, edit, place, inventory } = bench();
    assert.ok((await edit('cell:2-1R', 'other')).ok);
    assert.deepEqual(edits.all().map(({ before, after, by, second, undoable }) => [before, after, by, second, undoable]), [['unknown', 'cell:2-1R', 'tech', 'other', true]]);
    assert.ok((await edits.undo(1, 'tech', 'it was another one')).ok);
    assert.equal(place(), 'unknown');
    const twice = await edits.undo(1, 'tech', 'again');
    assert.ok(!twice.ok && twice.error.code === 'notUndoable');
    assert.ok((await edit('cell:2-1R', 'other')).ok);
    inventory.apply([{ what: 'pallet', id: 'P06', to: 'carriage' }]);
    const late = await edits.undo(2, 'tech', 'too late');
    assert.ok(!late.ok && late.error.code === 'notUndoable');
  });

  it('changes nothing that cannot be written down', async () => {
    const { edit, journal, place, edits } = bench();
    journal.edit.resolves({ ok: false, error: { code: 'full', message: 'no space' } });
    const answer = await edit('cell:2-1R', 'other');
    assert.ok(!answer.ok && answer.error.code === 'towerUnavailable');
    assert.equal(place(), 'unknown');
    assert.deepEqual(edits.all(), []);
  });
});
