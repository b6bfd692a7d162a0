import assert from 'node:assert/strict';
import { loadSite } from '../../config/load-site.ts';
import type { Site } from '../../config/schema/site.schema.ts';
import { worstRoundMs } from './bus-load.ts';

function site(): Site {
  const loaded = loadSite('tmall-shanghai');
  assert.ok(loaded.ok);
  return loaded.value;
}

describe('worst poll round', () => {
  it('is the sum of what stands on the line, character by character', () => {
    // Three drives: 35 characters out, 59 back; beside them one command block: 75 out, 17 back, or read back: 17 out, 67 back.
    const chars = 3 * (35 + 59) + 75 + 17;
    const exchanges = 4;
    assert.ok(Math.abs(worstRoundMs(site(), 'drives') - ((chars * 10_000) / 115_200 + exchanges * 0.5)) < 1e-9);
  });

  it('fits into the cycle of every bus of the site, and the cycle twice into the age limit', () => {
    for (const bus of site().buses) {
      assert.ok(worstRoundMs(site(), bus.id) <= bus.cycleMs, bus.id);
      assert.ok(2 * bus.cycleMs <= (site().control.maxAgeMs[bus.id] ?? 0), bus.id);
    }
  });

  it('grows when the line is slower, and would not fit at 9,600 baud', () => {
    const slow = site();
    const buses = slow.buses.map((bus) => ({ ...bus, baud: 9600 as const }));
    assert.ok(worstRoundMs({ ...slow, buses }, 'drives') > 12 * 24);
  });

  it('knows only the buses of the site', () => {
    assert.throws(() => worstRoundMs(site(), 'nowhere'), /no bus "nowhere"/);
  });
});
