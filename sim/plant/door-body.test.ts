import assert from 'node:assert/strict';
import { createPlantBench } from './testing/plant-bench.ts';

describe('door of the plant', () => {
  it('unlocks in 400 ms and then opens in 6 s', () => {
    const bench = createPlantBench();
    const [door, command] = [bench.state.doors['A.outer']!, bench.inputs.doors['A.outer']!];
    Object.assign(command, { motor: 'opening', lock: false });
    bench.run(390);
    assert.equal(door.position, 0);
    assert.equal(door.locked, false);
    bench.run(10 + 3000);
    assert.ok(Math.abs(door.position - 0.5) < 0.005, String(door.position));
    bench.run(3010);
    assert.equal(door.position, 1);
    bench.run(10);
    assert.equal(door.velocityPerS, 0);
  });

  it('does not move while its bolt is in', () => {
    const bench = createPlantBench();
    Object.assign(bench.inputs.doors['A.inner']!, { motor: 'opening', lock: true });
    bench.run(5000);
    assert.equal(bench.state.doors['A.inner']!.position, 0);
    assert.equal(bench.state.doors['A.inner']!.locked, true);
  });

  it('locks only when it is fully closed', () => {
    const bench = createPlantBench();
    bench.door('A.inner', 'open');
    const door = bench.state.doors['A.inner']!;
    bench.inputs.doors['A.inner']!.lock = true;
    bench.run(2000);
    assert.equal(door.locked, false);
    bench.inputs.doors['A.inner']!.motor = 'closing';
    bench.run(4000);
    assert.equal(door.position, 0);
    assert.equal(door.locked, false);
    bench.run(400);
    assert.equal(door.locked, true);
  });

  it('reports what stands in its plane, and presses onto it only when it keeps closing', () => {
    const bench = createPlantBench();
    bench.door('A.outer', 'open');
    bench.state.doorways['A.outer']!.persons = 1;
    bench.run(10);
    assert.equal(bench.state.doors['A.outer']!.obstructed, true);
    bench.inputs.doors['A.outer']!.motor = 'closing';
    bench.run(1000);
    assert.equal(bench.state.collisions.length, 0);
    bench.run(5000);
    assert.deepEqual(bench.state.collisions.map(({ what, with: other }) => [what, other]), [['A.outer', 'person']]);
    assert.ok(bench.state.doors['A.outer']!.position > 0.7);
  });
});
