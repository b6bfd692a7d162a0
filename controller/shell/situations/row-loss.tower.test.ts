import assert from 'node:assert/strict';
import { explainProblems, loadSite } from '../../../config/load-site.ts';
import { tableOf } from '../../interlocks/site-table.ts';
import { GENERATED_TEST, OWN_FACTS } from '../../interlocks/verify/trace-rows.ts';
import { lossOfEachFact } from './testing/row-losses.ts';

/** The rows of a turning carriage need one; all others stand in every tower. */
const SITES = ['tmall-shanghai', 'autobahn-singapore'];

describe('each row of the interlock table, when its fact is lost at the device', () => {
  const lost = new Set<string>();

  for (const site of SITES) {
    it(`refuses its motions in ${site}, and says so`, async () => {
      for (const { fact, before, after, rows } of await lossOfEachFact(site)) {
        assert.ok(after === undefined || (before === true && !after), `${fact} is lost, but still ${String(after)}`);
        for (const { id, motion, broken } of rows) {
          assert.ok(broken.includes(id), `${id} refuses ${motion} without ${fact}, not only ${broken.join()}`);
          lost.add(id);
        }
      }
    });
  }

  it('leaves out only what the controller knows of itself, which has situations of its own', () => {
    assert.equal(GENERATED_TEST, 'controller/shell/situations/row-loss.tower.test.ts');
    const own: readonly string[] = OWN_FACTS;
    const tables = SITES.flatMap((id) => {
      const site = loadSite(id);
      if (!site.ok) throw new Error(explainProblems(site.problems));
      return tableOf(site.value);
    });
    assert.deepEqual([...new Set(tables.filter(({ id, fact }) => !lost.has(id) && !own.includes(fact.name)).map(({ id }) => id))], []);
  });
});
