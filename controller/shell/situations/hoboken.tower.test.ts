import assert from 'node:assert/strict';
import { nothingMoves } from './testing/expectations.ts';
import { inTower, type Fault, type Scene } from './testing/tower-scene.ts';

const LONG_MS = 300_000;

/** A bay that stands open with the car in it, and somebody who has walked in and out again: all but the car says that it has gone. */
async function untilSomebodyHasPassed(scene: Scene): Promise<void> {
  const { plant, asked, simulation: { sim } } = scene;
  assert.ok(await scene.until(() => plant.doors[`${asked.bay}.outer`]?.position === 1, LONG_MS), 'the bay is open');
  sim.people.assign({ kind: 'visitor', bay: asked.bay, stayMs: 2000 });
  assert.ok(await scene.until(() => scene.phase() === 'proving', 60_000), 'a passage has been counted');
}

// Hoboken 2008: one laser said "empty", and a car was lowered.
describe('one of two proofs says that the bay is empty while the car stands in it', () => {
  const lies: readonly (readonly [string, (scene: Scene) => Fault])[] = [
    ['the laser frame sees nothing, the scale carries the car', ({ asked }) => ({ target: `laser-${asked.bay}`, verb: 'wrong' })],
    ['the scale carries a bare pallet, the laser frame sees the car', ({ asked, plant }) => ({ target: `scale-${asked.bay}`, verb: 'wrong', amount: -(plant.cars[asked.carId]?.massKg ?? 0) })],
  ];
  for (const [sentence, lie] of lies) {
    it(`${sentence}: nothing closes, nothing is put away, and the car can still be driven out`, () =>
      inTower(async (scene) => {
        const { plant, asked } = scene;
        await untilSomebodyHasPassed(scene);
        const fault = lie(scene);
        scene.inject(fault);
        await nothingMoves(scene, 120_000, 'on one proof alone');
        assert.equal(plant.doors[`${asked.bay}.outer`]?.position, 1);
        assert.equal(plant.pallets[asked.palletId]?.car, asked.carId);
        scene.clear(fault.target);
        await scene.deliver();
      }));
  }

  it('and the reverse: the car has gone, one proof still shows it: nothing is put away until both say so', async () => {
    for (const target of ['laser', 'scale']) {
      await inTower(async (scene) => {
        const { plant, asked } = scene;
        scene.sendCustomer();
        assert.ok(await scene.until(() => plant.cars[asked.carId]?.place === 'outside', LONG_MS), 'the customer has left');
        const id = `${target}-${asked.bay}`;
        scene.inject({ target: id, verb: 'wrong' });
        await scene.pass(2000);
        await nothingMoves(scene, 120_000, `while ${id} shows something`);
        scene.clear(id);
        await scene.deliver();
      });
    }
  });
});
