import assert from 'node:assert/strict';
import { loadSite, loadStock } from '../../../../config/load-site.ts';
import { sequences } from '../../../../sim/scenarios/sequences.ts';
import { INTERRUPTIONS, playBoundary, recordSequence } from './play-boundary.ts';

/** Between two boundaries that the quick test visits; the verb visits all, by each interruption, with each way on. */
const EVERY = 11;

describe('an interruption at a step boundary', function () {
  this.timeout(180_000);
  const site = loadSite('tmall-shanghai');
  const stock = loadStock('tmall-shanghai');

  for (const [nth, sequence] of sequences.filter(({ isOn }) => !site.ok || (isOn?.(site.value) ?? true)).entries()) {
    it(`of ${sequence.name} ends idle, with the journal equal to the plant`, async () => {
      if (!site.ok || !stock.ok) throw new Error('the default site does not load');
      const tower = { site: site.value, stock: stock.value };
      const { boundaries, failures } = await recordSequence(tower, sequence);
      assert.deepEqual(failures, []);
      // Fewer boundaries would mean that steps are no longer written down before they are done.
      assert.ok(boundaries.length >= (sequence.name === 'deliver' ? 30 : 1), `${String(boundaries.length)} boundaries`);
      for (let boundary = 1 + (nth % 3), visits = nth; boundary <= boundaries.length; boundary += EVERY, visits += 1) {
        const [how, way] = [INTERRUPTIONS[visits % INTERRUPTIONS.length] ?? 'stop', sequence.ways[visits % sequence.ways.length] ?? 'complete'];
        const run = await playBoundary(tower, sequence, { boundary, how, way });
        assert.ok(run.reached, `boundary ${String(boundary)} is reached`);
        assert.deepEqual(run.failures, [], `${how}, ${way} at ${String(boundary)}, ${run.at}`);
      }
    });
  }

  it('waits for a fresh command also when Stop falls into the write before the carriage is asked for', async () => {
    const deliver = sequences.find(({ name }) => name === 'deliver');
    if (!site.ok || !stock.ok || !deliver) throw new Error('the default site does not load');
    const tower = { site: site.value, stock: stock.value };
    const boundary = 1 + (await recordSequence(tower, deliver)).boundaries.indexOf('puttingAway');
    const run = await playBoundary(tower, deliver, { boundary, how: 'stop', way: 'complete' });
    assert.deepEqual([run.at, run.taken, run.failures], ['puttingAway', true, []]);
  });

  it('of homing the turntable ends idle, on a tower that has one', async () => {
    const [turning, full] = [loadSite('carvana-san-antonio'), loadStock('carvana-san-antonio')];
    const homing = sequences.find(({ name }) => name === 'homing-turn');
    if (!turning.ok || !full.ok || !homing) throw new Error('the site with a turntable does not load');
    const tower = { site: turning.value, stock: full.value };
    const { boundaries, failures } = await recordSequence(tower, homing);
    assert.deepEqual([boundaries.at(-1), failures], ['turn.home', []]);
    const run = await playBoundary(tower, homing, { boundary: boundaries.length, how: 'stop', way: 'complete' });
    assert.deepEqual([run.reached, run.failures], [true, []]);
  });
});
