import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadSite } from '../../../config/load-site.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import type { PalletPlace } from '../../journal/journal.port.ts';
import { legsOf } from './carry.ts';

const site = loadSite('tmall-shanghai');
assert.ok(site.ok);
const places = placesOf(site.value);
const place = (id: string): Place => {
  const found = places.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};
const way = { from: place('cell:2-1R'), to: place('bay:B') };
const told = (journal: PalletPlace, out = false) => legsOf(way, journal, out)?.map(({ verb, place: { id } }) => `${verb} ${id}`);
const put = ['approach bay:B', 'place bay:B'];

describe('what is left of a carry', () => {
  it('is everything while the pallet stands where it came from', () => {
    assert.deepEqual(told('cell:2-1R'), ['approach cell:2-1R', 'pick cell:2-1R', ...put]);
  });
  it('does not approach anything while the shuttle is out', () => {
    assert.deepEqual(told('cell:2-1R', true), ['pick cell:2-1R', ...put]);
  });
  it('is the rest of a transfer that was interrupted, in whichever direction that went', () => {
    for (const journal of ['transfer:cell:2-1R>carriage', 'transfer:carriage>cell:2-1R'] as const) assert.deepEqual(told(journal, true), ['pick cell:2-1R', ...put]);
    for (const journal of ['transfer:carriage>bay:B', 'transfer:bay:B>carriage'] as const) assert.deepEqual(told(journal, true), ['place bay:B']);
  });
  it('is to put it down while it rides, and to see that it stands when it is there', () => {
    assert.deepEqual(told('carriage'), put);
    assert.deepEqual(told('bay:B'), ['place bay:B']);
  });
  it('begins with the inner door that a stop left open behind a pallet taken from a bay', () => {
    const home = { from: place('bay:B'), to: place('cell:2-1R') };
    assert.deepEqual(legsOf(home, 'carriage', false, true)?.map(({ verb, place: { id } }) => `${verb} ${id}`), ['pick bay:B', 'approach cell:2-1R', 'place cell:2-1R']);
  });
  it('is not known when the pallet is nowhere on the way', () => {
    for (const journal of ['unknown', 'cell:2-2R', 'transfer:carriage>cell:2-2R', 'bay:A'] as const) assert.equal(told(journal), undefined, journal);
  });
  it('always ends by putting it down at its goal, and never touches a third place', () => {
    const ends: readonly PalletPlace[] = ['cell:2-1R', 'bay:B', 'carriage', 'transfer:carriage>bay:B', 'transfer:bay:B>carriage', 'transfer:cell:2-1R>carriage', 'transfer:carriage>cell:2-1R'];
    fc.assert(fc.property(fc.constantFrom(...ends), fc.boolean(), (journal, out) => {
      const legs = legsOf(way, journal, out);
      assert.deepEqual(legs?.at(-1), { verb: 'place', place: way.to });
      assert.ok(legs.every(({ place: one }) => one === way.from || one === way.to));
    }));
  });
});
