import assert from 'node:assert/strict';
import fc from 'fast-check';
import { VIN_LENGTH, checkDigitOf, judgeVin, valueOf } from './vin.ts';

const LETTERS = Array.from('ABCDEFGHJKLMNPRSTUVWXYZ0123456789');
const CHECK_AT = 8;
const faultOf = (text: string) => {
  const judged = judgeVin(text);
  assert.ok(!judged.ok, `${text} is taken for a VIN`);
  return judged.error;
};
const put = (vin: string, at: number, character: string): string => vin.slice(0, at) + character + vin.slice(at + 1);

/** Any sixteen characters with the check digit that they ask for. */
const vins = fc.array(fc.constantFrom(...LETTERS), { minLength: VIN_LENGTH, maxLength: VIN_LENGTH }).map((characters) => {
  const vin = characters.join('');
  return put(vin, CHECK_AT, checkDigitOf(vin));
});

describe('a vehicle identification number', () => {
  it('is taken when its check digit is right: the published examples', () => {
    for (const vin of ['1M8GDM9AXKP042788', '11111111111111111', '5GZCZ43D13S812715']) assert.deepEqual(judgeVin(vin), { ok: true, vin });
    assert.equal(checkDigitOf('1M8GDM9A?KP042788'), 'X', 'ten is written X');
  });

  it('is read as people and bar codes write it: small letters, spaces, dashes, asterisks, the I of imports', () => {
    for (const text of ['1m8gdm9axkp042788', ' 1M8-GDM9A XKP-042788\n', '*1M8GDM9AXKP042788*', 'I1M8GDM9AXKP042788']) {
      assert.deepEqual(judgeVin(text), { ok: true, vin: '1M8GDM9AXKP042788' });
    }
  });

  it('is refused with what is wrong: length, a letter that no VIN has, a check digit that does not fit', () => {
    assert.deepEqual(faultOf('1M8GDM9AXKP04278'), { code: 'length', length: 16 });
    assert.deepEqual(faultOf(''), { code: 'length', length: 0 });
    for (const letter of ['I', 'O', 'Q', 'Ä', '极', '/']) assert.deepEqual(faultOf(put('1M8GDM9AXKP042788', 4, letter)), { code: 'character', character: letter, position: 5 });
    assert.deepEqual(faultOf('1M8GDM9A1KP042788'), { code: 'checkDigit', found: '1', expected: 'X' });
    assert.equal(faultOf('WP0ZZZ99ZTS392124').code, 'checkDigit', 'a maker who fills the ninth place with Z gives no check digit: such a car is chosen by hand');
  });

  it('shows every wrong character, except one that counts the same: A, J and 1, or B, K, S and 2, and so on', () => {
    fc.assert(fc.property(vins, fc.nat(VIN_LENGTH - 1), fc.constantFrom(...LETTERS), (vin, at, character) => {
      const right = vin[at] ?? '';
      fc.pre(character !== right);
      const isUnnoticeable = at !== CHECK_AT && valueOf(character) === valueOf(right);
      assert.equal(judgeVin(put(vin, at, character)).ok, isUnnoticeable, `${vin} with ${character} at ${String(at + 1)}`);
    }), { numRuns: 3000 });
  });

  it('shows two neighbours that changed places, unless they count the same; the check digit itself counts nothing', () => {
    fc.assert(fc.property(vins, fc.integer({ min: 0, max: VIN_LENGTH - 2 }), (vin, at) => {
      fc.pre(at !== CHECK_AT && at + 1 !== CHECK_AT);
      const [left, right] = [vin[at] ?? '', vin[at + 1] ?? ''];
      const swapped = put(put(vin, at, right), at + 1, left);
      assert.equal(judgeVin(swapped).ok, valueOf(left) === valueOf(right), `${vin} and ${swapped}`);
    }), { numRuns: 3000 });
  });

  it('is judged without a throw whatever stands in the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (junk) => { judgeVin(junk); }));
  });
});
