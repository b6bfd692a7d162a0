import assert from 'node:assert/strict';
import sinon from 'sinon';
import { loadSite } from '../../../config/load-site.ts';
import { placesOf, type PlaceId } from '../../../config/places.ts';
import { createVirtualClock } from '../../../sim/time/virtual-clock.ts';
import type { Journal, OpenIntent, PalletPlace } from '../../journal/journal.port.ts';
import { done, type TowerDevices } from '../../ports.ts';
import type { FactName, Truth } from '../../sensing/fact.ts';
import { createFactBoard } from '../testing/fact-board.ts';
import { createInventory } from '../tower/inventory.ts';
import { createRecovering } from './recovering.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;

/** Facts of a tower that rests: carriage empty at a level, shuttle centred, bays empty. */
const RESTING: Partial<Record<FactName, Truth>> = {
  liftLive: true, travelLive: true, shuttleLive: true, shuttleCentred: true, lockPinIn: true, lockPinOut: false, forkEngaged: false, forkReleased: true,
  carriagePalletSeated: false, carriageEmpty: true, liftAtLevel: true, 'A.palletSeated': false, 'B.palletSeated': false, 'A.noPallet': true, 'B.noPallet': true,
};
const LOADED = { carriagePalletSeated: true, carriageEmpty: false } as const;
const LIFT_INTENT: OpenIntent = { intentId: 9, motion: 'lift.move', detail: 'lift to bay:A at 600 mm', orderId: 'c1', utcMs: 0 };

function bench(place: PalletPlace, seen: Partial<Record<FactName, Truth>> = {}, tag?: number, openIntents: readonly OpenIntent[] = [], at?: PlaceId) {
  const clock = createVirtualClock();
  const facts = createFactBoard({ ...RESTING, ...seen });
  const inventory = createInventory();
  inventory.load({ pallets: [{ palletId: 'P06', tag: 7006, homeCell: '2-1R', place }, { palletId: 'P07', tag: 7007, homeCell: '2-2L', place: 'cell:2-2L' }], cars: [] });
  const reader = { tag };
  const stands = placesOf(site).find(({ id }) => id === at);
  const axis = (positionMm: number) => ({ link: () => 'live', observed: () => ({ value: { positionMm }, confirmedAtMs: 0 }) });
  const devices = {
    axes: { lift: axis(stands?.zMm ?? 1314), travel: axis(stands?.xMm ?? 500), shuttle: axis(0) },
    ioModules: {},
    rfidReaders: { 'rfid-carriage': { link: () => 'live', observed: () => ({ value: reader, confirmedAtMs: 0 }) } },
  } as unknown as TowerDevices;
  const settle = sinon.stub<Parameters<Journal['settle']>, ReturnType<Journal['settle']>>().resolves(done);
  const recovering = createRecovering({ clock, journal: { settle }, moved: inventory.apply, compared: () => ({ site, devices, facts, inventory }), changed: () => undefined });
  recovering.begin(openIntents);
  return { recovering, facts, clock, settle, inventory, reader, found: () => recovering.disagreements().map((item) => [item.object, item.word]) };
}

describe('recovering', () => {
  it('is settled by itself when journal and sensors agree and nothing was under way', () => {
    const { recovering, settle } = bench('cell:2-1R');
    assert.ok(recovering.settled());
    sinon.assert.notCalled(settle);
  });

  it('knows a pallet on the lift by both seats and its tag', () => {
    assert.ok(bench('carriage', LOADED, 7006).recovering.settled());
  });

  it('is not settled by agreement alone while a motion has no end in the journal', async () => {
    const { recovering, found, settle } = bench('carriage', { ...LOADED, liftAtLevel: false, lockPinIn: false, lockPinOut: true }, 7006, [LIFT_INTENT]);
    assert.deepEqual(found(), [['lift', 'recovery.liftBetweenLevels'], ['lift.move', 'recovery.openIntent']]);
    assert.deepEqual(await recovering.settle('technician', 'looked'), { ok: true, value: undefined });
    assert.deepEqual(settle.firstCall.args[0], { intentIds: [9], moves: [], by: 'technician', why: 'looked' });
    assert.ok(recovering.settled());
  });

  it('waits for sensors that have not spoken, and shows them when they never do', async () => {
    const { recovering, clock, found } = bench('cell:2-1R', { liftLive: undefined });
    assert.ok(!recovering.settled());
    assert.deepEqual(found(), []);
    await clock.runFor(10_000);
    assert.deepEqual(found(), [['liftLive', 'recovery.sensorsSilent']]);
    const answer = await recovering.settle('technician', 'never mind');
    assert.ok(!answer.ok && answer.error.code === 'stillUnsafe');
  });

  it('settles by itself when the silent sensor comes back and everything agrees', async () => {
    const { recovering, facts, clock } = bench('cell:2-1R', { liftLive: undefined });
    await clock.runFor(10_000);
    facts.set({ liftLive: true });
    recovering.look();
    assert.ok(recovering.settled());
  });

  it('does not believe the journal that a pallet is on the carriage when the carriage is empty', async () => {
    const { recovering, found, inventory } = bench('carriage');
    assert.deepEqual(found(), [['P06', 'recovery.carriage']]);
    assert.ok((await recovering.settle('technician', 'seen')).ok);
    assert.equal(inventory.pallet('P06')?.place, 'unknown');
  });

  it('puts a pallet that was on its way onto the carriage only by both seats and its own tag', async () => {
    const { recovering, inventory } = bench('transfer:cell:2-1R>carriage', LOADED, 7006);
    assert.ok((await recovering.settle('technician', 'seen')).ok);
    assert.equal(inventory.pallet('P06')?.place, 'carriage');
  });

  it('settles nothing about a pallet whose tag is another, or not read', async () => {
    for (const tag of [7999, undefined]) {
      const { recovering, settle } = bench('transfer:cell:2-1R>carriage', LOADED, tag);
      const answer = await recovering.settle('technician', 'it must be it');
      assert.ok(!answer.ok && answer.error.code === 'stillUnsafe');
      sinon.assert.notCalled(settle);
    }
  });

  it('leaves a pallet between two places where it is, for a fresh command to finish', async () => {
    const { recovering, inventory } = bench('transfer:carriage>bay:A', { shuttleCentred: false, carriageEmpty: undefined });
    recovering.look();
    assert.ok(!recovering.settled());
    const other = bench('transfer:carriage>bay:A', { shuttleCentred: false, carriageEmpty: false });
    assert.ok((await other.recovering.settle('technician', 'looked')).ok);
    assert.equal(other.inventory.pallet('P06')?.place, 'transfer:carriage>bay:A');
    assert.equal(inventory.pallet('P06')?.place, 'transfer:carriage>bay:A');
  });

  it('does not wait for sensors that contradict each other about the shuttle: a few millimetres beside its centre they go on doing so, until it comes back', async () => {
    const { recovering, facts, found, inventory } = bench('transfer:cell:2-1R>carriage', { ...LOADED, shuttleCentred: false }, 7006);
    facts.contradict('shuttleCentred');
    recovering.look();
    assert.deepEqual(found(), [['P06', 'recovery.transfer'], ['shuttle', 'recovery.shuttleOut']]);
    assert.ok((await recovering.settle('technician', 'looked')).ok);
    assert.equal(inventory.pallet('P06')?.place, 'transfer:cell:2-1R>carriage', 'nothing is claimed by that');
  });

  it('does not take it for proven in its cell by what the probe of the cell sees: one that hangs out half-way is seen as well', async () => {
    const { recovering, settle } = bench('transfer:carriage>cell:2-1R', { cellRightOccupied: true }, undefined, [], 'cell:2-1R');
    const answer = await recovering.settle('technician', 'the probe sees it');
    assert.ok(!answer.ok && answer.error.code === 'stillUnsafe');
    sinon.assert.notCalled(settle);
  });

  it('accepts only what was shown: when the sensors say something else meanwhile, it asks to look again', async () => {
    const { recovering, reader, settle } = bench('transfer:cell:2-1R>carriage', LOADED, 7006);
    reader.tag = 7007;
    const answer = await recovering.settle('technician', 'seen before');
    assert.ok(!answer.ok && answer.error.code === 'stillUnsafe');
    sinon.assert.notCalled(settle);
  });

  it('asks a person about a pallet in a bay that the journal does not know', async () => {
    const { recovering, found } = bench('cell:2-1R', { 'A.palletSeated': true, 'A.noPallet': false });
    assert.deepEqual(found(), [['bay A', 'recovery.bay']]);
    const answer = await recovering.settle('technician', 'whatever');
    assert.ok(!answer.ok);
  });

  it('stays unsettled when the settlement cannot be written', async () => {
    const { recovering, settle, inventory } = bench('carriage');
    settle.resolves({ ok: false, error: { code: 'full', message: 'no space' } });
    const answer = await recovering.settle('technician', 'seen');
    assert.ok(!answer.ok && answer.error.code === 'towerUnavailable');
    assert.ok(!recovering.settled());
    assert.equal(inventory.pallet('P06')?.place, 'carriage');
  });
});
