import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import { benchWords } from '../../config/words/bench-words.ts';
import { words } from '../../config/words/index.ts';
import type { Told } from '../../config/words/told.ts';
import { toldSchema } from '../api/contract/index.ts';
import type { OrderFault } from './orders/order-fault.ts';
import { alarmTags } from '../alarms/definitions.ts';
import { motionsOf } from '../interlocks/motions-of.ts';
import { faultTold } from './orders/fault-told.ts';
import { begunTold, stoppedTold } from './unit/motion-told.ts';

const known = new Set([...Object.keys(words.en), ...Object.keys(benchWords.en)]);

/** Every id in it has a sentence, and it keeps to the contract. */
function assertSaid(told: Told): void {
  assert.ok(toldSchema.safeParse(told).success, JSON.stringify(told));
  for (const word of [told.word, ...Object.values(told.values).flatMap((value) => (typeof value === 'object' ? [value.word] : []))]) assert.ok(known.has(word), word);
}

describe('what is told of machines', () => {
  for (const siteId of ['tmall-shanghai', 'carvana-san-antonio']) {
    it(`has a sentence for every motion of ${siteId}`, () => {
      const site = loadSite(siteId);
      assert.ok(site.ok);
      for (const motion of motionsOf(site.value.tower.bays.map(({ id }) => id))) {
        assertSaid(begunTold(motion));
        assertSaid(stoppedTold(motion));
      }
    });
  }
  it('has a sentence for every fault of an order', () => {
    const codes = alarmTags().filter((tag) => tag.startsWith('order.')).map((tag) => tag.slice('order.'.length)).filter((code) => code !== 'overdue' && code !== 'somebodyInside');
    assert.ok(codes.length > 20);
    for (const code of codes as OrderFault['code'][]) for (const at of [undefined, 'cell:2-1L'] as const) assertSaid(faultTold({ code, ...(at && { at }) }));
  });
});
