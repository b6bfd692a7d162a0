import assert from 'node:assert/strict';
import { createPlantBench } from '../plant/testing/plant-bench.ts';
import { createTrace } from './trace.ts';

function tracedBench(faults: string[] = []) {
  const bench = createPlantBench();
  const lines: string[] = [];
  const trace = createTrace({ site: bench.site, state: bench.state, activeFaults: () => faults, write: (line) => lines.push(line) });
  bench.onTick(trace.tick);
  return { bench, lines, trace, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, never>) };
}

describe('trace', () => {
  it('writes one line with everything in the promised form when it begins', () => {
    const { bench, lines, parsed } = tracedBench(['scale-A:stuck']);
    bench.run(1000);
    assert.equal(lines.length, 1);
    const first = parsed()[0] as never as Record<string, unknown>;
    assert.deepEqual(Object.keys(first), ['t', 'lift', 'shuttle', 'travel', 'doors', 'bays', 'pallets', 'cars', 'chain', 'mode', 'faults']);
    assert.deepEqual(first['lift'], { z: 600, v: 0, brake: true, torque: false });
    assert.deepEqual(first['shuttle'], { y: 0, v: 0, centred: true, bay: null });
    assert.deepEqual(first['travel'], { x: 500, v: 0 });
    assert.deepEqual((first['doors'] as Record<string, unknown>)['A.inner'], { pos: 0, v: 0, locked: true });
    assert.deepEqual((first['bays'] as Record<string, unknown>)['A'], { persons: 0, car: null, pallet: null });
    assert.equal((first['pallets'] as Record<string, unknown>)['P06'], 'cell:2-1R');
    assert.equal((first['cars'] as Record<string, unknown>)['SH-06'], 'P06');
    assert.deepEqual([first['chain'], first['mode'], first['faults']], [false, 'auto', ['scale-A:stuck']]);
  });

  it('writes at least every 50 ms while the lift moves, and the last line shows it standing', () => {
    const { bench, parsed } = tracedBench();
    bench.drive('lift', 3000);
    bench.run(1000);
    const lines = parsed() as never as { t: number; lift: { z: number; v: number; brake: boolean; torque: boolean } }[];
    for (const [index, line] of lines.entries()) {
      const next = lines[index + 1];
      if (next !== undefined && line.lift.v !== 0) assert.ok(next.t - line.t <= 50, `${line.t} to ${next.t}`);
    }
    assert.deepEqual(lines.at(-1)?.lift, { z: 3000, v: 0, brake: true, torque: false });
  });

  it('names the bay whose plane the shuttle crosses, and the places of pallets and cars on their way', () => {
    const { bench, parsed } = tracedBench();
    bench.goTo('cell:2-1R');
    bench.take('cell:2-1R');
    bench.goTo('bay:A');
    bench.door('A.inner', 'open');
    bench.put('bay:A');
    const lines = parsed() as never as { shuttle: { y: number; bay: string | null }; pallets: Record<string, string>; bays: Record<string, { car: string | null }> }[];
    const places = lines.map((line) => line.pallets['P06']).filter((place, index, all) => place !== all[index - 1]);
    assert.deepEqual(places, ['cell:2-1R', 'shuttle', 'lift', 'shuttle', 'bay:A']);
    assert.ok(lines.some((line) => line.shuttle.y < -200 && line.shuttle.bay === 'A'));
    assert.ok(lines.every((line) => line.shuttle.y <= 200 || line.shuttle.bay === null));
    assert.equal(lines.at(-1)?.bays['A']?.car, 'SH-06');
  });

  it('has the same bytes for the same run', () => {
    const run = () => {
      const traced = tracedBench();
      traced.bench.drive('travel', 3300);
      return traced;
    };
    const [one, other] = [run(), run()];
    assert.ok(one.lines.length > 50);
    assert.deepEqual(one.lines, other.lines);
    assert.equal(one.trace.lines(), one.lines.length);
  });

  it('writes when a fault begins and when it ends, though nothing moves', () => {
    const faults: string[] = [];
    const { bench, lines } = tracedBench(faults);
    bench.run(100);
    faults.push('rfid-carriage:off');
    bench.run(100);
    faults.pop();
    bench.run(100);
    assert.deepEqual(lines.map((line) => (JSON.parse(line) as { faults: string[] }).faults), [[], ['rfid-carriage:off'], []]);
  });
});
