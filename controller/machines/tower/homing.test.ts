import assert from 'node:assert/strict';
import sinon from 'sinon';
import { loadSite } from '../../../config/load-site.ts';
import { done } from '../../ports.ts';
import { createInterlockBook } from '../../interlocks/permit.ts';
import { interlocksFor } from '../../interlocks/planned.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { FactName, Facts } from '../../sensing/fact.ts';
import type { UnitOrder } from '../unit/unit-order.ts';
import { createHoming, type HomingParts } from './homing.ts';

/** A tower that stands with its lock pin out; `lost`: facts that are not as production would have them. */
function bench(lost: readonly FactName[] = ['lockPinIn'], preset = 'tmall-shanghai') {
  const loaded = loadSite(preset);
  if (!loaded.ok) throw new Error(`the site ${preset} does not load`);
  const site = loaded.value;
  const bays = site.tower.bays.map(({ id }) => id);
  const facts = { get: (name: FactName) => ({ value: !lost.includes(name), cause: 'confirmed', confirmedAtMs: 0, sinceMs: 0, sources: [] }), revision: 0, updatedAtMs: 0 } as Facts;
  const book = createInterlockBook(bays, interlocksFor(site.plans));
  const state = { stops: 0 };
  const run = sinon.stub().resolves(done);
  const stop = sinon.stub();
  const devices = { axes: { turn: { observed: () => ({ value: { positionMm: 4690 } }) } } };
  const parts = { site, devices, facts: () => facts, permit: (motion: Motion) => book.permit(motion, facts), journal: { audit: () => Promise.resolve(done) }, stop: { latched: () => undefined, stop }, clock: { nowMs: () => 0 }, leases: { revocations: () => state.stops } };
  const world = { parts, inventory: { pallets: () => [] }, orders: { all: () => [] }, recovering: { settled: () => true }, units: { run, busy: () => false, faultCleared: () => undefined }, changed: () => undefined };
  return { state, run, stop, homing: createHoming(world as unknown as HomingParts) };
}

describe('homing on the word of a technician', () => {
  it('brings about what the table asks for first, then finds the reference', async () => {
    const { homing, run } = bench();
    assert.deepEqual(await homing.home('shuttle', 'Li'), done);
    assert.deepEqual(run.args.map(([unit]) => unit as string), ['lockPin', 'shuttle']);
  });

  it('turns a carriage that stands between its angles to the nearest one before it is pinned: the shuttle alone cannot come out of there', async () => {
    const { homing, run } = bench(['lockPinIn', 'lockPinOut', 'turnAtAngle', 'A.innerClosedLocked'], 'autobahn-singapore');
    assert.deepEqual(await homing.home('shuttle', 'Li'), done);
    assert.deepEqual(run.args.map(([, order]) => (order as UnitOrder).motion), ['inner.close:A', 'lockPin.out', 'turn.move', 'lockPin.in', 'shuttle.home']);
    const turned = run.args[2]?.[1] as UnitOrder | undefined;
    assert.ok(turned?.goal.kind === 'position' && turned.goal.velocityMmPerS === 100, 'at creep');
    assert.ok(Math.abs(turned.goal.targetMm - 4712.4) < 1, `a quarter of the rim, not ${String(turned.goal.targetMm)}`);
  });

  it('does not go on with its next motion after a stop, also when that has been reset meanwhile', async () => {
    const { homing, run, state } = bench();
    run.callsFake(() => {
      state.stops += 1;
      return Promise.resolve(done);
    });
    const answer = await homing.home('shuttle', 'Li');
    assert.ok(!answer.ok && answer.error.code === 'notPermitted');
    assert.deepEqual(run.args.map(([unit]) => unit as string), ['lockPin']);
  });

  it('stops where sensors contradict each other about what it is refused for: only so can a technician acknowledge that', async () => {
    const { homing, run, stop } = bench();
    const broken = [{ fact: 'liftAtLevel', value: undefined, cause: 'disagree', sources: ['io-carriage/levelFlag', 'lift/position'] }];
    run.resolves({ ok: false, error: { code: 'refused', message: 'lockPin.in is not permitted.', broken } });
    const answer = await homing.home('shuttle', 'Li');
    assert.ok(!answer.ok && answer.error.code === 'notPermitted');
    assert.equal((stop.firstCall.args[0] as { code: string }).code, 'contradiction');
  });

  it('stops nothing where it is refused for what sensors agree about', async () => {
    const { homing, run, stop } = bench();
    run.resolves({ ok: false, error: { code: 'refused', message: 'lockPin.in is not permitted.', broken: [{ fact: 'liftAtLevel', value: false, cause: 'confirmed', sources: [] }] } });
    assert.ok(!(await homing.home('shuttle', 'Li')).ok);
    sinon.assert.notCalled(stop);
  });

  it('begins nothing while an event around the tower is there or waits for its release', async () => {
    for (const fact of ['fireClear', 'eventsReleased'] as const) {
      const { homing, run } = bench([fact]);
      const answer = await homing.home('lift', 'Li');
      assert.ok(!answer.ok && answer.error.broken?.some((rule) => rule.fact === fact));
      sinon.assert.notCalled(run);
    }
  });
});
