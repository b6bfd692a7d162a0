import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CHAIN_START, chainHash, verifyChain } from './audit-chain.ts';
import type { AuditRow } from './audit-chain.ts';
import { canonicalJson } from './canonical-json.ts';

function chainOf(details: readonly string[]): readonly AuditRow[] {
  let head = CHAIN_START;
  return details.map((text, index) => {
    const row = { seq: index + 1, utcMs: 1000 + index, kind: 'note', detail: canonicalJson({ text }) };
    head = chainHash(head, row);
    return { ...row, hash: head };
  });
}

const intact = (rows: readonly AuditRow[]): boolean => verifyChain(rows).ok;

describe('the audit chain', () => {
  it('is SHA-256 over the hash before and the canonical row', () => {
    // Computed apart: printf '%064d{"detail":"{}","kind":"stop","seq":1,"utcMs":5}' 0 | sha256sum
    assert.equal(
      chainHash(CHAIN_START, { seq: 1, utcMs: 5, kind: 'stop', detail: '{}' }),
      '253c4fd028c12b51d1438ee0a9c32a3f75a6a491d6fc0dd1990e2a0f96809637',
    );
  });
  it('accepts what was written, and nothing at all', () => {
    assert.deepEqual(verifyChain([]), { ok: true, rows: 0, head: CHAIN_START });
    assert.ok(intact(chainOf(['a', 'b', 'c'])));
  });
  it('names the first row that was changed', () => {
    const rows = chainOf(['a', 'b', 'c', 'd']).map((row) => (row.seq === 3 ? { ...row, utcMs: 7 } : row));
    const verdict = verifyChain(rows);
    assert.ok(!verdict.ok);
    assert.equal(verdict.seq, 3);
  });
  it('sees any edit, deletion, insertion and swap of rows, wherever it is', () => {
    const texts = fc.array(fc.string(), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.nat(), fc.constantFrom('edit', 'delete', 'insert', 'swap', 'rehash'), (details, at, how) => {
        const rows = [...chainOf(details)];
        const i = at % (rows.length - 1);
        const row = rows[i]!;
        if (how === 'edit') rows[i] = { ...row, detail: `${row.detail} ` };
        if (how === 'delete') rows.splice(i, 1);
        if (how === 'insert') rows.splice(i, 0, row);
        if (how === 'swap') [rows[i], rows[i + 1]] = [{ ...rows[i + 1]!, seq: row.seq }, { ...row, seq: row.seq + 1 }];
        if (how === 'rehash') rows[i] = { ...row, kind: 'other', hash: chainHash(rows[i - 1]?.hash ?? CHAIN_START, { ...row, kind: 'other' }) };
        assert.ok(!intact(rows), how);
      }),
    );
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order in which a value was built', () => {
    assert.equal(canonicalJson({ b: 1, a: [{ d: null, c: 'x' }] }), '{"a":[{"c":"x","d":null}],"b":1}');
    assert.equal(canonicalJson({ a: undefined, b: undefined }), '{}');
  });
  it('reads back as the same value', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)));
    }), { numRuns: 50 });
  });
  it('refuses a number that JSON cannot carry', () => {
    assert.throws(() => canonicalJson({ distance: Number.NaN }), TypeError);
  });
});
