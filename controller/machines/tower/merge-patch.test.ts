import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergePatch } from './merge-patch.ts';

type Document = Record<string, unknown>;

/** RFC 7396, section 2, as written there. */
function apply(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: Document = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...(target as Document) } : {};
  for (const [name, value] of Object.entries(patch as Document)) {
    if (value === null) Reflect.deleteProperty(result, name);
    else result[name] = apply(result[name], value);
  }
  return result;
}

const name = fc.constantFrom('a', 'b', 'c', 'd');
const leaf = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constantFrom('x', 'y'), fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 3 }));
const inner = fc.dictionary(name, leaf, { noNullPrototype: true });
const document = fc.dictionary(name, fc.oneof(leaf, inner, fc.dictionary(name, fc.oneof(leaf, inner), { noNullPrototype: true })), { noNullPrototype: true });

describe('merge patch', () => {
  it('turns what was into what is, whatever both are', () => {
    fc.assert(fc.property(document, document, (before, after) => {
      assert.deepEqual(apply(before, mergePatch(before, after) ?? {}), after);
    }), { numRuns: 2000 });
  });

  it('is nothing when nothing differs, also where the parts are made anew', () => {
    fc.assert(fc.property(document, (one) => {
      assert.equal(mergePatch(one, structuredClone(one)), undefined);
    }));
  });

  it('names only what has changed', () => {
    const before = { axes: { lift: { positionMm: 600, homed: true }, travel: { positionMm: 500 } }, reasons: [1], gone: 'x' };
    const after = { axes: { lift: { positionMm: 601, homed: true }, travel: { positionMm: 500 } }, reasons: [1], come: true };
    assert.deepEqual(mergePatch(before, after), { axes: { lift: { positionMm: 601 } }, come: true, gone: null });
  });
});
