import assert from 'node:assert/strict';
import { keyOf } from './testing/losses.ts';
import { CAUGHT_BY, DISAGREEING, WITHOUT_EFFECT } from './testing/loss-tables.ts';
import { readTheTable } from './testing/the-table.ts';

describe('the losses that are played, against the interlock table', () => {
  let table: Awaited<ReturnType<typeof readTheTable>>;
  before(async () => { table = await readTheTable(); });

  it('cover every row of lift.move, every source of its fact, and every way to lose it', () => {
    const played = new Set(table.cases.flatMap(({ covers }) => covers.map((one) => `${one.row} ${one.fact} ${keyOf(one)}`)));
    const excepted = new Set(table.without.map(({ combination }) => `${combination.row} ${combination.fact} ${keyOf(combination)}`));
    const all = table.combinations.map((one) => `${one.row} ${one.fact} ${keyOf(one)}`);
    assert.deepEqual(all.filter((one) => !played.has(one) && !excepted.has(one)), []);
    const rows = new Set(table.combinations.map(({ row }) => row));
    assert.deepEqual([...rows], [...new Set(table.rowsOf('lift.move').map(({ interlock }) => interlock.id))]);
    for (const { interlock, fact } of table.rowsOf('lift.move')) assert.ok((table.sources.get(fact) ?? []).length > 0, `${interlock.id} ${fact} has a source`);
  });

  it('inject only what can fail, and nothing that the tables name has gone', () => {
    for (const { faults } of table.cases) for (const { target } of faults) assert.ok(table.targets.includes(target), target);
    const sources = new Set(table.combinations.map(({ source }) => source));
    assert.deepEqual([...Object.keys(CAUGHT_BY), ...Object.keys(DISAGREEING)].filter((source) => !sources.has(source)), []);
    const keys = new Set(table.combinations.map(keyOf));
    assert.deepEqual(Object.keys(WITHOUT_EFFECT).filter((key) => !keys.has(key)), []);
  });

  it('except without playing it only what no device can bring about, each with a reason', () => {
    for (const { combination, reason, played } of table.without) {
      assert.ok(reason.length > 20, keyOf(combination));
      if (played) continue;
      const rows = table.rowsOf('lift.move').filter(({ interlock }) => interlock.id === combination.row);
      const ofTheController = combination.source.startsWith('controller/') && rows.every(({ interlock }) => interlock.reaction === 'refuse');
      const shownBy = table.cases.some(({ covers }) => covers.some(({ row, verb }) => row === combination.row && verb !== combination.verb));
      assert.ok(ofTheController || shownBy, `${keyOf(combination)} is shown by nothing`);
    }
  });
});
