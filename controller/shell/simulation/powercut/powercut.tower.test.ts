import assert from 'node:assert/strict';
import { done } from '../../../../hal/ports/result.ts';
import { sequencesWithStops } from '../../../../sim/scenarios/sequences-stopped.ts';
import type { Sequence } from '../../../../sim/scenarios/sequence.ts';
import { droppedFrom, readBaseline } from './baseline.ts';
import { countsOf, type Boundary } from './boundary.ts';
import { createCutPlayer, cutTower } from './cut-player.ts';
import { VARIANTS } from './cutter.ts';
import { playCut, recordBoundaries, targetOf, type CutTower } from './play-cut.ts';
import { visitsOf } from './visits.ts';

const SITE = 'tmall-shanghai';
/** Visits of the sample to each sequence; the verb makes all. */
const SAMPLE = 1;
/** Each sequence begins its sample somewhere else. */
const SEVENTH = 7;
const ALL = { every: 1, from: 1, to: Infinity, variants: ['all'], offMs: 5000, inside: 0 } as const;

const sequence = (wanted: string): Sequence => {
  const found = sequencesWithStops.find(({ name }) => name === wanted);
  if (!found) throw new Error(`there is no sequence ${wanted}`);
  return found;
};

describe('a power cut at a boundary', function () {
  this.timeout(240_000);
  const tower = cutTower(SITE);
  const baseline = readBaseline()[SITE];
  const play = createCutPlayer();
  const recorded = new Map<string, ReturnType<typeof recordBoundaries>>();
  const record = (name: string): ReturnType<typeof recordBoundaries> => {
    const golden = recorded.get(name) ?? recordBoundaries(tower, sequence(name));
    recorded.set(name, golden);
    return golden;
  };

  for (const [nth, { name }] of sequencesWithStops.filter(({ isOn }) => isOn?.(tower.site) ?? true).entries()) {
    it(`of ${name}: none is missing, and after a sample of them the tower becomes ready and goes on`, async () => {
      const { boundaries, failures } = await record(name);
      assert.deepEqual(failures, []);
      assert.ok(baseline?.[name], `the boundaries of ${name} are kept`);
      assert.deepEqual(droppedFrom(baseline, name, countsOf(boundaries)), []);
      const variant = VARIANTS[nth % VARIANTS.length] ?? 'all';
      const visits = visitsOf(SITE, name, boundaries, { ...ALL, variants: [variant] });
      const step = Math.floor(visits.length / SAMPLE);
      for (let index = (SEVENTH * nth) % step; index < visits.length; index += step) {
        const visit = visits[index];
        if (!visit) break;
        assert.deepEqual((await play(visit)).failures, [], visit.at.name);
      }
    });
  }

  it('and once more inside the recovery: the second recovery ends as well', async () => {
    const { boundaries } = await record('cycleDoors');
    const [visit] = visitsOf(SITE, 'cycleDoors', boundaries, { ...ALL, from: 20, inside: 1 });
    assert.ok(visit);
    const done = await play(visit);
    assert.deepEqual([done.cuts, done.failures], [3, []]);
    assert.ok(done.second, 'the second cut has a boundary of its own');
  });

  it('finds a journal that says more than it has written, and one that writes what is not so', async () => {
    const outcomesLost: CutTower['onStore'] = (store) => ({ ...store, commit: (batch) => (batch.some(({ name }) => name === 'outcome.add') ? Promise.resolve(done) : store.commit(batch)) });
    const elsewhere: CutTower['onStore'] = (store) => ({ ...store, commit: (batch) => store.commit(batch.map((one) => (one.name === 'pallet.move' ? { ...one, params: { ...one.params, place: 'carriage' } } : one))) });
    for (const [onStore, invariant] of [[outcomesLost, 'I45'], [elsewhere, 'I41']] as const) {
      const { failures } = await recordBoundaries({ ...tower, onStore }, sequence('relocate'));
      assert.match(failures.join(), new RegExp(`${invariant}: `, 'u'));
    }
  });

  it('is not visited where the replay is not the run that was recorded', async () => {
    const cycleDoors = sequence('cycleDoors');
    const { boundaries } = await record('cycleDoors');
    const { nth } = targetOf(boundaries, 4);
    const run = await playCut(tower, cycleDoors, { at: { nth, name: 'journal 1: something else' }, variant: 'all', offMs: 1000 });
    assert.match(run.failures.join(), /is "[^"]+", not "journal 1: something else"/u);
  });

  it('of each kind is found, torn writes among them; polling is none', async () => {
    const labels = async (name: string, kind: Boundary['kind']): Promise<readonly string[]> => (await record(name)).boundaries.filter((boundary) => boundary.kind === kind).map(({ label }) => label);
    const [journal, frames] = [await labels('relocate', 'journal'), await labels('relocate', 'frame')];
    assert.ok(journal.some((label) => label.startsWith('in the middle of intent.add lift.')));
    for (const when of ['sent', 'obeyed', 'answered']) assert.ok(frames.includes(`lift execute ${when}`), when);
    assert.ok(frames.every((label) => / (?:command|execute|stop) (?:sent|obeyed|answered)$/u.test(label)));
    assert.ok((await labels('deliver', 'transition')).includes('delivery done'));
    const contacts = [...(await labels('relocate', 'contact')), ...(await labels('deliver', 'contact'))];
    for (const contact of ['lockPin in', 'lockPin out', 'latch A.outer free', 'door A.outer open']) assert.ok(contacts.includes(contact), contact);
    assert.ok(contacts.some((label) => /^pallet \S+ bay:A$/u.test(label)));
  });
});
