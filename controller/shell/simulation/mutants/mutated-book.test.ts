import assert from 'node:assert/strict';
import type { FactName, Facts, Truth } from '../../../sensing/fact.ts';
import { INTERLOCKS } from '../../../interlocks/interlocks.ts';
import { proofOf } from './equivalent.ts';
import { atTable } from './judge-mutant.ts';
import { MUTATIONS, mutantsOf, type Mutant } from './mutant.ts';
import { mutatedBook } from './mutated-book.ts';

const BAYS = ['A', 'B'];

/** Everything true but what is named, at an instant. */
function factsWith(values: Readonly<Record<string, Truth>>, atMs = 0): Facts {
  const value = (name: FactName): Truth => (Object.hasOwn(values, name) ? values[name] : true);
  return { revision: 0, updatedAtMs: atMs, get: (name) => ({ value: value(name), cause: 'confirmed', confirmedAtMs: atMs, sinceMs: 0, sources: [] }) };
}

function mutant(id: string): Mutant {
  const found = mutantsOf(INTERLOCKS).find((one) => one.id === id);
  assert.ok(found, id);
  return found;
}

const bookOf = (id: string) => mutatedBook(mutant(id), BAYS, INTERLOCKS);

describe('a spoilt row of the interlock table', () => {
  it('that is gone no longer refuses; every other row does', () => {
    const book = bookOf('IL-44 removed');
    assert.equal(book.grants('shuttle.cell', factsWith({ lockPinIn: false })), true);
    assert.equal(book.grants('shuttle.cell', factsWith({ liftStill: false })), false);
  });

  it('that is negated permits what it refused, and refuses what it permitted', () => {
    const book = bookOf('IL-44 negated');
    assert.deepEqual([book.grants('shuttle.cell', factsWith({ lockPinIn: false })), book.grants('shuttle.cell', factsWith({}))], [true, false]);
  });

  it('takes unknown for good, and false still for bad', () => {
    const book = bookOf('IL-52 unknownPermits');
    assert.deepEqual([undefined, false].map((value) => book.grants('inner.open:A', factsWith({ 'A.personClear': value }))), [true, false]);
  });

  it('that is stale sees the value of a second ago, also when nobody has asked meanwhile', () => {
    const book = bookOf('IL-52 stale');
    const at = (ms: number, clear: boolean): boolean => {
      const facts = factsWith({ 'A.personClear': clear }, ms);
      book.safetyMirrors(facts);
      return book.grants('inner.open:A', facts);
    };
    assert.deepEqual([at(0, true), at(500, false), at(1400, false), at(1500, false), at(2000, true), at(3000, true)], [true, true, true, false, false, true]);
  });

  it('that is not watched refuses the start and lets what runs go on', () => {
    const [book, facts] = [bookOf('IL-52 notWatched'), factsWith({ 'A.personClear': false })];
    assert.deepEqual([book.permit('shuttle.bay:A', facts).granted, book.permitRunning('shuttle.bay:A', facts).granted], [false, true]);
  });

  it('of which one is enough refuses only together with the next', () => {
    const { next, row } = mutant('IL-10 orNext');
    assert.ok(next?.fact.of === 'tower' && row.fact.of === 'tower');
    const book = bookOf('IL-10 orNext');
    assert.equal(book.grants('lift.move', factsWith({ [row.fact.name]: false })), true);
    assert.equal(book.grants('lift.move', factsWith({ [row.fact.name]: false, [next.fact.name]: false })), false);
  });

  it('of each bay asks only the first', () => {
    const book = bookOf('IL-12 oneBay');
    assert.deepEqual(['A', 'B'].map((bay) => book.grants('lift.move', factsWith({ [`${bay}.innerClosedLocked`]: false }))), [false, true]);
  });
});

describe('the comparison with the statement', () => {
  it('notices every mutant that it can notice: over states, and over time', () => {
    const seen = MUTATIONS.filter((mutation) => mutation !== 'operandDropped' && mutation !== 'thresholdMoved');
    const unnoticed = mutantsOf(INTERLOCKS, seen).filter((one) => atTable(one) === 'same' && proofOf(one) === undefined);
    assert.deepEqual(unnoticed.map(({ id }) => id), []);
  });
});
