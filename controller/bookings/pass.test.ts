import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countingRng } from '../api/testing/manual-rim.ts';
import { NOON_UTC_MS } from '../journal/testing/journal-bench.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { makePass, newPassId, readPass } from './pass.ts';
import { makeSiteKeys } from './site-keys.ts';

const rng = countingRng();
const keys = makeSiteKeys(rng);
const claims = { passId: newPassId(rng), fromUtcMs: NOON_UTC_MS, untilUtcMs: NOON_UTC_MS + 3_600_000 };
const pass = makePass(claims, 'tower-1', keys);
const read = (text: string) => readPass(text, 'tower-1', keys);

describe('base 45', () => {
  it('follows the examples of RFC 9285', () => {
    for (const [plain, text] of [['AB', 'BB8'], ['Hello!!', '%69 VD92EX0'], ['base-45', 'UJCLQE7W581'], ['ietf!', 'QED8WEX0']] as const) {
      assert.equal(toBase45(Buffer.from(plain)), text);
      assert.equal(Buffer.from(fromBase45(text)!).toString(), plain);
    }
  });
  it('reads back what it wrote, whatever it was', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => assert.deepEqual(fromBase45(toBase45(bytes)), bytes)));
  });
  it('refuses what no encoder makes: odd lengths, foreign characters, groups above two bytes', () => {
    for (const text of ['A', 'ABCD', 'ab', 'GGW', ':::', '::', 'Ü8A']) assert.equal(fromBase45(text), undefined, text);
  });
});

describe('a pass', () => {
  it('says which booking and when, and fits a small QR code', () => {
    assert.deepEqual(read(pass), claims);
    assert.equal(pass.length, 'CVT1:'.length + 123);
  });
  it('is read with the white space that scanners add', () => {
    assert.deepEqual(read(`\n${pass}\r\n`), claims);
  });
  it('is refused with any character altered', () => {
    fc.assert(fc.property(fc.nat(pass.length - 1), fc.constantFrom(...Array.from('0123456789ABCXYZ $%*+-./:')), (at, character) => {
      fc.pre(pass.charAt(at) !== character);
      assert.equal(read(pass.slice(0, at) + character + pass.slice(at + 1)), undefined);
    }), { numRuns: 300 });
  });
  it('is refused with any bit of its bytes flipped, claims and signature alike', () => {
    const bytes = fromBase45(pass.slice('CVT1:'.length))!;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = Uint8Array.from(bytes);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      assert.equal(read(`CVT1:${toBase45(altered)}`), undefined, `bit ${bit}`);
    }
  });
  it('is refused cut short, extended, empty, or when it is something else', () => {
    for (const text of ['', 'CVT1:', pass.slice(0, -1), `${pass}0`, `${pass}000`, pass.replace('CVT1', 'CVT2'), pass.toLowerCase(), 'https://example.org/x', 'CVT1:'.repeat(50)]) {
      assert.equal(read(text), undefined, text.slice(0, 20));
    }
  });
  it('is refused when another tower signed it, or another site’s name stands under the signature', () => {
    assert.equal(readPass(pass, 'tower-1', makeSiteKeys(rng)), undefined);
    assert.equal(readPass(pass, 'tower-2', keys), undefined);
  });
  it('rounds the window outwards to minutes, never inwards', () => {
    const odd = read(makePass({ ...claims, fromUtcMs: NOON_UTC_MS + 59_999, untilUtcMs: NOON_UTC_MS + 60_001 }, 'tower-1', keys));
    assert.deepEqual([odd?.fromUtcMs, odd?.untilUtcMs], [NOON_UTC_MS, NOON_UTC_MS + 120_000]);
  });
});
