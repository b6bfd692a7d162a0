import assert from 'node:assert/strict';
import type { TowerSnapshot } from '../../controller/api/contract/index.ts';
import type { Page } from 'playwright-core';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { deliveryAt, pausedAt } from './testing/delivery-script.ts';
import { ok, problem } from './testing/fake-reply.ts';
import { SAMPLE_CODE, SAMPLE_KEY, sampleRecognition, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { flawsOf, NO_FLAWS, settled } from './testing/page-flaws.ts';
import { restingTower, sampleCollection } from './testing/sample-tower.ts';

const NEITHER = { collect: { possible: false, why: 'notReady' }, bringBack: { possible: false, why: 'notReady' } } as const;
const eventOf = (event: 'fire' | 'storm') =>
  ({ event, state: 'present', sinceMs: 0, refuses: ['deliver', 'receive'], running: 'stop', tells: ['staff'], releasedBy: 'technician', inspects: [] }) satisfies NonNullable<TowerSnapshot['siteEvents']>[number];

/** Targets of 20 mm, and nothing to scroll. */
const KIOSK = { targetMm: 20, scrolls: false } as const;
const tap = (page: Page, action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
const onScreen = async (page: Page, screen: string): Promise<void> => {
  await page.waitForSelector(`[data-screen="${screen}"]`, { timeout: 10_000 });
  await settled(page);
};
const type = async (page: Page, code: string): Promise<void> => {
  for (const key of code) await tap(page, `key-${key}`);
};

describe('the kiosk in a browser', function () {
  this.timeout(120_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let page: Page;
  const problems: string[] = [];

  const check = async (screen: string): Promise<void> => {
    await onScreen(page, screen);
    assert.deepEqual(await flawsOf(page, KIOSK), NO_FLAWS, screen);
  };
  const open = async (): Promise<void> => {
    tower.setReachable(true);
    tower.show(restingTower);
    await page.goto('about:blank');
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    await onScreen(page, 'K01');
  };
  const hold = async (action: string, ms: number): Promise<void> => {
    const box = await page.locator(`[data-action="${action}"]`).boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForTimeout(ms);
    await page.mouse.up();
  };

  before(async () => {
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium({ camera: { kind: 'denied' } });
    page = chromium.page;
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      // A policy that is broken, or React complaining; a refused request is part of the situations.
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/u.test(message.text())) problems.push(message.text());
    });
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });
  afterEach(() => {
    assert.deepEqual(problems.splice(0), []);
  });

  it('takes its key out of the address at once and keeps it for this tab only', async () => {
    await open();
    assert.equal(new URL(page.url()).hash, '');
    await page.reload();
    await onScreen(page, 'K01');
    assert.deepEqual(await page.evaluate(() => [Object.keys(sessionStorage), Object.keys(localStorage), document.cookie]), [['carillon.kiosk'], [], '']);
  });

  it('collects a car by code, from the touch to the goodbye, with nothing small, cut off or inaccessible on the way', async () => {
    await open();
    await check('K01');
    // Anywhere: the tower itself is touched, not the words.
    await page.locator('[data-action="start"]').click({ position: { x: 540, y: 500 } });
    await check('K02');
    await tap(page, 'collect');
    await check('K10');
    await tap(page, 'way-code');
    await check('K16');
    await type(page, SAMPLE_CODE);
    await tap(page, 'code-submit');
    await check('K17');
    await tap(page, 'car-yes');
    await check('K19');
    await hold('hold', 500);
    assert.equal(tower.asked.filter(({ path }) => path === '/api/v1/collections').length, 0);
    await hold('hold', 1300);
    tower.show(deliveryAt(0, { phase: 'queued', ahead: 2 }));
    await check('K20');
    for (const atS of [4, 10, 17, 24, 30, 36]) tower.show(deliveryAt(atS));
    await check('K21');
    tower.show(deliveryAt(53));
    await check('K24');
    tower.show(deliveryAt(60));
    await page.getByText('Go in now').waitFor();
    await check('K24');
    const open60 = deliveryAt(60);
    tower.show({ ...open60, bays: { ...open60.bays, A: { ...open60.bays['A']!, person: 'present' } } });
    await check('K26');
    tower.show({ ...restingTower, collections: [{ ...sampleCollection, phase: 'closing' }] });
    await check('K27');
    assert.equal(tower.asked.filter(({ path }) => path === '/api/v1/collections').length, 1);
    const collected = tower.asked.find(({ path }) => path === '/api/v1/collections');
    assert.match(String(collected?.headers['idempotency-key']), /^[0-9a-f-]{36}$/u);
    await tap(page, 'finish');
    await onScreen(page, 'K01');
    assert.doesNotMatch(await page.content(), /J\. W\.|M1498/u);
  });

  it('says every reason why a car cannot come, and welcomes back whoever is late, in either language and orientation', async () => {
    const { cell: _cell, ...known } = sampleRecognition;
    const usual = tower.recognise;
    const late = { sinceUtcMs: Date.UTC(2026, 2, 17, 4), feeMinor: 19_800, nextRiseUtcMs: Date.UTC(2026, 2, 17, 6) };
    const replies = [
      ['collect', 'K18', problem(403, 'depositMissing', { also: ['licenceMissing', 'carsExhausted', 'oneAtATime', 'memberBlocked'] })],
      ['bring-back', 'K30', ok({ ...known, errand: 'bringBack', late })],
    ] as const;
    for (const [errand, screen, reply] of replies) {
      tower.recognise = () => reply;
      await open();
      await tap(page, 'start');
      await tap(page, errand);
      await tap(page, 'way-code');
      await onScreen(page, 'K16');
      await type(page, SAMPLE_CODE);
      await tap(page, 'code-submit');
      await onScreen(page, screen);
      for (const language of ['zh', 'en']) {
        await tap(page, `language-${language}`);
        for (const size of [{ width: 1920, height: 1080 }, { width: 1080, height: 1920 }]) {
          await page.setViewportSize(size);
          await check(screen);
        }
      }
    }
    tower.recognise = usual;
  });

  it('draws the carriage where it is measured', async () => {
    await open();
    tower.show(deliveryAt(17));
    await onScreen(page, 'K21');
    const read = (): Promise<number[]> => page.evaluate(() => /\((.+)px, (.+)px\)/u.exec(document.querySelector<SVGElement>('.carriage')?.style.transform ?? '')?.slice(1).map(Number) ?? []);
    await page.waitForTimeout(1000);
    const { lift, travel } = deliveryAt(17).axes;
    const [u = 0, v = 0] = await read();
    assert.ok(Math.abs(u - travel!.positionMm) <= 20 && Math.abs(-v - lift!.positionMm) <= 20, `${String(u)} ${String(v)}`);
  });

  it('shows why it is paused, in the interlock’s own words, and asks to go on only where the customer may', async () => {
    await open();
    tower.show(deliveryAt(24));
    await onScreen(page, 'K21');
    tower.show(pausedAt(24, 'operator'));
    await check('K22');
    await page.getByText('the inner door of bay A is not closed and locked', { exact: false }).waitFor();
    assert.equal(await page.locator('[data-action="resume"]').count(), 0);
    tower.show(pausedAt(24, 'customer'));
    await page.locator('[data-action="resume"]').waitFor();
    await check('K22');
    await page.locator('[data-action="resume"]').focus();
    await page.keyboard.down('Enter');
    await page.waitForTimeout(1300);
    await page.keyboard.up('Enter');
    assert.ok(tower.asked.some(({ path }) => path === `/api/v1/collections/${sampleCollection.collectionId}/resumptions`));
    tower.show(deliveryAt(24, { phase: 'stalled' }));
    await check('K23');
  });

  it('stops the tower from the screen, and says so', async () => {
    await open();
    tower.show(deliveryAt(24));
    await onScreen(page, 'K21');
    await tap(page, 'stop');
    await page.getByText('The tower has been told to stop.').waitFor();
    assert.ok(tower.asked.some(({ path }) => path === '/api/v1/stop'));
  });

  it('says that it hears nothing, keeps the last drawing hatched, and recovers by itself, over a gap as well', async () => {
    await open();
    tower.show(deliveryAt(24));
    await onScreen(page, 'K21');
    tower.setReachable(false);
    await page.getByText('No connection to the tower.', { exact: false }).waitFor();
    await page.locator('svg.tower[data-stale="true"]').waitFor();
    await check('K21');
    tower.setReachable(true);
    await page.waitForFunction(() => document.querySelector<SVGElement>('svg.tower')?.dataset['stale'] === 'false', undefined, { timeout: 15_000 });
    tower.show(deliveryAt(53), 'gap');
    await onScreen(page, 'K24');
  });

  for (const [screen, state] of [
    ['K71', { ...restingTower, offers: NEITHER }],
    ['K73', { ...restingTower, offers: NEITHER, siteEvents: [eventOf('storm')], wind: { gustMPerS: 23.4, limitMPerS: 20 } }],
    ['K75', { ...restingTower, offers: NEITHER, siteEvents: [eventOf('fire')] }],
    ['K82', { ...restingTower, state: 'recovering' }],
    ['K79', { ...pausedAt(24, 'operator', 'IL-01'), collections: [] }],
    ['K76', { ...restingTower, mode: 'maintenance' }],
  ] satisfies [string, TowerSnapshot][]) {
    it(`shows ${screen} while the tower hands out no cars`, async () => {
      await open();
      tower.show(state);
      await check(screen);
      tower.show(restingTower);
      await onScreen(page, 'K01');
    });
  }

  it('keeps the open half of the service open outside of the opening hours and without a backend, and tells the rest to who asks', async () => {
    tower.service = { utcMs: 0, hours: { open: false, changesAtUtcMs: Date.UTC(2026, 2, 18, 1) }, backend: 'lost', payments: false };
    tower.setReachable(true);
    tower.show({ ...restingTower, offers: { collect: { possible: true }, bringBack: { possible: false, why: 'noPallet' } } });
    await page.goto('about:blank');
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    // The hours are asked for once the page has begun.
    await page.waitForSelector('[data-screen="K70"]', { timeout: 60_000 });
    await check('K70');
    await tap(page, 'start');
    await check('K02');
    assert.ok(await page.locator('[data-action="bring-back"]').isDisabled());
    assert.ok(await page.locator('[data-action="collect"]').isEnabled());
    for (const notice of ['K71', 'K70'] as const) {
      await tap(page, `notice-${notice}`);
      await check(notice);
      await tap(page, 'back');
      await onScreen(page, 'K02');
    }
    tower.service = { utcMs: 0, hours: { open: true }, backend: 'connected', payments: true };
  });

  it('offers the other ways when the camera may not be used, after asking for consent', async () => {
    await open();
    await tap(page, 'start');
    await tap(page, 'collect');
    await tap(page, 'way-face');
    await check('K11');
    await tap(page, 'consent-yes');
    await onScreen(page, 'K12');
    await tap(page, 'face-later');
    await check('K12');
    await tap(page, 'face-ready');
    await check('K14');
    assert.ok(await page.locator('[data-action="way-face"]').isDisabled());
    await tap(page, 'way-code');
    await onScreen(page, 'K16');
  });

  it('keeps every way on within reach in the largest letters, in both languages, and takes a keyboard’s code again after a wrong one', async () => {
    await open();
    await tap(page, 'start');
    await tap(page, 'display');
    await tap(page, 'display-xl');
    await tap(page, 'display-done');
    await tap(page, 'collect');
    await tap(page, 'way-face');
    await tap(page, 'consent-yes');
    await tap(page, 'face-ready');
    for (const language of ['en', 'zh']) {
      await tap(page, `language-${language}`);
      await check('K14');
    }
    await tap(page, 'way-code');
    await onScreen(page, 'K16');
    await page.keyboard.type('ZZ12CD34');
    await tap(page, 'code-submit');
    await page.getByText('3 more tries', { exact: false }).or(page.getByText('还可以试 3 次', { exact: false })).waitFor();
    await page.keyboard.type('ZZ12CD34');
    await tap(page, 'code-submit');
    for (const language of ['zh', 'en']) {
      await tap(page, `language-${language}`);
      await check('K14');
    }
  });

  it('keeps its last line above the footer, even while a screen comes in', async () => {
    await open();
    tower.show({ ...pausedAt(24, 'operator'), collections: [] });
    await onScreen(page, 'K79');
    const hidden = await page.evaluate(() => {
      const panel = document.querySelector<HTMLElement>('.panel')!;
      panel.style.animation = 'none';
      panel.getBoundingClientRect();
      panel.style.animation = '';
      const [coming] = panel.getAnimations();
      coming?.pause();
      if (coming !== undefined) coming.currentTime = 0;
      const lastLine = [...panel.querySelectorAll('p')].at(-1)?.getBoundingClientRect().bottom ?? NaN;
      return { comesIn: coming !== undefined, px: Math.max(0, lastLine - document.querySelector('.footer')!.getBoundingClientRect().top) };
    });
    assert.deepEqual(hidden, { comesIn: true, px: 0 });
  });

  it('changes the language at any step and keeps what was typed', async () => {
    await open();
    await tap(page, 'start');
    await tap(page, 'collect');
    await tap(page, 'way-code');
    await page.keyboard.type('ab1');
    await tap(page, 'language-zh');
    await page.getByRole('heading', { name: '请输入取车码' }).waitFor();
    assert.equal((await page.locator('.box').allInnerTexts()).join(''), 'AB1');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'zh-Hans');
    await check('K16');
    const portrait = page.viewportSize();
    assert.ok(portrait);
    await page.setViewportSize({ width: portrait.height, height: portrait.width });
    await check('K16');
    await page.setViewportSize(portrait);
  });

  it('keeps to the rules in every skin and text size', async () => {
    await open();
    await tap(page, 'start');
    await tap(page, 'collect');
    for (const choice of ['dark', 'hc-light', 'hc-dark', 's', 'l', 'xl', 'light']) {
      await tap(page, 'display');
      await tap(page, `display-${choice}`);
      await page.locator('[data-overlay="K03"]').waitFor();
      await settled(page);
      assert.deepEqual(await flawsOf(page, KIOSK), NO_FLAWS, `K03 ${choice}`);
      await tap(page, 'display-done');
      await page.locator('[data-overlay="K03"]').waitFor({ state: 'detached' });
      await check('K10');
    }
  });
});
