import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distance, matchFace, meanVector } from './matching.ts';
import type { Candidate, MatchVerdict, Probe } from './matching.ts';

const LIMITS = { matchDistance: 0.45, secondBestMargin: 0.08 };
const DIRECTIONS = 8;
/** A point on the axis of a person, pushed `apart` along a direction of its own. */
const vector = (person: number, apart = 0): readonly number[] => Array.from({ length: 128 }, (_, i) => (i === person ? 1 : i === DIRECTIONS + person ? apart : 0));
const enrolled = (person: number): Candidate => ({ bookingId: `b-${person}`, version: 'v1', vectors: [vector(person)] });
const probe = (person: number, apart = 0, version = 'v1'): Probe => ({ version, vector: vector(person, apart) });
const matched = (verdict: MatchVerdict): string => (verdict.kind === 'match' ? verdict.bookingId : '');
const match = (probes: readonly Probe[], gallery: readonly Candidate[] = [enrolled(1), enrolled(2), enrolled(3)]): string => matched(matchFace(probes, gallery, LIMITS));

describe('matching a face', () => {
  it('finds the person whom two probes show', () => {
    assert.equal(match([probe(2, 0.2), probe(2, 0.3)]), 'b-2');
  });
  it('holds the limit: just within it is the person, just beyond it is nobody', () => {
    assert.equal(match([probe(1, 0.45), probe(1, 0.45)]), 'b-1');
    assert.equal(match([probe(1, 0.4501), probe(1, 0.4501)]), '');
  });
  it('takes nobody from one probe, or from two of which only one is near', () => {
    assert.equal(match([probe(1)]), '');
    assert.equal(match([probe(1), probe(1, 0.6)]), '', 'their mean is near, they do not agree');
    assert.equal(match([probe(1), probe(1, 0.1), probe(1, 0.6)]), 'b-1', 'two of three agree');
  });
  it('takes nobody when the second best is too near', () => {
    const twin: Candidate = { bookingId: 'twin', version: 'v1', vectors: [vector(1, 0.07)] };
    assert.equal(match([probe(1), probe(1)], [enrolled(1), twin]), '');
    const cousin: Candidate = { bookingId: 'cousin', version: 'v1', vectors: [vector(1, 0.081)] };
    assert.equal(match([probe(1), probe(1)], [enrolled(1), cousin]), 'b-1');
  });
  it('compares with the mean of the enrolled pictures', () => {
    const [left, right] = [vector(1, 0.5), vector(1, -0.5)];
    assert.equal(match([probe(1), probe(1)], [{ bookingId: 'b-1', version: 'v1', vectors: [left, right] }]), 'b-1');
    assert.equal(match([probe(1), probe(1)], [{ bookingId: 'b-1', version: 'v1', vectors: [left] }]), '');
  });
  it('never compares templates of different versions', () => {
    assert.equal(match([probe(1, 0, 'v2'), probe(1, 0, 'v2')]), '');
    assert.equal(match([probe(1), probe(1, 0, 'v2')]), '', 'one comparable probe is one probe');
  });
  it('finds nobody in an empty gallery, and says against whom an attempt counts otherwise', () => {
    assert.deepEqual(matchFace([probe(1), probe(1)], [], LIMITS), { kind: 'none', nearest: undefined });
    const verdict = matchFace([probe(1, 0.5), probe(1, 0.5)], [enrolled(1), enrolled(2)], LIMITS);
    assert.equal(verdict.kind === 'none' ? verdict.nearest?.bookingId : '', 'b-1');
  });
  it('never matches anybody whose mean distance is beyond the limit, nor depends on the order of the gallery', () => {
    const parts = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(fc.property(fc.array(parts, { minLength: 1, maxLength: 6 }), fc.array(parts, { minLength: 2, maxLength: 4 }), (people, faces) => {
      const gallery = people.map((each, i) => ({ bookingId: `b-${i}`, version: 'v1', vectors: [each] }));
      const probes = faces.map((each) => ({ version: 'v1', vector: each }));
      const found = matched(matchFace(probes, gallery, LIMITS));
      assert.equal(matched(matchFace(probes, [...gallery].reverse(), LIMITS)), found);
      const person = people[Number(found.slice(2))];
      if (found === '' || person === undefined) return;
      const mean = faces.reduce((sum, each) => sum + distance(each, person), 0) / faces.length;
      assert.ok(mean <= LIMITS.matchDistance);
    }));
  });
  it('measures as Euclid does', () => {
    assert.equal(distance([0, 0], [3, 4]), 5);
    assert.deepEqual(meanVector([[1, 2], [3, 6]]), [2, 4]);
  });
});
