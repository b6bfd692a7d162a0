import assert from 'node:assert/strict';
import type { JudgedRule } from '../../../../controller/api/contract/index.ts';
import { sampleEligibility } from '../../testing/phone-script.ts';
import { beforeTheWindow } from './eligibility.ts';

const shown = (swap: Omit<JudgedRule, 'rule'>): boolean => beforeTheWindow({ ...sampleEligibility, rules: [...sampleEligibility.rules, { rule: 'swap', ...swap }] }).some(({ rule }) => rule === 'swap');

describe('rules that are shown before a window is chosen', () => {
  it('tell of the present car only to whoever swaps it', () => {
    assert.equal(shown({ holds: true, params: {} }), false);
    assert.equal(shown({ holds: true, params: { bookingId: 'b-1' } }), true);
    assert.equal(shown({ holds: false, code: 'bookingUnknown', params: {} }), true);
  });
});
