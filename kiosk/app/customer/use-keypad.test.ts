import assert from 'node:assert/strict';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { restingTower, sampleSite } from '../testing/sample-tower.ts';
import { WordsProvider } from '../words/words.tsx';
import { Frame } from './frame.tsx';
import { sampleNamed, sampleNames } from './gallery/samples.ts';
import { stillServices } from './gallery/still-services.ts';
import { ServicesContext } from './services.tsx';
import { WAYS_BACK } from './use-keypad.ts';

/** Screens that lie over a journey, with those that have a way back in the bar. */
const SCREENS = ['K02', 'K16', 'K34', 'K44', 'K51', 'K60', 'K61', 'K62'];
const ids = [...WAYS_BACK.matchAll(/"(?<id>[^"]+)"/gu)].map(({ groups }) => groups?.['id'] ?? '');

describe('Escape', () => {
  for (const screen of SCREENS) {
    it(`leads back from ${screen} by one button, whatever it shows`, () => {
      for (const [, name] of sampleNames.filter(([each]) => each === screen)) {
        const sample = sampleNamed(screen, name);
        assert.ok(sample !== undefined && !('boot' in sample));
        const { view, tower = restingTower, link = 'live', frame } = sample;
        const drawn = createElement(Frame, { question: undefined, followedCarId: undefined, ...frame, view, display: { size: 'm', skin: 'light' }, session: 0 });
        const page = createElement(ServicesContext, { value: stillServices(tower, link, 32) }, createElement(WordsProvider, { language: 'en', timeZone: sampleSite.timezone, children: drawn }));
        const actions = [...renderToStaticMarkup(page).matchAll(/data-action="(?<id>[^"]+)"/gu)].map(({ groups }) => groups?.['id'] ?? '');
        const found = actions.filter((id) => ids.includes(id));
        // The short terms are agreed to, or left for later: both are said in words.
        if (screen === 'K44' && !actions.includes('terms-short')) assert.deepEqual(found, [], name);
        else assert.equal(found.length, 1, `${screen} ${name}: ${found.join(' ')}`);
      }
    });
  }
});
