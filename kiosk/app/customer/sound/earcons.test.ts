import assert from 'node:assert/strict';
import { languages, words } from '../../../../config/words/index.ts';
import { EARCONS } from './earcons.ts';
import type { Earcon } from './earcons.ts';
import { earconFor } from './earcon-choice.ts';

const all = Object.entries(EARCONS) as readonly (readonly [Earcon, (typeof EARCONS)[Earcon]])[];

describe('the sounds of the kiosk', () => {
  it('lie where older ears hear, are short, and never louder than full', () => {
    for (const [name, tones] of all) {
      assert.ok(tones.length > 0, name);
      for (const { hz, ms, atMs } of tones) {
        assert.ok(hz >= 250 && hz <= 2200, `${name}: ${String(hz)} Hz`);
        assert.ok(atMs + ms <= 1200, `${name}: ${String(atMs + ms)} ms`);
      }
      const loudest = Math.max(...tones.map(({ atMs }) => tones.filter((tone) => tone.atMs <= atMs && atMs < tone.atMs + tone.ms).reduce((sum, { gain }) => sum + gain, 0)));
      assert.ok(loudest <= 1.4, `${name}: ${String(loudest)}`);
    }
  });

  it('answer a touch within a tenth of a second, and a storey more softly', () => {
    assert.ok(EARCONS.touch.every(({ atMs, ms }) => atMs === 0 && ms <= 100));
    assert.ok(EARCONS.tick[0]!.gain < EARCONS.touch[0]!.gain);
  });

  it('differ from each other', () => assert.equal(new Set(all.map(([, tones]) => JSON.stringify(tones))).size, all.length));

  it('have a caption in both languages', () => {
    for (const language of languages) for (const [name] of all) assert.ok(words[language][`caption.${name}`].length > 0);
  });
});

describe('the sound of a change', () => {
  const at = (screen: 'K10' | 'K16' | 'K17' | 'K22' | 'K24' | 'K74', refusal?: string, isAsking = false) => ({ screen, refusal, isAsking });

  it('is that of the screen that comes, once', () => {
    assert.equal(earconFor(at('K16'), at('K17')), 'ok');
    assert.equal(earconFor(at('K17'), at('K17')), undefined);
    assert.equal(earconFor(at('K22'), at('K24')), 'arrival');
  });

  it('is an error for a refusal, and for the next one only after the first has gone', () => {
    assert.equal(earconFor(at('K16'), at('K16', 'codeWrong')), 'error');
    assert.equal(earconFor(at('K16', 'codeWrong'), at('K16', 'codeWrong')), undefined);
    assert.equal(earconFor(at('K10'), at('K10', 'codeLocked')), 'error');
  });

  it('asks for attention when somebody is asked whether they are there', () => {
    assert.equal(earconFor(at('K17'), at('K17', undefined, true)), 'attention');
    assert.equal(earconFor(at('K17', undefined, true), at('K17', undefined, true)), undefined);
  });

  it('is the alarm before everything else', () => assert.equal(earconFor(at('K17'), at('K74', 'internal', true)), 'alarm'));
});
