import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../../config/load-site.ts';
import { createPlantBench } from '../../../../sim/plant/testing/plant-bench.ts';
import { playRelay } from './play-relay.ts';
import { playWiring } from './play-wirings.ts';
import { watchRelayHalves } from './relay-halves.ts';
import { WIRING_RULES } from './wirings.ts';

const SITE = 'tmall-shanghai';

describe('the wirings', function () {
  this.timeout(120_000);

  it('keeps everything that the relay answers for when a mad controller commands the devices', async () => {
    const { violations, premises } = await playWiring('relay', { from: 1, runs: 2, site: SITE });
    assert.deepEqual(violations, []);
    for (const id of ['I09', 'I10', 'I11', 'I15', 'I33', 'I34']) assert.ok((premises[id] ?? 0) > 0, id);
  });

  it('keeps everything that the software answers for when run-enable is bridged', async () => {
    const { violations, unasked } = await playWiring('software', { from: 20, runs: 1, site: SITE });
    assert.deepEqual([violations, unasked.filter((id) => id !== 'I33' && id !== 'I15')], [[], []]);
  });

  it('does what a seed says, the same each time', async () => {
    const [site, stock] = [loadSite(SITE), loadStock(SITE)];
    assert.ok(site.ok && stock.ok);
    const play = () => playRelay({ site: site.value, stock: stock.value, seed: 5, minutes: 0.5 });
    assert.deepEqual(await play(), await play());
  });

  it('says of each wiring why it is not judged by the whole of a sentence', () => {
    for (const { judged, apart } of Object.values(WIRING_RULES)) {
      assert.ok(judged.length > 0);
      for (const why of Object.values(apart)) assert.ok(why.length > 20);
    }
  });
});

describe('what the relay owes in part', () => {
  const situations = {
    I05: ({ state }: ReturnType<typeof createPlantBench>) => { for (const side of ['inner', 'outer']) Object.assign(state.doors[`A.${side}`] ?? {}, { position: 0.5 }); },
    I15: ({ state }: ReturnType<typeof createPlantBench>) => {
      Object.assign(state.doors['A.inner'] ?? {}, { position: 0.5 });
      Object.assign(state.bays['A'] ?? {}, { persons: 1 });
    },
    I21: ({ state }: ReturnType<typeof createPlantBench>) => { Object.assign(state.panel, { key: 'maintenance', enabling: 'released' }); },
  } as const;
  for (const [invariant, arrange] of Object.entries(situations)) {
    it(`is broken by torque that stays: ${invariant}`, async () => {
      const bench = createPlantBench();
      const halves = await watchRelayHalves(bench.site, bench.state);
      const look = (ms: number): void => {
        for (let at = 0; at < ms; at += 10) {
          bench.state.timeMs += 10;
          halves.look();
        }
      };
      arrange(bench);
      look(5000);
      assert.deepEqual(halves.violations(), []);
      assert.ok((halves.premises()[invariant] ?? 0) > 0);
      bench.state.axes.lift.torque = true;
      look(100);
      assert.deepEqual(halves.violations().map((one) => one.invariant), [invariant]);
    });
  }
});
