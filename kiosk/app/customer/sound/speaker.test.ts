import assert from 'node:assert/strict';
import type { Manner, Sentence, UtteranceEnd, Voice } from './sound.port.ts';
import { createSpeaker } from './speaker.ts';

const en = (text: string): Sentence => ({ text, language: 'en' });
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
};

function bench() {
  const spoken: string[] = [];
  const manners: Manner[] = [];
  const asked: string[] = [];
  let end: (how: UtteranceEnd) => void = () => undefined;
  const voice: Voice = {
    speak: ({ text }, manner) => {
      spoken.push(text);
      manners.push(manner);
      let finish: (how: UtteranceEnd) => void = () => undefined;
      const ended = new Promise<UtteranceEnd>((resolve) => { finish = resolve; });
      end = finish;
      return { ended, cut: () => { asked.push(`cut ${text}`); finish('cut'); } };
    },
    pause: () => asked.push('pause'),
    resume: () => asked.push('resume'),
    isAble: async () => true,
  };
  let manner: Manner = { pace: 'normal', level: 0.7 };
  const speaker = createSpeaker(voice, () => manner);
  const finish = async (how: UtteranceEnd = 'spoken'): Promise<void> => {
    end(how);
    await settle();
  };
  return { speaker, spoken, asked, manners, finish, setManner: (next: Manner) => { manner = next; } };
}

describe('speaker', () => {
  it('says a screen sentence by sentence, and is silent after the last', async () => {
    const { speaker, spoken, finish } = bench();
    speaker.sayScreen([en('Title'), en('Line')]);
    assert.deepEqual(speaker.read(), { phase: 'speaking', sentence: en('Title') });
    await finish();
    assert.deepEqual(spoken, ['Title', 'Line']);
    await finish();
    assert.equal(speaker.read().phase, 'silent');
  });

  it('is cut off in the middle of a word, and what waited is not said', async () => {
    const { speaker, spoken, asked } = bench();
    speaker.sayScreen([en('one'), en('two')]);
    speaker.cut();
    await settle();
    assert.deepEqual([spoken, asked, speaker.read().phase], [['one'], ['cut one'], 'silent']);
  });

  it('says a new screen in place of the one before, though the end of that one comes late', async () => {
    const { speaker, spoken, finish } = bench();
    speaker.sayScreen([en('old one'), en('old two')]);
    speaker.sayScreen([en('new one'), en('new two')]);
    await settle();
    assert.deepEqual(spoken, ['old one', 'new one']);
    await finish();
    assert.deepEqual(spoken, ['old one', 'new one', 'new two']);
  });

  it('says a change after what is being said, and the same one once', async () => {
    const { speaker, spoken, finish } = bench();
    speaker.sayScreen([en('Title')]);
    speaker.sayChange([en('Level 3')]);
    speaker.sayChange([en('Level 3'), en('Title')]);
    await finish();
    await finish();
    assert.deepEqual(spoken, ['Title', 'Level 3']);
  });

  it('says a screen again from its beginning, without the changes since', async () => {
    const { speaker, spoken, finish } = bench();
    speaker.sayScreen([en('Title')]);
    speaker.sayChange([en('Level 3')]);
    await finish();
    speaker.again();
    assert.deepEqual(spoken, ['Title', 'Level 3', 'Title']);
  });

  it('pauses and goes on; a cut ends the pause', () => {
    const { speaker, asked } = bench();
    speaker.pause();
    assert.deepEqual(asked, [], 'nothing to pause');
    speaker.sayScreen([en('Title')]);
    speaker.pause();
    assert.equal(speaker.read().phase, 'paused');
    speaker.resume();
    assert.equal(speaker.read().phase, 'speaking');
    speaker.pause();
    speaker.cut();
    assert.deepEqual(asked, ['pause', 'resume', 'pause', 'cut Title', 'resume']);
  });

  it('takes up another speed and level with the next sentence', async () => {
    const { speaker, manners, finish, setManner } = bench();
    speaker.sayScreen([en('one'), en('two')]);
    setManner({ pace: 'fast', level: 0.3 });
    await finish();
    assert.deepEqual(manners.map(({ pace, level }) => [pace, level]), [['normal', 0.7], ['fast', 0.3]]);
  });

  it('says that it cannot speak, and does not go on with the rest', async () => {
    const { speaker, spoken, finish } = bench();
    speaker.sayScreen([en('one'), en('two')]);
    await finish('unable');
    assert.deepEqual([spoken, speaker.read().phase], [['one'], 'unable']);
  });

  it('has nothing left to say again once it has forgotten', () => {
    const { speaker, spoken } = bench();
    speaker.sayScreen([en('J. W.')]);
    speaker.forget();
    speaker.again();
    assert.deepEqual([spoken, speaker.read()], [['J. W.'], { phase: 'silent', sentence: undefined }]);
  });
});
