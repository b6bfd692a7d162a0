import assert from 'node:assert/strict';
import sinon from 'sinon';
import { fault } from '../../../hal/ports/result.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { FactName, Facts } from '../../sensing/fact.ts';
import { inTower, untilLiftMoves, type Scene } from './testing/tower-scene.ts';

const brokenFor = ({ simulation: { core } }: Scene, motion: Motion, facts: Facts = core.facts): readonly string[] => {
  const permit = core.book.permit(motion, facts);
  return permit.granted ? [] : permit.broken.map(({ interlockId }) => interlockId);
};

describe('what the controller knows of itself, lost', () => {
  it('a journal that takes nothing more: neither a motion nor new work begins (IL-90, IL-137)', () =>
    inTower(async (scene) => {
      await untilLiftMoves(scene, 'empty');
      const { store } = scene.simulation;
      const health = sinon.stub(store, 'health').returns('full');
      const commit = sinon.stub(store, 'commit').resolves(fault('full', 'The disk is full.'));
      await scene.pass(50);
      assert.ok(brokenFor(scene, 'shuttle.cell').includes('IL-90'));
      assert.ok(brokenFor(scene, 'order.deliver').includes('IL-137'));
      assert.ok(!brokenFor(scene, 'outer.open:A').includes('IL-90'), 'but the way out opens');
      health.restore();
      commit.restore();
    }));

  it('another mode than production: every motion of production is refused (IL-173)', () =>
    inTower(async (scene) => {
      const { facts } = scene.simulation.core;
      const lost: Facts = { ...facts, get: (name: FactName) => (name === 'productionMode' ? { ...facts.get(name), value: undefined } : facts.get(name)) };
      for (const motion of ['lift.move', 'shuttle.cell', 'outer.close:A'] as const) assert.ok(brokenFor(scene, motion, lost).includes('IL-173'), motion);
      assert.ok(!brokenFor(scene, 'outer.open:A', lost).includes('IL-173'), 'but the way out opens');
    }));

  it('nobody in manual mode, and no hand on a motion: nothing is held (IL-163, IL-164)', () =>
    inTower(async (scene) => {
      for (const row of ['IL-163', 'IL-164']) assert.ok(brokenFor(scene, 'lift.jog').includes(row), row);
    }));

  it('an interface that does not answer: what runs comes to its end, nothing new begins (IL-136)', () =>
    inTower(async (scene) => {
      const { facts } = scene.simulation.core;
      const lost: Facts = { ...facts, get: (name: FactName) => (name === 'apiAlive' ? { ...facts.get(name), value: false } : facts.get(name)) };
      assert.deepEqual(brokenFor(scene, 'order.deliver', lost), ['IL-136']);
      assert.deepEqual(brokenFor(scene, 'order.goOn', lost), []);
    }));
});
