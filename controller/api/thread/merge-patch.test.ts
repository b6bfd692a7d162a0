import assert from 'node:assert/strict';
import { mergePatch } from './merge-patch.ts';

describe('a merge patch', () => {
  it('follows the examples of RFC 7396', () => {
    const examples: readonly [unknown, unknown, unknown][] = [
      [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
      [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
      [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
      [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
      [['a'], ['c', 'd'], ['c', 'd']],
      [{ e: null }, { a: 1 }, { e: null, a: 1 }],
      [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    ];
    for (const [target, patch, expected] of examples) assert.deepEqual(mergePatch(target, patch), expected);
  });
  it('leaves alone what JSON would leave out', () => {
    assert.deepEqual(mergePatch({ a: 1 }, { a: undefined }), { a: 1 });
  });
});
