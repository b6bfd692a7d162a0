import assert from 'node:assert/strict';
import type { OrderRequest } from '../../api/order-request.ts';
import { openOrderScene, type OrderScene } from './testing/order-scene.ts';

/** A moment in the plant, not in the program: where the pallet is, what moves. */
type Moment = readonly [string, (scene: OrderScene) => boolean];

const carried = (palletId: string): readonly Moment[] => [
  ['the carriage is on its way to it', ({ sim }) => Math.abs(sim.plant.axes.lift.velocityMmPerS) + Math.abs(sim.plant.axes.travel?.velocityMmPerS ?? 0) > 300],
  ['the empty shuttle is under it', ({ sim, placeOf }) => Math.abs(sim.plant.axes.shuttle.positionMm) > 1500 && placeOf(palletId) !== 'shuttle' && placeOf(palletId) !== 'lift'],
  ['it is half out of its place', ({ sim, placeOf }) => placeOf(palletId) === 'shuttle' && Math.abs(sim.plant.axes.shuttle.positionMm) < 1500],
  ['it rides', ({ sim, placeOf }) => placeOf(palletId) === 'lift' && Math.abs(sim.plant.axes.lift.velocityMmPerS) + Math.abs(sim.plant.axes.travel?.velocityMmPerS ?? 0) > 300],
];

interface Sequence {
  readonly name: string;
  readonly before: readonly OrderRequest[];
  readonly request: OrderRequest;
  readonly palletId: string;
  readonly from: string;
  readonly to: string;
  readonly moments: readonly Moment[];
}

const doorMoves = (bay: string, way: 1 | -1): Moment => [`the outer door ${way > 0 ? 'opens' : 'closes'}`, ({ sim }) => (sim.plant.doors[`${bay}.outer`]?.velocityPerS ?? 0) * way > 0];
const provideB: OrderRequest = { kind: 'provide', orderId: 'before', bay: 'B' };

const SEQUENCES: readonly Sequence[] = [
  { name: 'relocate', before: [provideB], request: { kind: 'relocate', orderId: 'o', palletId: 'P16', toCell: '2-1R' }, palletId: 'P16', from: 'cell:3-3R', to: 'cell:2-1R', moments: carried('P16') },
  { name: 'provide', before: [], request: { kind: 'provide', orderId: 'o', bay: 'B' }, palletId: 'P06', from: 'cell:2-1R', to: 'bay:B', moments: [...carried('P06'), doorMoves('B', 1)] },
  { name: 'stow', before: [provideB], request: { kind: 'stow', orderId: 'o', bay: 'B' }, palletId: 'P06', from: 'bay:B', to: 'cell:2-1R', moments: [doorMoves('B', -1), ...carried('P06')] },
];

describe('an order that is stopped', function () {
  this.timeout(120_000);
  let scene: OrderScene;
  afterEach(() => scene.close());

  /** A tower in which the order was stopped at this moment and reset again. */
  async function stoppedAt({ before, request }: Sequence, [what, holds]: Moment): Promise<void> {
    scene = await openOrderScene();
    for (const one of before) {
      await scene.begin(one);
      await scene.rest();
    }
    await scene.begin(request);
    assert.ok(await scene.until(() => holds(scene)), `${what}: ${scene.why()}`);
    await scene.stopAndReset();
    const standing = structuredClone(scene.sim.plant.axes);
    await scene.clock.runFor(10_000);
    assert.deepEqual(scene.sim.plant.axes, standing, 'nothing moves after a reset alone');
    assert.equal(scene.order('o')?.stage, 'paused', scene.why());
  }

  for (const sequence of SEQUENCES) {
    for (const moment of sequence.moments) {
      it(`${sequence.name}, while ${moment[0]}, is completed by a fresh command`, async () => {
        await stoppedAt(sequence, moment);
        await scene.grant(scene.tower.resume('o'));
        await scene.rest();
        assert.equal(scene.placeOf(sequence.palletId), sequence.to);
        assert.equal(await scene.phaseInJournal('o'), 'done');
      });
      it(`${sequence.name}, while ${moment[0]}, is taken back to where it came from`, async () => {
        await stoppedAt(sequence, moment);
        await scene.grant(scene.tower.reverse('o', 'technician'));
        await scene.rest();
        assert.equal(scene.placeOf(sequence.palletId), sequence.from);
        assert.equal(await scene.phaseInJournal('o'), 'cancelled');
      });
    }
  }

  it('stow, out of a bay that has gone out of service, is refused until that is back, not begun again and again in vain', async () => {
    scene = await openOrderScene();
    await scene.begin(provideB);
    await scene.rest();
    await scene.begin({ kind: 'stow', orderId: 'o', bay: 'B' });
    await scene.reach('o', 'storing');
    await scene.stopAndReset();
    await scene.grant(scene.tower.quarantine({ place: 'bay:B', reason: 'byPerson', why: 'a door sounds wrong', by: 'technician' }));
    const asked = scene.tower.resume('o');
    await scene.clock.runFor(2500);
    const answer = await asked;
    assert.equal(answer.ok ? '' : answer.error.code, 'quarantined');
    assert.equal(scene.order('o')?.stage, 'paused', scene.why());
    await scene.grant(scene.tower.liftQuarantine({ place: 'bay:B', proof: 'evidence', why: 'looked at it', by: 'technician' }));
    await scene.grant(scene.tower.resume('o'));
    await scene.rest();
  });

  it('provide, while the doors of its bay are cycled, goes on only after that: two never work in one bay', async () => {
    await stoppedAt(SEQUENCES[1]!, carried('P06')[3]!);
    const { begin, until, order, tower, grant, rest, placeOf, why } = scene;
    await begin({ kind: 'cycleDoors', orderId: 'doors', bay: 'B' });
    assert.ok(await until(() => order('doors')?.stage === 'running'), why());
    assert.ok(!(await tower.resume('o')).ok, why());
    assert.ok(!(await tower.reverse('o', 'technician')).ok, why());
    assert.equal(order('o')?.stage, 'paused', why());
    assert.ok(await until(() => order('doors') === undefined, 120_000), why());
    await grant(tower.resume('o'));
    await rest();
    assert.equal(placeOf('P06'), 'bay:B');
  });

  it('audit, with a pallet on the carriage, puts it back and goes on', async () => {
    scene = await openOrderScene();
    await scene.begin({ kind: 'audit', orderId: 'o', cells: ['2-1R', '2-2R'], tags: true });
    assert.ok(await scene.until(() => scene.placeOf('P06') === 'lift'));
    await scene.stopAndReset();
    await scene.grant(scene.tower.resume('o'));
    await scene.rest();
    assert.equal(scene.placeOf('P06'), 'cell:2-1R');
    const late = await scene.tower.reverse('o', 'technician');
    assert.ok(!late.ok && late.error.code === 'orderUnknown');
  });

  it('audit, with the shuttle under the pallet in its cell, finishes taking it and goes on', async () => {
    scene = await openOrderScene();
    await scene.begin({ kind: 'audit', orderId: 'o', cells: ['2-1R', '2-2R'], tags: true });
    assert.ok(await scene.until(() => Math.abs(scene.sim.plant.axes.shuttle.positionMm) > 1500 && scene.placeOf('P06') === 'cell:2-1R'));
    await scene.stopAndReset();
    await scene.grant(scene.tower.resume('o'));
    await scene.rest();
    assert.equal(scene.placeOf('P06'), 'cell:2-1R');
  });

  it('relocate, whose level flag was missing while it stood, waits for a technician who acknowledges that, and for no one else', async () => {
    const [relocate] = SEQUENCES;
    assert.ok(relocate);
    await stoppedAt(relocate, ['it is half out of its place', ({ sim, placeOf }) => placeOf('P16') === 'shuttle' && Math.abs(sim.plant.axes.shuttle.positionMm) < 1500]);
    const { tower, sim, now, grant, until, why } = scene;
    const goesOn = async (): Promise<void> => {
      await grant(tower.resume('o'));
      assert.ok(await until(() => now().resetNeeded !== undefined, 10_000), why());
    };
    assert.ok(sim.faults.inject({ target: 'io-carriage/levelFlag', verb: 'stuck', level: false }).ok);
    await scene.clock.runFor(5000);
    await goesOn();
    assert.deepEqual([now().resetNeeded, now().reasons.map(({ interlockId, reset }) => [interlockId, reset])], ['technician', [['stop.contradiction', 'technician']]]);
    await grant(tower.reset('technician', 'looked too early'));
    await goesOn();
    sim.faults.clearTarget('io-carriage/levelFlag');
    await scene.clock.runFor(5000);
    const asked = tower.reset('operator', 'looked');
    await scene.clock.runFor(2500);
    const operator = await asked;
    assert.equal(operator.ok ? '' : operator.error.code, 'resetNotAllowed');
    await grant(tower.reset('technician', 'the flag is in its holder again'));
    await grant(tower.resume('o'));
    await scene.rest();
    assert.equal(scene.placeOf('P16'), 'cell:2-1R');
  });

  it('provide, while whose bay stands shut the contacts of its lock contradict each other, goes on after a technician has acknowledged that', async () => {
    const sequence = SEQUENCES.find(({ name }) => name === 'provide');
    assert.ok(sequence);
    await stoppedAt(sequence, ['it rides', ({ placeOf }) => placeOf('P06') === 'lift']);
    const { tower, sim, now, grant, until, why } = scene;
    assert.ok(sim.faults.inject({ target: 'io-bay-B/outerLockedMirror', verb: 'stuck', level: false }).ok);
    await scene.clock.runFor(5000);
    sim.faults.clearTarget('io-bay-B/outerLockedMirror');
    await scene.clock.runFor(5000);
    await grant(tower.resume('o'));
    assert.ok(await until(() => now().resetNeeded === 'technician', 120_000), why());
    await grant(tower.reset('technician', 'both contacts looked at'));
    await grant(tower.resume('o'));
    await scene.rest();
    assert.equal(scene.placeOf('P06'), 'bay:B');
  });

  for (const way of ['complete', 'reverse'] as const) {
    it(`keeps nobody waiting for ever whose car waits for the carriage: the page offers to ${way} it beside the other one`, async () => {
      scene = await openOrderScene(false);
      const { bring, collect, reach, order, tower, sim, until, grant, why } = scene;
      await bring('SH-05', 'c1');
      await reach('c1', 'handover');
      assert.ok((await collect('SH-04', 'c2')).ok);
      const cell = `cell:${order('c2')?.fromCell ?? ''}`;
      assert.ok((await tower.quarantine({ place: cell, reason: 'leak', why: 'oil on the floor', by: 'technician' })).ok);
      sim.people.assign({ kind: 'driver', bay: order('c1')?.bay ?? '', carId: 'SH-05' });
      assert.ok(await until(() => order('c1')?.phase === 'puttingAway' && order('c2')?.stage === 'paused'), why());
      await scene.clock.runFor(5000);
      const ready = async (): Promise<readonly string[]> => {
        const view = await tower.recovery();
        return view.ok ? view.value.doubts.flatMap(({ ways }) => ways.filter((one) => one.ready).map((one) => one.way)) : [];
      };
      assert.deepEqual(await ready(), ['reverse'], 'nothing is offered that would go into a cell out of service');
      if (way === 'complete') assert.ok((await tower.liftQuarantine({ place: cell, proof: 'evidence', why: 'wiped and looked at', by: 'technician' })).ok);
      assert.ok((await ready()).includes(way));
      await grant(tower.choose({ object: 'order:c2', way, why: 'seen to it', by: 'technician', second: undefined }));
      assert.ok(await until(() => order('c1') === undefined), why());
      if (way === 'complete') await reach('c2', 'handover');
      else await scene.rest();
    });
  }

  it('audit, with a pallet half out that is not the one of the inventory, vouches for no tag that was never read', async () => {
    scene = await openOrderScene(false);
    const [own, stranger] = [scene.sim.plant.pallets['P06'], scene.sim.plant.pallets['P05']];
    assert.ok(own && stranger);
    [own.place, own.yMm, stranger.place, stranger.yMm] = [stranger.place, stranger.yMm, own.place, own.yMm];
    await scene.begin({ kind: 'audit', orderId: 'o', cells: ['2-1R'], tags: true });
    assert.ok(await scene.until(() => scene.placeOf('P05') === 'shuttle' && Math.abs(scene.sim.plant.axes.shuttle.positionMm) < 1500));
    await scene.stopAndReset();
    await scene.grant(scene.tower.resume('o'));
    assert.ok(await scene.until(() => scene.order('o') === undefined), scene.why());
    assert.equal(await scene.phaseInJournal('o'), 'stalled');
    assert.ok(scene.now().recovery.some(({ sensors }) => sensors.includes('7005')), scene.why());
  });

  it('stow, with the pallet on the carriage and the inner door closing behind it, shuts the door and goes on', async () => {
    scene = await openOrderScene();
    await scene.begin(provideB);
    await scene.rest();
    await scene.begin({ kind: 'stow', orderId: 'o', bay: 'B' });
    assert.ok(await scene.until(() => scene.placeOf('P06') === 'lift' && (scene.sim.plant.doors['B.inner']?.velocityPerS ?? 0) < 0), scene.why());
    await scene.stopAndReset();
    await scene.grant(scene.tower.resume('o'));
    await scene.rest();
    assert.equal(scene.placeOf('P06'), 'cell:2-1R');
  });
});
