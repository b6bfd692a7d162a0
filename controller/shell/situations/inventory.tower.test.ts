import assert from 'node:assert/strict';
import { placesOf } from '../../../config/places.ts';
import { nothingMoves } from './testing/expectations.ts';
import { inTower, type Scene } from './testing/tower-scene.ts';

const LONG_MS = 300_000;
/** Far from all tags of the stock. */
const NO_TAG_OF_OURS = 5000;

/** The delivery has found something else than the journal says and has ended. `meanwhile` looks at every tick. */
async function untilEnded(scene: Scene, meanwhile = (): void => undefined): Promise<void> {
  const stalled = await scene.until(() => {
    meanwhile();
    return scene.phase() === undefined;
  }, LONG_MS);
  assert.ok(stalled, `the delivery ends: ${JSON.stringify(scene.now().collections)}`);
}

/** And the tower waits for a technician. */
async function untilStalled(scene: Scene): Promise<void> {
  await untilEnded(scene);
  const { state, recovery } = scene.now();
  assert.equal(state, 'recovering');
  assert.ok(recovery.some(({ object }) => object === scene.asked.palletId), `the pallet is shown: ${JSON.stringify(recovery)}`);
}

/** The cell alone is out of service; its pallet is nowhere. */
function cellIsOut({ now, asked }: Scene): void {
  assert.deepEqual(now().quarantines?.map(({ place, reason }) => [place, reason]), [[asked.cell, 'phantomCar']]);
  assert.equal(now().state, 'idle');
}

async function settle({ ask, tower }: Scene): Promise<void> {
  const settled = await ask(tower.settle('technician', 'looked into the shaft'));
  assert.ok(settled.ok, settled.ok ? '' : settled.error.message);
}

const declared = ({ asked, tower, ask }: Scene, place: string, second?: string) =>
  ask(tower.choose({ object: `pallet:${asked.palletId}`, way: 'declare', place, why: 'seen on site', by: 'technician', second }));

describe('another truth than the journal says', () => {
  it('a cell is empty, its pallet stands in a bay: the shuttle does not reach into the cell, and the sensors of the bay prove where it is', () =>
    inTower(async (scene) => {
      const { plant, asked, site, tower, ask } = scene;
      const elsewhere = placesOf(site).find(({ kind, name }) => kind === 'bay' && name !== asked.bay)!;
      const pallet = plant.pallets[asked.palletId]!;
      [pallet.place, pallet.yMm] = [`bay:${elsewhere.name}`, elsewhere.reachMm];
      let reached = false;
      await untilEnded(scene, () => { reached ||= Math.abs(plant.axes.shuttle.positionMm) > 5; });
      assert.ok(!reached, 'the shuttle stays on the carriage');
      cellIsOut(scene);
      await nothingMoves(scene, 60_000, 'by itself');
      const wrong = await declared(scene, asked.cell);
      assert.ok(!wrong.ok && wrong.error.code === 'stillUnsafe', 'where a sensor sees nothing nothing is declared to be');
      const right = await declared(scene, elsewhere.id);
      assert.ok(right.ok, right.ok ? '' : right.error.message);
      const stowed = await ask(tower.order({ orderId: 'stow', kind: 'stow', bay: elsewhere.name }));
      assert.ok(!stowed.ok && stowed.error.code === 'placeTaken', 'its cell is out of service, and there is no other one');
    }));

  it('a cell seems empty to its probe: it goes out of service, other cars are brought, and when the probe is mended two people say which pallet it sees', () =>
    inTower(async (scene) => {
      const { plant, asked, tower, ask, until } = scene;
      const side = asked.cell.endsWith('L') ? 'Left' : 'Right';
      scene.inject({ target: `io-carriage/cellOccupied${side}`, verb: 'off' });
      await untilEnded(scene);
      cellIsOut(scene);
      await nothingMoves(scene, 60_000, 'by itself');
      const again = await ask(tower.collect({ collectionId: 'again', bookingId: undefined, carId: asked.carId }));
      assert.ok(!again.ok && again.error.code === 'carNotHere', 'its car is not promised meanwhile');
      scene.clear(`io-carriage/cellOccupied${side}`);
      await scene.pass(2000);
      const alone = await declared(scene, asked.cell);
      assert.ok(!alone.ok && alone.error.code === 'secondPersonNeeded', 'the probe sees that something stands there, and not what');
      const right = await declared(scene, asked.cell, 'technician-2');
      assert.ok(right.ok, right.ok ? '' : right.error.message);
      const lifted = await ask(tower.liftQuarantine({ place: asked.cell, proof: 'sensors', why: 'seen', by: 'technician' }));
      assert.ok(lifted.ok, lifted.ok ? '' : lifted.error.message);
      const once = await ask(tower.collect({ collectionId: 'once more', bookingId: undefined, carId: asked.carId }));
      assert.ok(once.ok, once.ok ? '' : once.error.message);
      assert.ok(await until(() => plant.pallets[asked.palletId]?.place === 'lift', LONG_MS), 'the carriage takes it');
    }));

  it('a pallet carries another tag: its car is not presented to anybody', () =>
    inTower(async (scene) => {
      const { plant, asked } = scene;
      plant.pallets[asked.palletId]!.tag += 1000;
      await untilStalled(scene);
      await nothingMoves(scene, 60_000, 'with a pallet that nobody knows');
      assert.equal(plant.pallets[asked.palletId]?.place, 'lift');
      for (const [id, door] of Object.entries(plant.doors)) assert.equal(door.position, 0, `${id} is shut`);
    }));

  it('a reader that reads wrong for a while: the car stays on the carriage until a technician has settled it, and comes then', () =>
    inTower(async (scene) => {
      const { plant, asked, tower, ask } = scene;
      assert.ok(await scene.until(() => scene.phase() === 'taking', LONG_MS));
      scene.inject({ target: 'rfid-carriage', verb: 'wrong', amount: NO_TAG_OF_OURS });
      await untilStalled(scene);
      assert.equal(plant.pallets[asked.palletId]?.place, 'lift');
      const early = await ask(tower.settle('technician', 'did not look'));
      assert.ok(!early.ok, 'nothing is settled while the reader shows an unknown tag');
      scene.clear('rfid-carriage');
      await scene.pass(2000);
      await settle(scene);
      await nothingMoves(scene, 20_000, 'by settling alone');
      const again = await ask(tower.collect({ collectionId: asked.collectionId, bookingId: undefined, carId: asked.carId }));
      assert.ok(again.ok, again.ok ? '' : again.error.message);
      await scene.deliver();
    }));
});
