import assert from 'node:assert/strict';
import { createPlantBench } from './testing/plant-bench.ts';

describe('axis of the plant', () => {
  it('follows a profile within a millimetre and stands on the target', () => {
    const bench = createPlantBench();
    let worstMm = 0;
    bench.onTick(() => (worstMm = Math.max(worstMm, Math.abs(bench.state.axes.lift.positionMm - bench.inputs.axes.lift.setpointMm))));
    bench.drive('lift', 5400);
    assert.equal(bench.state.axes.lift.positionMm, 5400);
    assert.equal(bench.state.axes.lift.velocityMmPerS, 0);
    assert.ok(worstMm < 1, `${worstMm} mm`);
    assert.equal(bench.state.axes.lift.brakeClosed, true);
  });

  it('does not move against its closed brake', () => {
    const bench = createPlantBench();
    Object.assign(bench.inputs.axes.lift, { torque: true, releaseBrake: false, setpointMm: 900, setpointMmPerS: 100 });
    bench.run(1000);
    assert.deepEqual(bench.state.axes.lift, { positionMm: 600, velocityMmPerS: 0, brakeClosed: true, torque: true });
  });

  it('closes its brake exactly brakeCloseMs after torque is gone, and opens it in half of that', () => {
    const bench = createPlantBench();
    Object.assign(bench.inputs.axes.travel!, { torque: true, releaseBrake: true });
    bench.run(30);
    assert.equal(bench.state.axes.travel!.brakeClosed, true);
    bench.run(10);
    assert.equal(bench.state.axes.travel!.brakeClosed, false);
    bench.drop('travel');
    bench.run(70);
    assert.equal(bench.state.axes.travel!.brakeClosed, false);
    bench.run(10);
    assert.equal(bench.state.axes.travel!.brakeClosed, true);
  });

  it('stops a travel that loses torque: friction for 80 ms, then 720 mm/s²', () => {
    const bench = createPlantBench();
    bench.driveFor('travel', 6600, 4500);
    const travel = bench.state.axes.travel!;
    assert.equal(Math.round(travel.velocityMmPerS), 1000);
    const fromMm = travel.positionMm;
    bench.drop('travel');
    bench.run(3000);
    // The brake closes in the eighth tick, so seven ticks coast at 80 mm/s²: 1000 to 994.4 mm/s, 69.804 mm; then v²/2a = 686.689 mm.
    assert.ok(Math.abs(travel.positionMm - fromMm - (69.804 + 686.689)) < 0.5, String(travel.positionMm - fromMm));
    assert.equal(travel.velocityMmPerS, 0);
  });

  it('lets a loaded lift sink and an empty one rise while torque is gone and the brake not yet closed', () => {
    const empty = createPlantBench();
    empty.driveFor('lift', 3000, 0);
    empty.drop('lift');
    empty.run(1000);
    const loaded = createPlantBench();
    loaded.goTo('cell:2-1R');
    loaded.take('cell:2-1R');
    loaded.pin(false);
    loaded.driveFor('lift', 3000, 0);
    loaded.drop('lift');
    loaded.run(1000);
    const roseMm = empty.state.axes.lift.positionMm - 600;
    const sankMm = 3000 - loaded.state.axes.lift.positionMm;
    assert.ok(roseMm > 1 && roseMm < 10, `${roseMm} mm`);
    assert.ok(sankMm > 1 && sankMm < 10, `${sankMm} mm`);
  });

  it('never leaves its buffers, and records a contact above 0.1 m/s', () => {
    const bench = createPlantBench();
    bench.driveFor('lift', 9000, 8000);
    assert.equal(bench.state.axes.lift.positionMm, 5700);
    assert.deepEqual(bench.state.collisions.map(({ what, with: other }) => [what, other]), [['lift', 'buffer']]);
  });
});
