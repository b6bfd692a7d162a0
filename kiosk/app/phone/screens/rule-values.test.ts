import assert from 'node:assert/strict';
import { ruleNames } from '../../../../controller/api/contract/index.ts';
import type { JudgedRule } from '../../../../controller/api/contract/index.ts';
import { languages } from '../../../../config/words/index.ts';
import { createWords } from '../../words/words.tsx';
import { ruleValues } from './rule-values.ts';

const english = createWords('en', 'Asia/Shanghai');
const said = (rule: JudgedRule, words = english): string => words.say(`rule.${rule.rule}`, ruleValues(rule, words, 'CNY'));

describe('what is said of a rule', () => {
  it('names the score, the floor and what it costs below it, and hides none of them', () => {
    const below = said({ rule: 'credit', holds: true, params: { floor: 700, score: 699, feeMinor: 9800 } });
    for (const part of ['699', '700', '98']) assert.ok(below.includes(part), below);
    assert.match(said({ rule: 'credit', holds: true, params: { floor: 700, score: 700, feeMinor: 0 } }), /from 700 on a drive is free/u);
    assert.match(said({ rule: 'credit', holds: true, params: { floor: 700, feeMinor: 9800 } }), /No credit score is known/u);
    assert.match(said({ rule: 'credit', holds: true, params: { floor: 0, feeMinor: 0 } }), /asked for/u);
  });
  it('counts the cars, and says until when a licence holds and from when a car is free', () => {
    assert.match(said({ rule: 'mostCars', holds: true, params: { had: 4, most: 5, months: 2 } }), /At most 5 .* 2 months; so far 4/u);
    assert.match(said({ rule: 'licence', holds: true, params: { licenceUntilUtcMs: Date.UTC(2027, 0, 1), returnByUtcMs: 0 } }), /1 Jan 2027/u);
    assert.match(said({ rule: 'carFree', holds: false, code: 'carTaken', params: { freeFromUtcMs: Date.UTC(2026, 2, 14, 4) } }), /14 Mar, 12:00/u);
  });
  it('is a whole sentence in both languages when the tower knows no numbers', () => {
    for (const language of languages) {
      for (const rule of ruleNames) {
        const text = said({ rule, holds: true, params: {} }, createWords(language, 'Asia/Shanghai'));
        assert.ok(text.length > 3 && !/[{}]|undefined|NaN/u.test(text), `${language} ${rule}: ${text}`);
      }
    }
  });
});
