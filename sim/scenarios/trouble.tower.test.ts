import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../config/load-site.ts';
import { createSimulation } from '../../controller/shell/simulation/simulation.ts';
import { createStage, openTower } from '../../controller/shell/simulation/stage.ts';
import { troubles } from './registry.ts';
import { playTrouble, type Trouble } from './trouble.ts';

/** What did not hold in a play. */
async function failuresOf(trouble: Trouble): Promise<readonly string[]> {
  const site = loadSite(trouble.site ?? 'tmall-shanghai');
  const stock = loadStock(trouble.site ?? 'tmall-shanghai');
  if (!site.ok || !stock.ok) throw new Error('the site of the trouble does not load');
  const simulation = await createSimulation({ site: site.value, stock: stock.value, seed: 1, skipIdle: true });
  try {
    const { stage, failures } = createStage(simulation, site.value, stock.value);
    assert.ok(await openTower(simulation));
    await playTrouble(trouble).play(stage);
    return failures.map(({ sentence }) => sentence);
  } finally {
    await simulation.close();
  }
}

/** The first trouble of each family and outcome. */
const first = [...new Map([...troubles].reverse().map((trouble) => [`${trouble.family} ${trouble.outcome}`, trouble])).values()].reverse();

describe('a play of trouble', function () {
  this.timeout(60_000);

  for (const trouble of first) {
    it(`of ${trouble.family} that ${trouble.outcome} does not hold when nothing goes wrong (${trouble.name})`, async () => {
      const failures = await failuresOf({ ...trouble, happen: () => undefined });
      assert.notDeepEqual(failures, []);
    });
  }
});
