import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergePatch } from './merge-patch.ts';

describe('mergePatch', () => {
  it('follows the examples of RFC 7396', () => {
    const examples: readonly [unknown, unknown, unknown][] = [
      [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
      [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
      [{ a: 'b' }, { a: null }, {}],
      [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
      [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
      [['a', 'b'], ['c', 'd'], ['c', 'd']],
      [{ e: null }, { a: 1 }, { e: null, a: 1 }],
      [[1, 2], { a: 'b', c: null }, { a: 'b' }],
      [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    ];
    for (const [target, patch, expected] of examples) assert.deepEqual(mergePatch(target, patch), expected);
  });
  it('changes neither argument, and gives the same when applied twice', () => {
    fc.assert(
      fc.property(fc.object({ withNullPrototype: false }), fc.object(), (target, patch) => {
        const before = structuredClone([target, patch]);
        const once = mergePatch(target, patch);
        assert.deepEqual([target, patch], before);
        assert.deepEqual(mergePatch(once, patch), once);
      }),
    );
  });
  it('keeps a key named __proto__ a plain key', () => {
    const merged = mergePatch({}, JSON.parse('{"__proto__": {"isOwner": true}}')) as Record<string, unknown>;
    assert.equal(({} as Record<string, unknown>)['isOwner'], undefined);
    assert.deepEqual(Object.keys(merged), ['__proto__']);
  });
});
