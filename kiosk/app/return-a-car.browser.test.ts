import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { startUp, untilReady, type RunningUp } from '../../controller/shell/up/testing/running-up.ts';
import { visit, type TowerVisit } from '../../controller/shell/up/testing/tower-visit.ts';
import { until } from '../../controller/shell/up/testing/until.ts';
import { launchChromium } from '../testing/launch-chromium.ts';
import type { ChromiumSession } from '../testing/launch-chromium.ts';

/** Virtual time passes this much faster, so that there and back again does not make the test wait for minutes. */
const SPEED = '8';
const CAR = 'SH-05';
const WAY_TIMEOUT_MS = 180_000;

describe('a customer brings the car back', () => {
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
