import assert from 'node:assert/strict';
import { words } from '../../../../config/words/index.ts';
import type { Language } from '../../../../config/words/index.ts';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { contentOfMarkup } from '../../testing/markup-content.ts';
import { createWords } from '../../words/words.tsx';
import type { ContentNode } from './content-parts.ts';
import { createScreenReader } from './screen-reader.ts';
import type { Reading } from './screen-reader.ts';
import type { ScreenContent } from './sound.port.ts';
import { createSpeaker } from './speaker.ts';

const EMPTY: ContentNode = { tag: 'div', attributes: {}, children: [] };
const key = (name: string) => ({ key: name, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false });

function bench(start: Partial<Reading> = {}) {
  let spoken: string[] = [];
  let content: ScreenContent = { screen: 'K02', overlay: undefined, panel: EMPTY, stage: EMPTY, footer: EMPTY };
  let focused: ContentNode | undefined;
  const speaker = createSpeaker({
    speak: ({ text }) => {
      spoken.push(text);
      return { ended: Promise.resolve('spoken'), cut: () => undefined };
    },
    pause: () => undefined, resume: () => undefined, isAble: async () => true,
  }, () => ({ pace: 'normal', level: 1 }));
  const clock = createManualClock();
  const reader = createScreenReader({
    source: { read: () => content, onChanged: () => () => undefined, focused: () => focused }, speaker, clock, wordsOf: (language) => createWords(language, 'UTC').say,
  });
  let reading: Reading = { isOn: false, language: 'en', isPrivate: false, session: 1, ...start };
  reader.set(reading);
  return {
    reader, speaker, clock,
    set: (change: Partial<Reading>) => { reading = { ...reading, ...change }; reader.set(reading); },
    show: (screen: string, panel: string, overlay?: string) => { content = { ...content, screen, overlay, panel: contentOfMarkup(panel) }; reader.look(); },
    focus: (markup: string) => {
      const node = contentOfMarkup(markup).children[0];
      focused = typeof node === 'object' ? node : undefined;
      reader.focus();
    },
    heard: async (): Promise<readonly string[]> => {
      await clock.pass(0);
      const all = spoken;
      spoken = [];
      return all;
    },
  };
}
const said = (language: Language, id: keyof typeof words.en): string => words[language][id];

describe('screen reader', () => {
  it('is silent until speech is wanted, then says how it works and what stands there', async () => {
    const { show, set, heard } = bench();
    show('K02', '<h1>What would you like?</h1><button>Collect my car</button>');
    assert.deepEqual(await heard(), []);
    set({ isOn: true });
    assert.deepEqual(await heard(), [said('en', 'speech.on'), 'What would you like?', '1 choice.', '1: Collect my car']);
  });

  it('says a new screen as a whole, and of the same one only what has changed', async () => {
    const { show, heard } = bench({ isOn: true });
    await heard();
    show('K21', '<h1>Your car is coming</h1><p role="status">about 2 minutes</p>');
    assert.deepEqual(await heard(), ['Your car is coming', 'about 2 minutes']);
    show('K21', '<h1>Your car is coming</h1><p role="status">about 2 minutes</p><p role="alert">Stop did not reach the tower.</p>');
    assert.deepEqual(await heard(), ['Stop did not reach the tower.']);
  });

  it('says what lies over a screen, its count-down, and the screen again once that is gone', async () => {
    const { show, heard } = bench({ isOn: true });
    const panel = '<h1>Found</h1>';
    show('K17', panel);
    await heard();
    for (const seconds of [20, 19, 10]) show('K17', `<h2>Are you still there?</h2><p>In ${String(seconds)} seconds</p>`, 'K80');
    assert.deepEqual(await heard(), ['Are you still there?', 'In 20 seconds', 'In 10 seconds']);
    show('K17', panel);
    assert.deepEqual(await heard(), ['Found']);
  });

  it('says everything anew in the language that was chosen', async () => {
    const { show, set, heard } = bench({ isOn: true });
    show('K81', '<h1>再见</h1>');
    await heard();
    set({ language: 'zh' });
    assert.deepEqual(await heard(), ['再见']);
  });

  it('says the control that a key has gone to, not one that the page has chosen', async () => {
    const { reader, focus, heard } = bench({ isOn: true });
    await heard();
    focus('<button>Collect my car</button>');
    assert.deepEqual(await heard(), []);
    reader.key(key('Tab'));
    focus('<button aria-pressed="false">Read aloud</button>');
    assert.deepEqual(await heard(), ['Read aloud, button, not chosen']);
  });

  it('is cut off by any key and by a touch', () => {
    const { reader, speaker } = bench({ isOn: true });
    for (const interrupt of [() => reader.key(key('x')), () => reader.key(key('Tab')), () => { reader.touch(); }]) {
      speaker.sayNow([{ text: 'a long sentence', language: 'en' }]);
      interrupt();
      assert.equal(speaker.read().phase, 'silent');
    }
  });

  it('says the screen again on F2, and pauses and goes on with F3', async () => {
    const { reader, show, speaker, heard } = bench({ isOn: true });
    show('K02', '<h1>What would you like?</h1>');
    await heard();
    assert.equal(reader.key(key('F2')), true);
    assert.deepEqual(await heard(), ['What would you like?']);
    speaker.sayNow([{ text: 'a long sentence', language: 'en' }]);
    assert.equal(reader.key(key('F3')), true);
    assert.equal(speaker.read().phase, 'paused');
    reader.key(key('F3'));
    assert.equal(speaker.read().phase, 'speaking');
  });

  it('leaves every key to the page while it is off', () => {
    const { reader } = bench();
    assert.deepEqual(['F2', 'F3', 'Tab'].map((name) => reader.key(key(name))), [false, false, false]);
  });

  it('ends when the headphones are taken out, and has nothing private left to say again', async () => {
    const { set, show, speaker, heard } = bench({ isOn: true, isPrivate: true });
    show('K17', '<h1>J. W.</h1><p data-secret="">12 34</p>');
    assert.deepEqual((await heard()).slice(-2), ['J. W.', '12 34']);
    set({ isOn: false, isPrivate: false });
    assert.deepEqual(await heard(), [said('en', 'speech.unplugged')]);
    speaker.again();
    assert.deepEqual(await heard(), []);
  });

  it('does not say aloud what is private', async () => {
    const { show, heard } = bench({ isOn: true });
    await heard();
    show('K17', '<h1>J. W.</h1><p data-secret="">12 34</p>');
    assert.deepEqual(await heard(), ['J. W.', said('en', 'speech.masked')]);
  });

  it('tells the next customer nothing of the one before', async () => {
    const { set, show, speaker, heard } = bench({ isOn: true });
    show('K17', '<h1>J. W.</h1>');
    await heard();
    set({ isOn: false, session: 2 });
    speaker.again();
    assert.deepEqual(await heard(), []);
  });
});
