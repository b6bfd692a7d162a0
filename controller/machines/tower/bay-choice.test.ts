import assert from 'node:assert/strict';
import { loadSite } from '../../../config/load-site.ts';
import { placesOf, type Place } from '../../../config/places.ts';
import { createFactBoard } from '../testing/fact-board.ts';
import { bayIsFree, chooseBay } from './bay-choice.ts';

const loaded = loadSite('tmall-shanghai');
if (!loaded.ok) throw new Error('the default site does not load');
const site = loaded.value;
const places = placesOf(site);
const bays = places.filter((place) => place.kind === 'bay');
const place = (name: string): Place => places.find((one) => one.name === name)!;
const free = (bay: string) => ({ [`${bay}.noPallet`]: true, [`${bay}.personClear`]: true, [`${bay}.outerClosedLocked`]: true });
const none = new Set<string>();

describe('choice of a bay', () => {
  it('takes the nearest free one', () => {
    const facts = createFactBoard({ ...free('A'), ...free('B') });
    assert.equal(chooseBay(place('2-1R'), bays, site, facts, none)?.name, 'A');
    assert.equal(chooseBay(place('2-3R'), bays, site, facts, none)?.name, 'B');
  });

  it('goes to the farther one when the nearer holds a pallet or somebody, or does not answer', () => {
    for (const trouble of [{ 'A.noPallet': false }, { 'A.noPallet': undefined }, { 'A.personClear': false }, { 'A.outerClosedLocked': undefined }]) {
      const facts = createFactBoard({ ...free('A'), ...free('B') }).set(trouble);
      assert.equal(chooseBay(place('2-1R'), bays, site, facts, none)?.name, 'B');
    }
  });

  it('leaves a bay alone that is promised, and waits for one only when no other is free', () => {
    const facts = createFactBoard({ ...free('A'), ...free('B') });
    assert.equal(chooseBay(place('2-1R'), bays, site, facts, new Set(['A']))?.name, 'B');
    assert.equal(chooseBay(place('2-1R'), bays, site, createFactBoard(free('A')), new Set(['A']))?.name, 'A');
  });

  it('offers none when all are blocked', () => {
    assert.equal(chooseBay(place('2-1R'), bays, site, createFactBoard(), none), undefined);
  });

  it('never takes an unknown for free', () => {
    assert.equal(bayIsFree('A', createFactBoard({ ...free('A'), 'A.noPallet': undefined })), false);
  });
});
