import assert from 'node:assert/strict';
import { towerSnapshotSchema } from '../api/contract/index.ts';
import { openSimulatedTower } from './testing/simulated-tower.ts';

type Bench = Awaited<ReturnType<typeof openSimulatedTower>>;

/** Applies a JSON merge patch (RFC 7396), written apart from what makes them. */
function patched(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Record<string, unknown> = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...(target as Record<string, unknown>) } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(result, name);
    else result[name] = patched(result[name], value);
  }
  return result;
}

describe('tower on the simulated site', function () {
  this.timeout(60_000);
  let bench: Bench;
  const open = async (drivers = true) => (bench = await openSimulatedTower(drivers));
  afterEach(async () => {
    assert.deepEqual(bench.simulation.bugs, []);
    assert.deepEqual(bench.sim.violations(), []);
    await bench.simulation.close();
  });

  it('brings a car, proves that it has gone and takes its pallet home, as the journal says', async () => {
    const { tower, collect, until, isOver, events, sim, now } = await open();
    const phases: string[] = [];
    let shown: unknown = structuredClone(tower.snapshot().tower);
    let lastSeq = tower.snapshot().seq;
    tower.subscribe((seq, patch) => {
      assert.equal(seq, lastSeq + 1);
      lastSeq = seq;
      shown = patched(shown, patch);
      const phase = (shown as ReturnType<typeof now>).collections[0]?.phase;
      if (phase !== undefined && phase !== phases.at(-1)) phases.push(phase);
    });
    assert.deepEqual(await collect('SH-06'), { ok: true, value: { collectionId: 'c1', bay: 'A' } });
    assert.ok(await until(isOver));
    assert.deepEqual(shown, tower.snapshot().tower);
    towerSnapshotSchema.parse(now());
    assert.deepEqual(phases, ['finding', 'taking', 'coming', 'presenting', 'opening', 'handover', 'proving', 'closing', 'puttingAway']);
    assert.deepEqual(events.map((event) => event.kind), ['carLeft', 'collectionEnded']);
    assert.equal(sim.plant.cars['SH-06']?.place, 'outside');
    assert.equal(sim.plant.pallets['P06']?.place, 'cell:2-1R');
    assert.deepEqual(now().cells['2-1R'], { state: 'occupied', palletId: 'P06' });
  });

  it('is told in time how long it takes: the first range holds what it then takes', async () => {
    const { bring, until, now, phase, clock } = await open();
    await bring('SH-16');
    await clock.runFor(100);
    const estimate = now().collections[0]?.estimate;
    const beganMs = clock.nowMs();
    assert.ok(await until(() => phase() === 'handover'));
    const tookS = (clock.nowMs() - beganMs) / 1000;
    assert.ok(estimate && estimate.lowS <= tookS && tookS <= estimate.highS, `${JSON.stringify(estimate)} but ${tookS} s`);
  });

  it('lets the second car wait until the carriage is free, and answers the same request with the same collection', async () => {
    const { bring, collect, until, isOver, now, sim } = await open();
    await bring('SH-06', 'first');
    const second = await collect('SH-02', 'second');
    assert.deepEqual(await collect('SH-02', 'second'), second);
    assert.deepEqual(now().collections.map((one) => [one.collectionId, one.ahead]), [['first', 0], ['second', 1]]);
    const again = await collect('SH-06', 'third');
    assert.ok(!again.ok && again.error.code === 'alreadyCollecting');
    assert.ok(await until(isOver));
    assert.deepEqual([sim.plant.cars['SH-06']?.place, sim.plant.cars['SH-02']?.place], ['outside', 'outside']);
    const gone = await collect('SH-06', 'fourth');
    assert.ok(!gone.ok && gone.error.code === 'carNotHere');
  });

  it('stands after a stop, moves neither by a reset alone nor by a command alone, and goes on after both', async () => {
    const { tower, bring, until, isOver, isPaused, phase, sim, clock, grant, now } = await open();
    await bring('SH-06');
    await until(() => phase() === 'coming');
    await clock.runFor(2000);
    await grant(tower.stop('somebody asked'));
    assert.equal(now().state, 'stopped');
    const standing = structuredClone(sim.plant.axes);
    const early = await tower.resume('c1');
    assert.ok(!early.ok && early.error.code === 'notPermitted');
    await grant(tower.reset('operator', 'looked'));
    await clock.runFor(10_000);
    assert.deepEqual(sim.plant.axes, standing);
    assert.ok(isPaused());
    assert.equal(now().state, 'held');
    await grant(tower.resume('c1'));
    assert.ok(await until(isOver));
    assert.equal(sim.plant.pallets['P06']?.place, 'cell:2-1R');
  });

  it('finishes a pallet that was stopped between two places, in the direction that the sensors allow', async () => {
    const { tower, bring, until, isOver, phase, sim, clock, grant, now } = await open();
    await bring('SH-06');
    await until(() => phase() === 'presenting' && sim.plant.pallets['P06']?.place === 'shuttle');
    await clock.runFor(3000);
    await grant(tower.stop('between lift and bay'));
    assert.equal(now().carriage.palletId, undefined);
    await grant(tower.reset('operator', ''));
    await grant(tower.resume('c1'));
    assert.ok(await until(isOver));
    assert.equal(sim.plant.cars['SH-06']?.place, 'outside');
  });

  it('never delivers a pallet whose tag is another than the journal says', async () => {
    const { bring, collect, until, sim, now, events, tower, grant, isOver, clock } = await open();
    const injected = sim.faults.inject({ target: 'rfid-carriage', verb: 'wrong', amount: 1 });
    assert.ok(injected.ok);
    await bring('SH-06');
    assert.ok(await until(() => events.length > 0));
    assert.deepEqual(events.map((event) => event.kind === 'collectionEnded' && event.phase), ['stalled']);
    assert.equal(sim.plant.pallets['P06']?.place, 'lift');
    assert.equal(now().state, 'recovering');
    assert.ok(now().recovery.some((item) => item.object === 'P06'));
    const refused = await collect('SH-07', 'c2');
    assert.ok(!refused.ok && refused.error.code === 'recovering');
    // With the reader mended, a technician settles what the sensors prove.
    sim.faults.clearTarget('rfid-carriage');
    await clock.runFor(500);
    await grant(tower.settle('technician', 'reader replaced'));
    assert.equal(now().state, 'idle');
    // The pallet still lies on the carriage: another car would not pass it, its own car can be brought.
    const other = await collect('SH-10', 'c3');
    assert.ok(!other.ok && other.error.code === 'towerUnavailable');
    assert.ok((await collect('SH-06', 'c4')).ok);
    assert.ok(await until(isOver));
    assert.equal(sim.plant.cars['SH-06']?.place, 'outside');
  });

  it('keeps the next car waiting while the one before is paused, begins it in its turn, and stands after each stop', async () => {
    const { tower, bring, until, now, sim, grant, clock } = await open();
    await bring('SH-06', 'first');
    assert.ok(await until(() => now().collections[0]?.phase === 'puttingAway'));
    await bring('SH-02', 'second');
    assert.ok(await until(() => sim.plant.pallets['P06']?.place === 'cell:2-1R' && sim.plant.fork.position === 0));
    await grant(tower.stop('just before the end'));
    await grant(tower.reset('operator', ''));
    await grant(tower.resume('first'));
    assert.ok(await until(() => now().collections.some((one) => one.collectionId === 'second' && one.phase !== 'queued')));
    assert.equal(now().collections.length, 1);
    await grant(tower.stop('and again'));
    await grant(tower.reset('operator', ''));
    const standing = structuredClone(sim.plant.axes);
    await clock.runFor(20_000);
    assert.deepEqual(sim.plant.axes, standing);
  });

  it('takes nothing out of a cell that its sensor sees empty: the cell goes out of service, its pallet is lost, and other cars come', async () => {
    const { bring, until, sim, now, events, collect } = await open();
    const injected = sim.faults.inject({ target: 'io-carriage/cellOccupiedRight', verb: 'stuck', level: false });
    assert.ok(injected.ok);
    await bring('SH-06');
    assert.ok(await until(() => events.length > 0));
    assert.equal(sim.plant.pallets['P06']?.place, 'cell:2-1R');
    assert.deepEqual(now().quarantines?.map(({ place, reason }) => [place, reason]), [['cell:2-1R', 'phantomCar']]);
    assert.equal(now().cells['2-1R']?.state, 'unknown');
    const again = await collect('SH-06', 'c2');
    assert.ok(!again.ok && again.error.code === 'carNotHere', JSON.stringify(again));
    await bring('SH-05', 'c3');
    assert.ok(await until(() => sim.plant.pallets['P05']?.place === 'lift'));
  });

  it('does not close the bay while somebody is in it, however empty it is otherwise', async () => {
    const { bring, until, phase, sim, clock } = await open(false);
    await bring('SH-06');
    assert.ok(await until(() => phase() === 'handover'));
    sim.people.assign({ kind: 'driver', bay: 'A', carId: 'SH-06', dwellMs: 10_000 });
    assert.ok(await until(() => phase() === 'proving'));
    sim.people.assign({ kind: 'visitor', bay: 'A', stayMs: 40_000 });
    assert.ok(await until(() => sim.plant.bays['A']?.persons === 1, 60_000) || phase() !== 'proving');
    await clock.runFor(5000);
    if ((sim.plant.bays['A']?.persons ?? 0) > 0) assert.ok((sim.plant.doors['A.outer']?.position ?? 0) > 0.9);
    assert.ok(await until(() => phase() === 'puttingAway'));
    assert.equal(sim.plant.bays['A']?.persons, 0);
  });
});
