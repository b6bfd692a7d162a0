import assert from 'node:assert/strict';
import { told as en } from './en/told.ts';
import { inside, tell } from './told.ts';
import { told as zh } from './zh/told.ts';

const namesIn = (text: string): readonly string[] => [...text.matchAll(/\{(?<name>\w+)\}/gu)].map(({ groups }) => groups?.['name'] ?? '').toSorted();

describe('what the controller tells', () => {
  it('is filled by names alone, the same in both languages, so that the compiler can ask for them', () => {
    for (const [id, text] of Object.entries(en)) {
      assert.doesNotMatch(text, /\{\w+,/u, id);
      assert.deepEqual(namesIn(zh[id as keyof typeof zh]), namesIn(text), id);
    }
  });
  it('may stand inside another sentence, with what fills it', () => {
    const silent = tell('told.sensors.silent', { cause: { word: 'told.cause.stale' }, sources: 'io-bay-A' });
    assert.deepEqual(inside(silent), { word: 'told.sensors.silent', values: { cause: { word: 'told.cause.stale' }, sources: 'io-bay-A' } });
    const outer = tell('told.doubt', { journal: inside(tell('told.journal.begun', { motion: { word: 'bench.motion.lift.move' } })), sensors: inside(silent) });
    assert.deepEqual(outer.values['journal'], { word: 'told.journal.begun', values: { motion: { word: 'bench.motion.lift.move' } } });
  });
});
