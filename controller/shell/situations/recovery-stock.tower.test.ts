import assert from 'node:assert/strict';
import { placesOf } from '../../../config/places.ts';
import { inRecovery, type RecoveryPlay } from './testing/recovery-play.ts';
import { defaultTower } from './testing/tower-scene.ts';

const CAR = 'SH-06';
const PALLET = 'P06';
const HOME = 'cell:2-1R';
const { site } = defaultTower();
const places = placesOf(site);

/** Somebody has moved a pallet by hand, and told nobody. */
function moveByHand({ plant }: RecoveryPlay, palletId: string, to: string): void {
  const place = places.find(({ id }) => id === to);
  const pallet = plant.pallets[palletId];
  assert.ok(place && pallet);
  [pallet.place, pallet.yMm] = [place.id, place.reachMm];
}

/** A cell that holds no pallet, in truth. */
function freeCell({ plant }: RecoveryPlay): string {
  const taken = new Set(Object.values(plant.pallets).map(({ place }) => place));
  const free = places.find(({ kind, id }) => kind === 'cell' && !taken.has(id));
  assert.ok(free);
  return free.id;
}

/** The order about the pallet has ended without its end. */
const untilStalled = (play: RecoveryPlay): Promise<void> => play.until(() => play.simulation.core.tower.snapshot().tower.collections.length === 0);
const outOfService = (play: RecoveryPlay): readonly string[] => (play.simulation.core.tower.snapshot().tower.quarantines ?? []).map(({ place }) => place);

describe('pallets and cars that are not where the journal has them', function () {
  this.timeout(180_000);

  it('a phantom: the pallet was moved by hand; its cell alone goes out of service, other cars come, and a declaration signed by two and seen by a sensor ends it', () =>
    inRecovery(async (play) => {
      const elsewhere = freeCell(play);
      moveByHand(play, PALLET, elsewhere);
      await play.bring(CAR);
      await untilStalled(play);
      await play.pass(2000);
      assert.deepEqual(outOfService(play), [HOME]);
      await play.bring('SH-05');
      await play.until(() => play.plant.cars['SH-05']?.place === 'outside');
      const alone = await play.simulation.core.tower.choose({ object: `pallet:${PALLET}`, way: 'declare', place: elsewhere, why: 'it stands there', by: 'technician', second: undefined });
      assert.ok(!alone.ok && alone.error.code === 'secondPersonNeeded', JSON.stringify(alone));
      const technician = play.technician({ seen: { [`pallet:${PALLET}`]: elsewhere } });
      await technician.untilIdle();
      const { done } = technician;
      const declared = done.indexOf(`declare pallet:${PALLET}`);
      assert.ok(declared >= 0 && done.indexOf(`audit ${elsewhere}`) > declared, `what nobody has seen stays out of service until the carriage has looked: ${done.join(', ')}`);
      assert.deepEqual(outOfService(play), []);
      await technician.allIsWell();
      await play.bring(CAR, 'once more');
      await play.until(() => play.plant.cars[CAR]?.place === 'outside');
    }, { withSpace: true }));

  it('a pallet that nobody knows the place of: a cell that holds one does not say which, so two people do', () =>
    inRecovery(async (play) => {
      const { tower } = play.simulation.core;
      moveByHand(play, PALLET, freeCell(play));
      await play.bring(CAR);
      await untilStalled(play);
      await play.pass(2000);
      const stranger = 'P05';
      const from = play.plant.pallets[stranger]?.place ?? '';
      moveByHand(play, stranger, HOME);
      await play.pass(2000);
      const alone = await tower.choose({ object: `pallet:${PALLET}`, way: 'declare', place: HOME, why: 'something stands there', by: 'technician', second: undefined });
      assert.ok(!alone.ok && alone.error.code === 'secondPersonNeeded', JSON.stringify(alone));
      moveByHand(play, stranger, from);
      moveByHand(play, PALLET, HOME);
      const technician = play.technician({ seen: { [`pallet:${PALLET}`]: HOME } });
      await technician.untilIdle();
      await technician.allIsWell();
    }, { withSpace: true }));

  it('another pallet stands in the cell: the wrong one is put away, its own cell goes out of service until seen, and nobody gets the wrong car', () =>
    inRecovery(async (play) => {
      const other = freeCell(play);
      const stranger = 'P05';
      const home = play.plant.pallets[stranger]?.place ?? '';
      moveByHand(play, PALLET, other);
      moveByHand(play, stranger, HOME);
      await play.bring(CAR);
      await untilStalled(play);
      assert.equal(play.simulation.core.tower.snapshot().tower.state, 'recovering');
      assert.deepEqual(outOfService(play), [], 'a reader may read wrong: nothing is concluded before somebody has looked');
      assert.equal(play.plant.cars['SH-05']?.place, stranger, 'nobody has got a car');
      const technician = play.technician({ seen: { [`pallet:${PALLET}`]: other } });
      await technician.untilIdle();
      assert.ok(technician.done.includes(`complete pallet:${stranger}`), technician.done.join(', '));
      assert.ok(technician.done.includes(`audit ${home}`), 'nobody knows what the cell of the stranger holds until the carriage has looked');
      assert.deepEqual(outOfService(play), []);
      await technician.allIsWell();
    }, { withSpace: true }));

  it('the cell is taken when its pallet comes home: nothing is pushed into it, the pallet goes elsewhere, and the map is put right', () =>
    inRecovery(async (play) => {
      await play.bring(CAR);
      await play.until(() => play.plant.cars[CAR]?.place === 'outside');
      const intruder = Object.entries(play.plant.pallets).find(([id, { car }]) => car === undefined && id !== PALLET)?.[0] ?? '';
      const from = play.plant.pallets[intruder]?.place ?? '';
      assert.ok(from.startsWith('cell:'), intruder);
      moveByHand(play, intruder, HOME);
      await untilStalled(play);
      assert.ok(outOfService(play).includes(HOME));
      const technician = play.technician();
      await technician.untilIdle();
      assert.ok(technician.done.includes(`complete pallet:${PALLET}`), technician.done.join(', '));
      const { tower } = play.simulation.core;
      const wrong = await tower.editMap({ what: 'pallet', object: intruder, to: HOME, why: 'it stands there, not in its own cell', by: 'technician', second: 'technician-2' });
      assert.ok(wrong.ok, wrong.ok ? '' : wrong.error.message);
      await technician.untilIdle();
      assert.deepEqual(outOfService(play), []);
      await technician.allIsWell();
    }, { withSpace: true }));

  it('a controller that dies while it puts away what a stalled delivery has left starts anew, and nobody is asked about the delivery again', () =>
    inRecovery(async (play) => {
      const snapshot = () => play.simulation.core.tower.snapshot().tower;
      await play.bring(CAR);
      await play.until(() => play.plant.cars[CAR]?.place === 'outside');
      const intruder = Object.entries(play.plant.pallets).find(([id, { car }]) => car === undefined && id !== PALLET)?.[0] ?? '';
      const home = play.plant.pallets[intruder]?.place ?? '';
      moveByHand(play, intruder, HOME);
      await untilStalled(play);
      await play.pass(2000);
      const { tower } = play.simulation.core;
      for (const way of ['settle', 'complete'] as const) {
        assert.ok((await tower.choose({ object: `pallet:${PALLET}`, way, why: 'it lies on the carriage', by: 'technician', second: undefined })).ok, way);
        await play.pass(1000);
      }
      assert.deepEqual(snapshot().orders.map(({ kind, palletId }) => [kind, palletId]), [['relocate', PALLET]]);
      await play.crash();
      assert.deepEqual(snapshot().orders.map(({ kind, palletId }) => [kind, palletId]), [['relocate', PALLET]]);
      moveByHand(play, intruder, home);
      const technician = play.technician();
      await technician.untilIdle();
      await technician.allIsWell();
    }, { withSpace: true }));

  it('the car was removed by hand from the bay: sensors see a bare pallet, the car is declared outside, and the pallet is stowed', () =>
    inRecovery(async (play) => {
      const { tower } = play.simulation.core;
      await play.bring(CAR);
      await play.until(() => play.plant.pallets[PALLET]?.place === 'bay:A' && tower.snapshot().tower.collections[0]?.phase === 'presenting');
      await play.stop();
      const pallet = play.plant.pallets[PALLET];
      const car = play.plant.cars[CAR];
      assert.ok(pallet && car);
      pallet.car = undefined;
      car.place = 'outside';
      await play.pass(2000);
      const technician = play.technician({ prefers: ['settle', 'declare', 'complete', 'reverse'] });
      await technician.untilIdle();
      await technician.allIsWell();
    }));

  it('a bay holds a pallet that nobody knows of after a crash: the bay alone stays out of service and the rest runs', () =>
    inRecovery(async (play) => {
      moveByHand(play, PALLET, 'bay:B');
      await play.crash();
      assert.equal(play.simulation.core.tower.snapshot().tower.state, 'recovering');
      const technician = play.technician({ prefers: ['settle', 'quarantine'] });
      await technician.untilIdle();
      assert.deepEqual(outOfService(play), ['bay:B']);
      await play.bring('SH-05');
      assert.equal(play.simulation.core.tower.snapshot().tower.collections[0]?.bay, 'A');
      await play.until(() => play.plant.cars['SH-05']?.place === 'outside');
    }));

  it('a quarantine outlives the controller', () =>
    inRecovery(async (play) => {
      const { tower } = play.simulation.core;
      assert.ok((await tower.quarantine({ place: HOME, reason: 'leak', why: 'oil under the car', by: 'technician' })).ok);
      await play.crash();
      assert.deepEqual(outOfService(play), [HOME]);
      await play.technician().untilIdle();
      const refused = await play.simulation.core.tower.collect({ collectionId: 'x', bookingId: undefined, carId: CAR });
      assert.ok(!refused.ok && refused.error.code === 'quarantined', JSON.stringify(refused));
    }));
});
