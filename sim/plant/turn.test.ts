import assert from 'node:assert/strict';
import { rimMmOf } from '../../config/axes.ts';
import { createTrace } from '../trace/trace.ts';
import { createPlantBench } from './testing/plant-bench.ts';

const bench = () => createPlantBench(undefined, 'autobahn-singapore');
type Bench = ReturnType<typeof bench>;
const contacts = ({ state }: Bench) => state.collisions.map(({ what, with: other }) => `${what} x ${other}`);

function rim({ site }: Bench, deg: number): number {
  assert.ok(site.axes.turn);
  return rimMmOf(deg, site.axes.turn);
}

describe('a carriage that turns', () => {
  it('brings a pallet from the cells of one direction to a bay of the other', () => {
    const tower = bench();
    const [id] = Object.entries(tower.state.pallets).find(([, { place }]) => place === 'cell:3-2R') ?? [];
    assert.ok(id !== undefined);
    tower.goTo('cell:3-2R');
    assert.ok(Math.abs((tower.state.axes.turn?.positionMm ?? 0) - rim(tower, 90)) < 1);
    tower.take('cell:3-2R');
    tower.goTo('bay:A');
    tower.door('A.inner', 'open');
    tower.put('bay:A');
    assert.equal(tower.state.pallets[id]?.place, 'bay:A');
    assert.deepEqual(contacts(tower), []);
  });

  it('has no travel axis, and says so in its trace: degrees instead of a way along an aisle', () => {
    const tower = bench();
    const lines: string[] = [];
    const trace = createTrace({ site: tower.site, state: tower.state, activeFaults: () => [], write: (line) => lines.push(line) });
    tower.onTick(trace.tick);
    tower.drive('turn', rim(tower, 90));
    tower.run(1000);
    const last = JSON.parse(lines.at(-1) ?? '{}') as { turn?: { deg: number; v: number }; travel?: unknown };
    assert.equal(tower.state.axes.travel, undefined);
    assert.deepEqual(last.turn, { deg: 90, v: 0 });
    assert.equal(last.travel, undefined);
  });

  it('hits the steelwork when the shuttle reaches out between two directions', () => {
    const tower = bench();
    tower.goTo('cell:3-1R');
    tower.pin(false);
    tower.drive('turn', rim(tower, 45));
    tower.drive('shuttle', 3000);
    assert.deepEqual(contacts(tower), ['shuttle x structure']);
  });

  it('sweeps the steelwork when it turns with the shuttle out', () => {
    const tower = bench();
    tower.goTo('cell:3-1R');
    tower.drive('shuttle', 2000);
    tower.pin(false);
    tower.drive('turn', rim(tower, 20));
    assert.deepEqual(contacts(tower), ['shuttle x structure']);
  });

  it('bends its lock pin when it turns pinned', () => {
    const tower = bench();
    tower.goTo('cell:3-1R');
    tower.drive('turn', rim(tower, 20));
    assert.deepEqual(contacts(tower), ['turn x lockPin']);
  });
});
