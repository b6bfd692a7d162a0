import assert from 'node:assert/strict';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { languages } from '../../../../config/words/index.ts';
import type { Language } from '../../../../config/words/index.ts';
import { interlockRows } from '../../../../controller/shell/situations/testing/interlock-rows.ts';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { pausedAt } from '../../testing/delivery-script.ts';
import { restingTower, sampleCars, sampleSite } from '../../testing/sample-tower.ts';
import { WordsProvider } from '../../words/words.tsx';
import { stageOf } from '../flow/delivery-stage.ts';
import { pauseView } from '../flow/pause-view.ts';
import { freshContext } from '../flow/session-context.ts';
import { digestOf } from '../flow/tower-digest.ts';
import { PausedScreen } from '../screens/paused.screen.tsx';
import { ServicesContext } from '../services.tsx';

const live = { read: () => ({ link: 'live' as const, tower: restingTower, heardAtMs: 0 }), subscribe: () => () => true, showSession: () => undefined, close: () => undefined };
const services = { site: sampleSite, cars: sampleCars, live, clock: createManualClock(), frames: () => () => undefined, send: () => undefined };

/** The words of K22 for a tower that a row has stopped in mid-delivery. */
function pausedBy(row: { readonly id: string; readonly reset: 'customer' | 'operator' | 'technician' }, language: Language): readonly string[] {
  const tower = pausedAt(24, row.reset, row.id);
  const digest = digestOf({ link: 'live', tower, heardAtMs: 0 }, sampleSite);
  const [collection] = digest.collections;
  assert.ok(collection);
  assert.equal(stageOf({ ...collection, isSeen: true, isMissing: false, wasEntered: false }, digest), 'paused', row.id);
  const context = freshContext({ tower: digest, defaults: { language, display: { size: 'm', skin: 'auto' } } });
  const screen = createElement(PausedScreen, { pause: pauseView(context, collection, collection.collectionId, false) });
  const words = createElement(WordsProvider, { language, timeZone: sampleSite.timezone, children: screen });
  const markup = renderToStaticMarkup(createElement(ServicesContext, { value: services }, words));
  return [...markup.matchAll(/<(?:p|h1)[^>]*>(.*?)<\/(?:p|h1)>/gsu)].map(([, text]) => (text ?? '').replaceAll(/<[^>]+>/gu, '').trim()).filter((text) => text !== '');
}

describe('the pause that the screen shows', () => {
  const rows = interlockRows();
  for (const language of languages) {
    it(`has a sentence of its own for every row of the interlock table, in ${language}`, () => {
      assert.ok(rows.length > 50, `${String(rows.length)} rows`);
      for (const row of rows) {
        const [title, reason = '', safe = '', next = ''] = pausedBy(row, language);
        assert.ok(title, row.id);
        for (const text of [reason, safe, next]) {
          assert.ok(text.length >= 6, `${row.id} shows "${text}"`);
          assert.doesNotMatch(text, /IL-\d|interlock\.|K22\.|\{|\}|undefined/u, row.id);
        }
        const isHan = /\p{Script=Han}/u.test(reason);
        assert.equal(isHan, language === 'zh', `${row.id}: ${reason}`);
      }
    });
  }
});
