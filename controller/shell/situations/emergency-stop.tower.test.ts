import assert from 'node:assert/strict';
import { createSimulation } from '../simulation/simulation.ts';
import { customerIsTold } from './testing/expectations.ts';
import { machineBrakes, resetAndResume } from './testing/recovery.ts';
import { defaultTower, inTower, type Scene } from './testing/tower-scene.ts';

const LONG_MS = 300_000;

const fast = ({ plant }: Scene, id: 'lift' | 'shuttle'): boolean => Math.abs(plant.axes[id].velocityMmPerS) > 200;
const doorMoves = ({ plant, asked }: Scene, which: 'inner' | 'outer', opening: boolean): boolean => {
  const door = plant.doors[`${asked.bay}.${which}`];
  return door !== undefined && door.position > 0.2 && door.position < 0.8 && door.velocityPerS > 0 === opening && door.velocityPerS !== 0;
};
const carriesCar = ({ plant, asked }: Scene): boolean => plant.pallets[asked.palletId]?.place === 'shuttle';

/** The moments of a delivery at which somebody may lose their nerve, by phase. */
const MOMENTS: readonly (readonly [phase: string, moment: string, holds: (scene: Scene) => boolean])[] = [
  ['finding', 'the empty lift goes up', (scene) => fast(scene, 'lift')],
  ['taking', 'the shuttle reaches into the cell', (scene) => fast(scene, 'shuttle') && !carriesCar(scene)],
  ['taking', 'the shuttle brings the car out of the cell', (scene) => fast(scene, 'shuttle') && carriesCar(scene)],
  ['coming', 'the lift comes down with the car', (scene) => fast(scene, 'lift')],
  ['presenting', 'the inner door opens', (scene) => doorMoves(scene, 'inner', true)],
  ['presenting', 'the shuttle brings the car into the bay', (scene) => fast(scene, 'shuttle') && carriesCar(scene)],
  ['presenting', 'the inner door closes behind the car', (scene) => doorMoves(scene, 'inner', false)],
  ['opening', 'the outer door opens', (scene) => doorMoves(scene, 'outer', true)],
  ['handover', 'the customer is in the bay', ({ plant, asked }) => (plant.bays[asked.bay]?.persons ?? 0) > 0],
  ['proving', 'the bay is being proven empty', ({ plant, asked }) => plant.cars[asked.carId]?.place === 'outside'],
  ['closing', 'the outer door closes', (scene) => doorMoves(scene, 'outer', false)],
  ['puttingAway', 'the shuttle fetches the empty pallet', (scene) => fast(scene, 'shuttle') && carriesCar(scene)],
  ['puttingAway', 'the lift takes the empty pallet home', (scene) => fast(scene, 'lift')],
];

describe('emergency stop', () => {
  for (const [phase, moment, holds] of MOMENTS) {
    it(`while ${moment} (${phase}): everything stands, people are told, and the car arrives after reset and command`, () =>
      inTower(async (scene) => {
        const { simulation: { sim }, until, now } = scene;
        scene.sendCustomer();
        assert.ok(await until(() => scene.phase() === phase && holds(scene), LONG_MS), `${moment} in ${phase}: ${JSON.stringify(now().collections)}`);
        sim.people.attendant.pressEmergencyStop();
        await machineBrakes(scene);
        await customerIsTold(scene, ['IL-01', 'IL-02']);
        assert.equal(now().state, 'aborted');
        // A door that is on its way, and a customer in it, end as they began; only the machine is stopped for good.
        await scene.pass(30_000);
        sim.people.attendant.releaseEmergencyStop();
        await resetAndResume(scene, true);
        await scene.deliver();
      }));
  }

  it('that comes before the first reset after a start is told as what it is', async () => {
    const simulation = await createSimulation({ ...defaultTower(), seed: 1, skipIdle: true });
    try {
      const chain = () => simulation.core.tower.snapshot().tower.reasons.filter(({ fact }) => fact === 'safetyChainClosed').map(({ value }) => value);
      await simulation.clock.runFor(3000);
      assert.ok(!chain().includes(false));
      simulation.sim.people.attendant.pressEmergencyStop();
      await simulation.clock.runFor(1000);
      assert.deepEqual(new Set(chain()), new Set([false]));
    } finally {
      await simulation.close();
    }
  });
});
