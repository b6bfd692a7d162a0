import assert from 'node:assert/strict';
import type { TowerSnapshot } from '../../api/contract/index.ts';
import { inTower, untilLiftMoves, type Scene } from './testing/tower-scene.ts';

const LONG_MS = 120_000;
const CALM_MS = 62_000;

type SiteEvent = NonNullable<TowerSnapshot['siteEvents']>[number];

const eventOf = ({ now }: Scene, event: SiteEvent['event']): SiteEvent | undefined => (now().siteEvents ?? []).find((one) => one.event === event);
const outerOpen = ({ plant }: Scene, bay: string): boolean => (plant.doors[`${bay}.outer`]?.position ?? 0) >= 0.99;
const stands = ({ plant }: Scene): boolean => Object.values(plant.axes).every(({ velocityMmPerS }) => velocityMmPerS === 0);

/** Another car is asked for and refused; the rows that refuse it. */
async function refusedBy(scene: Scene, collectionId = 'second'): Promise<readonly string[]> {
  const car = Object.values(scene.plant.pallets).find(({ place, car: on }) => on !== undefined && place.startsWith('cell:') && on !== scene.asked.carId)?.car;
  const answer = await scene.ask(scene.tower.collect({ collectionId, bookingId: undefined, carId: car ?? '' }));
  assert.ok(!answer.ok, 'new work is refused');
  return answer.error.broken?.map(({ interlockId }) => interlockId) ?? [];
}

/** Waits until the order under way has come to rest, and says by which rows it is held. */
async function heldBy(scene: Scene): Promise<readonly string[]> {
  assert.ok(await scene.until(() => stands(scene) && ['held', 'suspended'].includes(scene.now().state), LONG_MS), `work ends in a safe place, not ${scene.now().state} ${JSON.stringify(scene.now().reasons.map(({ interlockId, fact }) => [interlockId, fact]))}`);
  assert.ok(Math.abs(scene.plant.axes.shuttle.positionMm) <= 5, 'the shuttle is centred');
  const levels = scene.site.tower.levels.map(({ zMm }) => Math.abs(zMm - scene.plant.axes.lift.positionMm));
  assert.ok(Math.min(...levels) <= scene.site.axes.lift.toleranceMm, 'the lift stands at a level');
  return scene.now().reasons.map(({ interlockId }) => interlockId);
}

async function resetByTechnician(scene: Scene): Promise<void> {
  scene.simulation.sim.people.attendant.pressReset();
  assert.ok(await scene.until(() => scene.simulation.core.stop.latched() === undefined, 5000), `the panel resets the stop: ${JSON.stringify(scene.simulation.core.stop.latched()?.broken.map(({ interlockId }) => interlockId))}`);
}

describe('the plan for a fire', () => {
  it('ends the work with the step under way, lets people out, and lets it go on only after an inspection', () =>
    inTower(async (scene) => {
      const { simulation: { sim }, tower, site } = scene;
      await untilLiftMoves(scene, 'loaded');
      sim.panel.setSmoke(true);
      assert.ok((await heldBy(scene)).includes('IL-120'));
      assert.equal(scene.plant.pallets[scene.asked.palletId]?.place, 'lift', 'the car stays where the step has brought it');
      assert.ok(await scene.until(() => site.tower.bays.every(({ id }) => outerOpen(scene, id)), LONG_MS), 'every way out is open');
      assert.deepEqual((await refusedBy(scene)).includes('IL-120'), true);
      assert.equal(eventOf(scene, 'fire')?.state, 'present');

      sim.panel.setSmoke(false);
      assert.ok(await scene.until(() => eventOf(scene, 'fire')?.state === 'waitingForRelease', CALM_MS + 10_000));
      assert.deepEqual((await refusedBy(scene, 'third')).includes('IL-133'), true);
      const inspects = eventOf(scene, 'fire')?.inspects ?? [];
      const early = await scene.ask(tower.releaseEvent({ event: 'fire', inspected: inspects.slice(1), by: 'tech', note: '' }));
      assert.equal(!early.ok && early.error.code, 'notPermitted');
      assert.ok((await scene.ask(tower.releaseEvent({ event: 'fire', inspected: inspects, by: 'tech', note: '' }))).ok);
      assert.equal(scene.now().siteEvents, undefined);
    }));

  it('is not forgotten by a restart: the release is still waited for', () =>
    inTower(async (scene) => {
      const { simulation } = scene;
      await untilLiftMoves(scene, 'empty');
      simulation.sim.panel.setSmoke(true);
      await heldBy(scene);
      simulation.sim.panel.setSmoke(false);
      await simulation.restart();
      const fire = () => simulation.core.tower.snapshot().tower.siteEvents?.find(({ event }) => event === 'fire');
      await scene.pass(10_000);
      assert.equal(fire()?.state, 'waitingForRelease');
      assert.equal(simulation.core.facts.get('eventsReleased').value, false);
      const released = await scene.ask(simulation.core.tower.releaseEvent({ event: 'fire', inspected: fire()?.inspects ?? [], by: 'tech', note: '' }));
      assert.ok(released.ok);
      await simulation.restart();
      await scene.pass(1000);
      assert.equal(fire(), undefined, 'and what was released stays released');
    }));

  it('sends the empty lift to its level, and never one with a car', () =>
    inTower(async (scene) => {
      const { simulation: { sim }, site, plant } = scene;
      await untilLiftMoves(scene, 'empty');
      sim.panel.surround({ heat: true });
      const ground = site.tower.levels[0]?.zMm ?? 0;
      assert.ok(await scene.until(() => Math.abs(plant.axes.lift.positionMm - ground) <= site.axes.lift.toleranceMm && stands(scene), LONG_MS), 'the empty lift stands at the level of the plan');
      assert.equal(plant.pallets[scene.asked.palletId]?.place, scene.asked.cell);
    }));

  it('does not send the lift after a stop: a reset alone sets nothing in motion, whatever the plan says', () =>
    inTower(async (scene) => {
      const { simulation: { sim }, plant, tower, site } = scene;
      await untilLiftMoves(scene, 'empty');
      await scene.until(() => plant.axes.lift.positionMm > 1500, LONG_MS);
      assert.ok((await scene.ask(tower.stop('drill'))).ok);
      assert.ok(await scene.until(() => stands(scene), 5000));
      sim.panel.surround({ heat: true });
      assert.ok(await scene.until(() => eventOf(scene, 'fire') !== undefined, 5000));
      const stoodAtMm = plant.axes.lift.positionMm;
      assert.ok((await scene.ask(tower.reset('technician', 'drill'))).ok);
      await scene.pass(30_000);
      assert.ok(Math.abs(plant.axes.lift.positionMm - stoodAtMm) <= site.axes.lift.toleranceMm, `it went from ${String(stoodAtMm)} to ${String(plant.axes.lift.positionMm)}`);
    }));
});

describe('the plan for a storm', () => {
  it('lets what runs come to its end, takes nothing new, and begins again by itself when it has been calm', () =>
    inTower(async (scene) => {
      const { simulation: { sim }, tower } = scene;
      await untilLiftMoves(scene, 'empty');
      sim.panel.surround({ windMPerS: 23 });
      assert.ok(await scene.until(() => eventOf(scene, 'storm') !== undefined, 5000));
      assert.deepEqual(await refusedBy(scene), ['IL-124']);
      await scene.deliver();
      sim.panel.surround({ windMPerS: 4 });
      await scene.pass(300_000);
      assert.deepEqual(await refusedBy(scene, 'third'), ['IL-124'], 'gusts may come back');
      await scene.pass(310_000);
      assert.equal(scene.now().siteEvents, undefined);
      const car = Object.values(scene.plant.pallets).find(({ place, car: on }) => on !== undefined && place.startsWith('cell:'))?.car ?? '';
      assert.ok((await scene.ask(tower.collect({ collectionId: 'fourth', bookingId: undefined, carId: car }))).ok);
    }));
});

describe('the plan for the mains', () => {
  it('finishes on the battery, begins nothing, and stops while there is power to do it gently', () =>
    inTower(async (scene) => {
      const { simulation: { sim, core } } = scene;
      await untilLiftMoves(scene, 'empty');
      sim.panel.surround({ mains: false });
      await scene.pass(1000);
      assert.deepEqual(await refusedBy(scene), ['IL-128']);
      assert.equal(core.stop.latched(), undefined);
      await untilLiftMoves(scene, 'loaded');
      sim.panel.surround({ battery: false });
      assert.ok(await scene.until(() => core.stop.latched() !== undefined, 2000));
      assert.deepEqual(core.stop.latched()?.broken.map(({ interlockId }) => interlockId), ['IL-130']);
      assert.ok(await scene.until(() => stands(scene), 5000));
      sim.panel.surround({ mains: true, battery: true });
      await scene.pass(CALM_MS);
      assert.ok((await scene.ask(scene.tower.reset('operator', 'power is back'))).ok);
      assert.ok((await scene.ask(scene.tower.resume(scene.asked.collectionId))).ok);
      await scene.deliver();
    }));
});

describe('events that stop at once', () => {
  const cases = [
    { name: 'gas', begins: { gas: true }, ends: { gas: false }, rows: ['IL-123'], event: 'gas' },
    { name: 'water in the pit', begins: { pitWater: true }, ends: { pitWater: false }, rows: ['IL-127'], event: 'flood' },
    { name: 'something in the shaft', begins: { debris: true }, ends: { debris: false }, rows: ['IL-131'], event: undefined },
    { name: 'an earthquake', begins: { quake: true }, ends: { quake: false }, rows: ['IL-126', 'IL-01'], event: 'earthquake' },
  ] as const;
  for (const { name, begins, ends, rows, event } of cases) {
    it(`${name}: the lift stops, and goes on only after the reset of a technician and the release of the plan`, () =>
      inTower(async (scene) => {
        const { simulation: { sim, core }, tower } = scene;
        await untilLiftMoves(scene, 'empty');
        sim.panel.surround(begins);
        assert.ok(await scene.until(() => core.stop.latched() !== undefined, 2000));
        assert.ok(await scene.until(() => stands(scene), 5000));
        await scene.pass(500);
        const broken: readonly string[] = core.stop.latched()?.broken.map(({ interlockId }) => interlockId) ?? [];
        assert.ok(rows.some((row) => broken.includes(row)), broken.join());
        assert.ok(!(await scene.ask(tower.reset('technician', 'too early'))).ok, 'nothing is reset while it is there');
        sim.panel.surround(ends);
        await scene.pass(CALM_MS);
        await resetByTechnician(scene);
        if (event !== undefined) {
          const released = await scene.ask(tower.releaseEvent({ event, inspected: eventOf(scene, event)?.inspects ?? [], by: 'tech', note: '' }));
          assert.ok(released.ok, released.ok ? '' : released.error.message);
        }
        // Whoever was let out has gone; the doors to the street are shut by an order of their own.
        assert.ok((await scene.ask(tower.resume(scene.asked.collectionId))).ok);
        assert.ok(await scene.until(() => Math.abs(scene.plant.axes.lift.velocityMmPerS) > 0, 30_000), 'the lift goes on');
      }));
  }
});

describe('the exit button inside a bay', () => {
  it('stops everything, and opens the door to the street although motion is stopped', () =>
    inTower(async (scene) => {
      const { simulation: { sim, core } } = scene;
      await untilLiftMoves(scene, 'empty');
      sim.panel.setExitPressed('B', true);
      assert.ok(await scene.until(() => core.stop.latched() !== undefined && stands(scene), 5000));
      assert.ok(await scene.until(() => outerOpen(scene, 'B'), 30_000), 'the way out opens');
      assert.equal(outerOpen(scene, 'A'), false, 'and no other door');
      assert.ok(core.stop.latched()?.broken.some(({ interlockId }) => interlockId === 'IL-132'));
    }));
});
