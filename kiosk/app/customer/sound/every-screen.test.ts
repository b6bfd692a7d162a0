/** What is said of every screen, in both languages: nothing is left silent, nothing secret is spoken, nothing is said that is not for people. */
import assert from 'node:assert/strict';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { languages, words } from '../../../../config/words/index.ts';
import type { Language } from '../../../../config/words/index.ts';
import { contentOfMarkup, findNode } from '../../testing/markup-content.ts';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
import { createWords, WordsProvider } from '../../words/words.tsx';
import { Frame } from '../frame.tsx';
import type { BootSample, Sample } from '../gallery/sample.ts';
import { sampleNamed, sampleNames } from '../gallery/samples.ts';
import { stillServices } from '../gallery/still-services.ts';
import { ServicesContext } from '../services.tsx';
import type { ContentNode, ContentPart } from './content-parts.ts';
import { partsOf } from './content-parts.ts';
import type { ScreenContent, Sentence } from './sound.port.ts';
import { runsOf } from './spoken-form.ts';
import { partsOfScreen, tellFocus, tellScreen } from './telling.ts';
import type { Teller } from './telling.ts';

type Choice = Extract<ContentPart, { readonly kind: 'choice' }>;

/** Over a screen lies what a dialogue draws in the page itself: those are heard in the browser. */
const isDrawnByFrame = (screen: string, sample: Sample | BootSample): sample is Sample => !('boot' in sample) && sample.view.screen === screen;
const drawn = sampleNames.flatMap(([screen, name]) => {
  const sample = sampleNamed(screen, name);
  return sample !== undefined && isDrawnByFrame(screen, sample) ? [{ screen, name, sample }] : [];
});

const NOTHING: ContentNode = { tag: 'div', attributes: {}, children: [] };
/** A drawing is a whole, as in the page. */
const whole = (node: ContentNode): ContentNode => ({
  ...node, children: node.tag === 'svg' ? [] : node.children.map((child) => (typeof child === 'string' ? child : whole(child))),
});

function contentOf({ view, tower = restingTower, link = 'live', frame }: Sample, language: Language): ScreenContent {
  const screen = createElement(Frame, { question: undefined, followedCarId: undefined, ...frame, view, display: { size: 'm', skin: 'light' }, session: 0 });
  const said = createElement(WordsProvider, { language, timeZone: sampleSite.timezone, children: screen });
  const root = contentOfMarkup(renderToStaticMarkup(createElement(ServicesContext, { value: stillServices(tower, link, 32) }, said)));
  const part = (tag: string): ContentNode => whole(findNode(root, (node) => node.tag === tag) ?? NOTHING);
  return { screen: view.screen, overlay: undefined, panel: part('main'), stage: part('section'), footer: part('footer') };
}

interface Told {
  readonly screen: string;
  readonly name: string;
  readonly sample: Sample;
  readonly content: ScreenContent;
  readonly sentences: readonly Sentence[];
}

const teller = (language: Language, isPrivate = false): Teller => ({ language, isPrivate, say: createWords(language, 'UTC').say });
const choicesIn = (parts: readonly ContentPart[]): readonly Choice[] => parts.filter((part) => part.kind === 'choice');

const HAN = /\p{Script=Han}/u;
/** What a program writes for itself: an id of words, a brace that was not filled, a value that is none. */
const NOT_FOR_PEOPLE = /undefined|null|NaN|\[object|[{}]|<|\b(?:K\d\d|problem|speech|phase|interlock|stop|return)\.[a-zA-Z]/u;

describe('what is said of every screen', function () {
  this.timeout(60_000);
  it('is asked of all of them', () => assert.ok(drawn.length > 60, String(drawn.length)));

  for (const language of languages) {
    describe(`in ${language}`, () => {
      const all: Told[] = [];
      before(() => {
        for (const each of drawn) {
          const content = contentOf(each.sample, language);
          all.push({ ...each, content, sentences: tellScreen(teller(language), content) });
        }
      });
      const flaws = (judge: (each: Told) => readonly string[]): void =>
        assert.deepEqual(all.flatMap((each) => judge(each).map((flaw) => `${each.screen} ${each.name}: ${flaw}`)), []);

      it('begins with a title', () => flaws(({ content }) => (partsOf(content.panel).some(({ kind }) => kind === 'title') ? [] : ['no title'])));

      it('has a name for everything that can be pressed', () => flaws(({ content }) => choicesIn(partsOfScreen(content)).filter(({ text }) => text === '').map(({ action }) => `${action} is silent`)));

      it('says everything that can be pressed', () => flaws(({ content, sentences }) => {
        const spoken = sentences.map(({ text }) => text).join('\n');
        return choicesIn(partsOfScreen(content)).filter(({ text }) => Array.from(text).length > 1)
          .flatMap((part) => runsOf(part.text, part.language ?? language).map(({ text }) => text)).filter((text) => !spoken.includes(text));
      }));

      it('is a sentence each time, and one for people', () => flaws(({ sentences }) => sentences.map(({ text }) => text).filter((text) => text.trim() === '' || NOT_FOR_PEOPLE.test(text))));

      it('is in the language of the voice that speaks it', () => flaws(({ sentences }) =>
        sentences.filter((each) => each.language === 'en' && HAN.test(each.text)).map(({ text }) => text)));

      it('never has a character of a code in it while others can hear', () => flaws(({ content, sample, sentences }) => {
        if (sample.view.screen !== 'K16') return [];
        const { code } = sample.view;
        const heard = [...sentences, ...choicesIn(partsOfScreen(content)).flatMap((part) => tellFocus(teller(language), part))].map(({ text }) => text);
        const keys = heard.filter((text) => text.replace(/^\d+: /u, '').split(/[，,：]/u).some((word) => /^\s*[0-9A-Z]\s*$/u.test(word)));
        return [...keys, ...heard.filter((text) => code.length > 2 && text.replaceAll(' ', '').includes(code))];
      }));

      it('never says what opens a booking, or is worth money, while others can hear', () => flaws(({ sample: { view }, sentences }) => {
        const secrets = [view.screen === 'K53' ? view.booked?.code : undefined, view.screen === 'K23' ? view.stalled?.voucher?.code : undefined];
        return secrets.filter((secret) => secret !== undefined && sentences.some(({ text }) => text.replaceAll(' ', '').includes(secret))).map((secret) => `says ${secret ?? ''}`);
      }));

      it('names nobody but in the masked form', () => flaws(({ sentences }) =>
        sentences.map(({ text }) => text).filter((text) => text.includes('*'))));
    });
  }

  it('tells who listens by headphones which key is in focus', () => {
    const code = drawn.find(({ screen }) => screen === 'K16');
    assert.ok(code !== undefined);
    const keys = choicesIn(partsOfScreen(contentOf(code.sample, 'en'))).filter(({ text }) => text.length === 1);
    assert.ok(keys.length > 20);
    for (const key of keys) {
      assert.ok(tellFocus(teller('en', true), key)[0]?.text.startsWith(key.text), key.text);
      assert.equal(tellFocus(teller('en'), key)[0]?.text, `${words.en['speech.key']}, ${words.en['speech.button']}`);
    }
  });
});
