import assert from 'node:assert/strict';
import { placesOf } from '../../../config/places.ts';
import { nothingMoves } from './testing/expectations.ts';
import { inTower, type Scene } from './testing/tower-scene.ts';

const LONG_MS = 300_000;
/** Far from all tags of the stock. */
const NO_TAG_OF_OURS = 5000;

/** The delivery has found something else than the journal says: it ends, and the tower waits for a technician. `meanwhile` looks at every tick. */
async function untilStalled(scene: Scene, meanwhile = (): void => undefined): Promise<void> {
  const stalled = await scene.until(() => {
    meanwhile();
    return scene.phase() === undefined;
  }, LONG_MS);
  assert.ok(stalled, `the delivery ends: ${JSON.stringify(scene.now().collections)}`);
  const { state, recovery } = scene.now();
  assert.equal(state, 'recovering');
  assert.ok(recovery.some(({ object }) => object === scene.asked.palletId), `the pallet is shown: ${JSON.stringify(recovery)}`);
}

async function settle({ ask, tower }: Scene): Promise<void> {
  const settled = await ask(tower.settle('technician', 'looked into the shaft'));
  assert.ok(settled.ok, settled.ok ? '' : settled.error.message);
}

describe('another truth than the journal says', () => {
  it('a cell is empty, its pallet stands in a bay: the shuttle does not reach into the cell, and nothing is settled that is not proven', () =>
    inTower(async (scene) => {
      const { plant, asked, site, tower, ask } = scene;
      const elsewhere = placesOf(site).find(({ kind, name }) => kind === 'bay' && name !== asked.bay)!;
      const pallet = plant.pallets[asked.palletId]!;
      [pallet.place, pallet.yMm] = [`bay:${elsewhere.name}`, elsewhere.reachMm];
      let reached = false;
      await untilStalled(scene, () => { reached ||= Math.abs(plant.axes.shuttle.positionMm) > 5; });
      assert.ok(!reached, 'the shuttle stays on the carriage');
      await nothingMoves(scene, 60_000, 'while the inventory is not settled');
      const settled = await ask(tower.settle('technician', 'did not look'));
      assert.ok(!settled.ok && settled.error.code === 'stillUnsafe', 'a pallet that nobody knows is not settled away');
    }));

  it('a cell seems empty to its probe: nothing moves until a technician settles it, and then other cars are brought', () =>
    inTower(async (scene) => {
      const { plant, asked, tower, ask } = scene;
      const side = asked.cell.endsWith('L') ? 'Left' : 'Right';
      scene.inject({ target: `io-carriage/cellOccupied${side}`, verb: 'off' });
      await untilStalled(scene);
      await nothingMoves(scene, 60_000, 'while the inventory is not settled');
      const again = await ask(tower.collect({ collectionId: 'again', bookingId: undefined, carId: 'SH-05' }));
      assert.ok(!again.ok && again.error.code === 'recovering', 'nothing is promised meanwhile');
      scene.clear(`io-carriage/cellOccupied${side}`);
      await settle(scene);
      await nothingMoves(scene, 20_000, 'by settling alone');
      const other = await ask(tower.collect({ collectionId: 'other', bookingId: undefined, carId: 'SH-05' }));
      assert.ok(other.ok, 'other cars are brought again');
      assert.ok(await scene.until(() => plant.pallets['P05']?.place === 'lift', LONG_MS), 'the carriage takes another pallet');
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
