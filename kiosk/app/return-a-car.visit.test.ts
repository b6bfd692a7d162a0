import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { startUp, untilReady, type RunningUp } from '../../controller/shell/up/testing/running-up.ts';
import { visit, type TowerVisit } from '../../controller/shell/up/testing/tower-visit.ts';
import { until } from '../../controller/shell/up/testing/until.ts';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';
import { builtPages } from './testing/built-pages.ts';
import { SAMPLE_CODE, SAMPLE_KEY, sampleRecognition, startFakeTower } from './testing/fake-tower.ts';
import type { FakeTower } from './testing/fake-tower.ts';
import { flawsOf, NO_FLAWS, settled } from './testing/page-flaws.ts';
import { returnMoments } from './testing/return-script.ts';

/** Virtual time passes this much faster, so that there and back again does not make the test wait for minutes. */
const SPEED = '8';
const CAR = 'SH-05';
const WAY_TIMEOUT_MS = 180_000;

describe('the screens of a return', function () {
  this.timeout(180_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  before(async () => {
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium();
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });

  it('have nothing small, cut off or inaccessible, in either language and orientation', async () => {
    const { page } = chromium;
    const tap = (action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
    const check = async (screen: string, name: string): Promise<void> => {
      await page.locator(`[data-screen="${screen}"]`).waitFor();
      await settled(page);
      assert.deepEqual(await flawsOf(page, { targetMm: 20, scrolls: false }), NO_FLAWS, `${screen} ${name}`);
    };
    const { cell: _cell, ...known } = sampleRecognition;
    tower.recognise = () => ({ status: 201, body: { ...known, errand: 'bringBack' } });
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    await tap('start');
    await check('K02', 'what to do');
    await tap('bring-back');
    assert.ok(await page.locator('[data-action="way-face"]').isDisabled());
    await tap('way-code');
    await page.locator('[data-screen="K16"]').waitFor();
    await page.keyboard.type(SAMPLE_CODE);
    await tap('code-submit');
    await check('K30', 'welcome back');
    await tap('people-3');
    for (const [i, [name, screen, moment]] of returnMoments.entries()) {
      tower.show(moment);
      await page.setViewportSize(i % 2 === 0 ? { width: 1080, height: 1920 } : { width: 1920, height: 1080 });
      if (i % 5 === 0) await tap(i % 10 === 0 ? 'language-zh' : 'language-en');
      await check(screen, name);
    }
    const begun = tower.asked.find(({ path }) => path === '/api/v1/returns');
    assert.deepEqual(begun?.body, { by: 'ticket', ticket: sampleRecognition.ticket, people: 3 });
    assert.match(String(begun.headers['idempotency-key']), /^[0-9a-f-]{36}$/u);
  });
});

describe('a customer brings the car back', function () {
  this.timeout(480_000);
  let up: RunningUp;
  let tower: TowerVisit;
  let chromium: ChromiumSession;
  let page: Page;

  before(async () => {
    up = startUp(['--headless', '--no-demo', '--port', '0', '--speed', SPEED]);
    await untilReady(up);
    tower = await visit(up);
    chromium = await launchChromium();
    page = chromium.page;
  });
  after(async () => {
    await chromium.close();
    await up.stop();
  });

  const press = (action: string): Promise<void> => page.locator(`[data-action="${action}"]:not([disabled])`).click({ timeout: 30_000 });
  const screen = (id: string, timeout = 30_000): Promise<void> => page.locator(`[data-screen="${id}"]`).waitFor({ timeout });
  async function identify(task: 'collect' | 'bring-back', code: string): Promise<void> {
    await screen('K01');
    await press('start');
    await press(task);
    await press('way-code');
    await screen('K16');
    await page.keyboard.type(code);
    await press('code-submit');
  }
  /** Holds a button down until something has come of it. */
  async function hold(action: string, done: () => Promise<boolean>): Promise<void> {
    const box = await page.locator(`[data-action="${action}"]`).boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await until(`${action} was held`, 30_000, async () => ((await done()) ? true : undefined));
    await page.mouse.up();
  }
  /** Every screen that is shown from here on, in its order. */
  async function noteScreens(): Promise<() => Promise<readonly string[]>> {
    const seen = await page.evaluateHandle(() => {
      const screens: string[] = [];
      const note = (): void => {
        const now = document.querySelector<HTMLElement>('[data-screen]')?.dataset['screen'] ?? '';
        if (screens.at(-1) !== now) screens.push(now);
      };
      new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-screen'] });
      note();
      return screens;
    });
    return () => seen.jsonValue();
  }

  it('that was collected here, and meets every screen on the way until it stands in its cell', async () => {
    await page.goto(up.told('kiosk') ?? '');
    await screen('K01');
    const code = await tower.book(CAR);
    await identify('collect', code);
    await screen('K17');
    await press('car-yes');
    await screen('K19');
    await hold('hold', async () => (await page.locator('[data-screen="K21"]').count()) > 0);
    await until('the car has left', WAY_TIMEOUT_MS, async () => ((await tower.truth()).cars[CAR]?.place === 'outside' ? true : undefined));
    await until('the empty pallet is home again', WAY_TIMEOUT_MS, async () => ((await tower.snapshot()).orders.length === 0 ? true : undefined));

    await identify('bring-back', code);
    await screen('K30');
    const seen = await noteScreens();
    await press('people-2');
    await screen('K33', WAY_TIMEOUT_MS);
    await screen('K36', WAY_TIMEOUT_MS);
    const order = ['K30', 'K38', 'K31', 'K32', 'K33', 'K35', 'K36'];
    const shown = await seen();
    assert.deepEqual(order.filter((id) => shown.includes(id)), order, shown.join(' '));
    const [truth, snapshot] = [await tower.truth(), await tower.snapshot()];
    const cell = Object.entries(snapshot.cells).find(([, { carId }]) => carId === CAR);
    assert.equal(truth.pallets[cell?.[1].palletId ?? '']?.car, CAR);
    assert.equal(truth.pallets[cell?.[1].palletId ?? '']?.place, `cell:${cell?.[0] ?? ''}`);
    assert.deepEqual(truth.collisions, []);
    await press('finish');
    await screen('K01');
    assert.equal((await page.content()).includes(code), false);
  });
});
