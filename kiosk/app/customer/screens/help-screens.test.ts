import assert from 'node:assert/strict';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { languages } from '../../../../config/words/index.ts';
import type { Language } from '../../../../config/words/index.ts';
import { restingTower, sampleSite } from '../../testing/sample-tower.ts';
import { WordsProvider } from '../../words/words.tsx';
import type { CustomerView } from '../flow/customer-view.ts';
import { samples } from '../gallery/samples.ts';
import { stillServices } from '../gallery/still-services.ts';
import { ServicesContext } from '../services.tsx';
import { Panel } from './panel.tsx';

/** The markup of a panel. */
function shown(view: CustomerView, language: Language = 'en'): string {
  const panel = createElement(WordsProvider, { language, timeZone: 'Asia/Shanghai', children: createElement(Panel, { view }) });
  return renderToStaticMarkup(createElement(ServicesContext, { value: stillServices(restingTower, 'live', 21.5) }, panel));
}

const actionsIn = (markup: string): readonly string[] => [...markup.matchAll(/data-action="([^"]+)"/gu)].map(([, action = '']) => action);
const { phone, emergency, emergencyStops, exits, address } = sampleSite.help;

describe('screens of help', () => {
  for (const language of languages) {
    it(`say the number of the site wherever nobody has answered, in ${language}`, () => {
      for (const name of ['unanswered', 'noted', 'unplaced', 'unplaced-again', 'often', 'unheard'] as const) {
        const sample = samples.K61[name];
        assert.ok(sample, name);
        assert.match(shown(sample.view, language), new RegExp(phone.replaceAll('+', '\\+'), 'u'), name);
      }
    });

    it(`say where one is, whom to ring, the ways out and the red buttons, in ${language}`, () => {
      const markup = shown(samples.K62.usual.view, language);
      for (const text of [address, ...exits, ...emergencyStops].map((each) => each[language])) assert.ok(markup.includes(text.replaceAll("'", '&#x27;')), text);
      for (const { number } of emergency) assert.ok(markup.includes(number), number);
    });
  }

  it('have no button for an emergency: only the way back, and Stop while something moves for this customer', () => {
    assert.deepEqual(actionsIn(shown(samples.K62.usual.view)), ['help-close']);
    assert.deepEqual(actionsIn(shown(samples.K62['moving']?.view ?? samples.K62.usual.view)), ['stop', 'help-close']);
  });

  it('offer six topics, a call and the way back', () => {
    assert.deepEqual(actionsIn(shown(samples.K60.usual.view)), [
      'topic-recognise', 'topic-carNotComing', 'topic-bringBack', 'topic-payment', 'topic-lost', 'topic-emergency', 'call-staff', 'help-close',
    ]);
  });

  it('claim that somebody comes only when the staff have said so', () => {
    for (const [name, { view }] of Object.entries(samples.K61)) assert.equal(/Somebody is coming/u.test(shown(view)), view.call.stage === 'coming', name);
  });
});

describe('the screen of a car that goes no further', () => {
  const offered = (name: string): readonly string[] => {
    const sample = samples.K23[name];
    assert.ok(sample, name);
    return actionsIn(shown(sample.view));
  };

  it('offers what the tower offers, and always other towers, the staff and the way out', () => {
    assert.deepEqual(offered('usual'), ['cancel', 'taxi', 'towers', 'call-staff', 'close']);
    assert.deepEqual(offered('asking'), ['towers', 'call-staff', 'close']);
    assert.deepEqual(offered('not-here'), ['taxi', 'towers', 'call-staff', 'close']);
    assert.deepEqual(offered('unknown'), ['towers', 'call-staff', 'close']);
    assert.deepEqual(offered('done'), ['taxi', 'other-car', 'towers', 'call-staff', 'close']);
    assert.deepEqual(offered('bring-back'), ['call-staff', 'close']);
  });

  it('says the amount before it is given back and after, and keeps the voucher from being spoken aloud', () => {
    assert.match(shown(samples.K23['sure']?.view ?? samples.K23.usual.view), /3,000/u);
    assert.match(shown(samples.K23['voucher']?.view ?? samples.K23.usual.view), /data-secret="true"[^>]*>7K2M9QXR/u);
  });

  it('books nothing at another tower', () => {
    assert.deepEqual(offered('towers'), ['towers-back']);
    assert.match(shown(samples.K23['towers']?.view ?? samples.K23.usual.view), /Nothing is booked there/u);
  });
});

describe('the screen of a car that cannot come now', () => {
  it('shows a code for the phone where something is done there, and another car where that helps', () => {
    assert.match(shown(samples.K18['many']?.view ?? samples.K18.usual.view), /<svg class="qr"/u);
    assert.doesNotMatch(shown(samples.K18.usual.view), /<svg class="qr"/u);
    assert.deepEqual(actionsIn(shown(samples.K18['late']?.view ?? samples.K18.usual.view)), ['start-again', 'other-car']);
    assert.match(shown(samples.K18['tomorrow']?.view ?? samples.K18.usual.view), /We write to you/u);
    assert.doesNotMatch(shown(samples.K18.usual.view), /We write to you/u);
  });
});
