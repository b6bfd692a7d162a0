import assert from 'node:assert/strict';
import { createPlantBench } from './testing/plant-bench.ts';
import type { PlantBench } from './testing/plant-bench.ts';

const placeOf = (bench: PlantBench, pallet: string) => bench.state.pallets[pallet]?.place;
const contacts = (bench: PlantBench) => bench.state.collisions.map(({ what, with: other }) => `${what} x ${other}`);

describe('pallets of the plant', () => {
  it('stay in their cell until the fork is in, are between two places on the way and on the lift at the centre', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5800);
    assert.equal(placeOf(bench, 'P06'), 'cell:2-1R');
    bench.fork(true);
    assert.equal(bench.state.coupledPallet, 'P06');
    assert.equal(placeOf(bench, 'P06'), 'shuttle');
    bench.drive('shuttle', 2000);
    assert.equal(placeOf(bench, 'P06'), 'shuttle');
    assert.equal(bench.state.pallets['P06']!.yMm, 2000);
    bench.drive('shuttle', 0);
    assert.equal(placeOf(bench, 'P06'), 'lift');
    assert.equal(bench.state.cars['SH-06']!.offsetMm, 0);
    assert.deepEqual(contacts(bench), []);
  });

  it('go into a bay and back into their cell', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
    bench.goTo('bay:A');
    bench.door('A.inner', 'open');
    bench.put('bay:A');
    assert.equal(placeOf(bench, 'P06'), 'bay:A');
    bench.take('bay:A');
    bench.door('A.inner', 'close');
    bench.goTo('cell:2-1R');
    bench.put('cell:2-1R');
    assert.equal(placeOf(bench, 'P06'), 'cell:2-1R');
    assert.equal(bench.state.axes.shuttle.positionMm, 0);
    assert.deepEqual(contacts(bench), []);
  });

  it('are left half-way when the fork lets go there, and can be taken up again', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5800);
    bench.fork(true);
    bench.drive('shuttle', 3000);
    bench.fork(false);
    bench.drive('shuttle', 0);
    assert.equal(placeOf(bench, 'P06'), 'shuttle');
    assert.equal(bench.state.pallets['P06']!.yMm, 3000);
    bench.drive('shuttle', 3000);
    bench.fork(true);
    bench.drive('shuttle', 0);
    assert.equal(placeOf(bench, 'P06'), 'lift');
  });

  it('are not coupled by a fork that stands 8 mm beside their pocket: it jams half-way', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5792);
    bench.fork(true);
    assert.equal(bench.state.fork.position, 0.5);
    assert.equal(bench.state.coupledPallet, undefined);
  });

  it('let their car slide when they are braked harder than its tyres hold', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 5800);
    bench.fork(true);
    bench.driveFor('shuttle', 0, 5000);
    const fromMmPerS = bench.state.axes.shuttle.velocityMmPerS;
    Object.assign(bench.inputs.axes.shuttle, { setpointMm: bench.state.axes.shuttle.positionMm, setpointMmPerS: 0 });
    bench.run(3000);
    assert.ok(fromMmPerS < -490);
    const offsetMm = bench.state.cars['SH-06']!.offsetMm;
    // It keeps moving the way it went, towards negative y.
    assert.ok(offsetMm < -10 && offsetMm > -250, `${offsetMm} mm`);
  });
});

describe('lock pin of the plant', () => {
  it('goes in within 5 mm of a level and jams half-way elsewhere', () => {
    const bench = createPlantBench();
    bench.drive('lift', 3005);
    bench.pin(true);
    assert.equal(bench.state.lockPin.position, 1);
    bench.pin(false);
    bench.drive('lift', 3008);
    bench.pin(true);
    assert.equal(bench.state.lockPin.position, 0.5);
  });
});

describe('contacts of the plant', () => {
  it('show a shuttle that is driven into a closed inner door, once, and stop it there', () => {
    const bench = createPlantBench();
    bench.goTo('bay:A');
    bench.drive('shuttle', -5800);
    assert.deepEqual(contacts(bench), ['shuttle x A.inner']);
    assert.ok(Math.abs(bench.state.axes.shuttle.positionMm) <= 200);
  });

  it('show a pallet that is pushed into an occupied cell', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
    bench.fork(true);
    bench.lock(false);
    bench.drive('shuttle', -5800);
    assert.deepEqual(contacts(bench), ['P06 x P05']);
    assert.ok(Math.abs(bench.state.axes.shuttle.positionMm) <= 400);
    assert.equal(placeOf(bench, 'P05'), 'cell:2-1L');
  });

  it('show a pallet that is pulled onto an occupied carriage', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
    bench.drive('shuttle', -5800);
    bench.fork(true);
    bench.drive('shuttle', 0);
    assert.deepEqual(contacts(bench), ['P05 x P06']);
  });

  it('show a lift that moves with the shuttle out', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.drive('shuttle', 1000);
    bench.pin(false);
    bench.drive('lift', 5400);
    assert.deepEqual(contacts(bench), ['shuttle x structure']);
    assert.ok(Math.abs(bench.state.axes.lift.positionMm - 3000) < 1);
  });

  it('show a shuttle that reaches out between two levels', () => {
    const bench = createPlantBench();
    bench.drive('lift', 1500);
    bench.drive('shuttle', 1000);
    assert.deepEqual(contacts(bench), ['shuttle x structure']);
  });

  it('show a lift that moves with its lock pin in', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.drive('lift', 5400);
    assert.deepEqual(contacts(bench), ['lift x lockPin']);
    assert.ok(Math.abs(bench.state.axes.lift.positionMm - 3000) < 10);
  });

  it('show a locked pallet that is slid', () => {
    const bench = createPlantBench();
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
    bench.fork(true);
    bench.drive('shuttle', 5800);
    assert.deepEqual(contacts(bench), ['P06 x palletLock']);
  });
});
