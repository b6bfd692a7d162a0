import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { launchChromium } from '../../testing/launch-chromium.ts';
import type { ChromiumSession } from '../../testing/launch-chromium.ts';
import { builtPages } from '../testing/built-pages.ts';
import { SAMPLE_KEY, startFakeTower } from '../testing/fake-tower.ts';
import type { FakeTower } from '../testing/fake-tower.ts';
import { settled } from '../testing/page-flaws.ts';

describe('a screen that is drawn closer together', function () {
  this.timeout(120_000);
  let tower: FakeTower;
  let chromium: ChromiumSession;
  let page: Page;
  const tap = (action: string): Promise<void> => page.locator(`[data-action="${action}"]`).click();
  const onScreen = async (screen: string): Promise<void> => {
    await page.waitForSelector(`[data-screen="${screen}"]`);
    await settled(page);
  };

  before(async () => {
    tower = await startFakeTower(await builtPages());
    chromium = await launchChromium({ camera: { kind: 'denied' }, besideTower: false, viewport: { width: 1280, height: 720 } });
    page = chromium.page;
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    await onScreen('K01');
  });
  after(async () => {
    await chromium.close();
    await tower.close();
  });

  it('is measured once a picture, however often it changes before', async () => {
    const { looks, saidSo } = await page.evaluate(async () => {
      let measured = 0;
      const { get } = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollHeight')!;
      Object.defineProperty(Element.prototype, 'scrollHeight', {
        configurable: true,
        get(this: Element) {
          if (this.matches('.panel')) measured += 1;
          return get!.call(this) as number;
        },
      });
      const panel = document.querySelector('.panel')!;
      for (let change = 0; change < 20; change += 1) {
        panel.append(document.createComment(String(change)));
        await Promise.resolve();
        await Promise.resolve();
      }
      const isFitting = document.documentElement.hasAttribute('data-fitting');
      for (let picture = 0; picture < 3; picture += 1) await new Promise(requestAnimationFrame);
      return { looks: measured, saidSo: isFitting };
    });
    assert.deepEqual({ looks, saidSo }, { looks: 1, saidSo: true });
  });

  it('is where it was when it comes back, without a step in between', async () => {
    await page.mouse.click(300, 300);
    await onScreen('K02');
    await tap('display');
    await tap('display-xl');
    await tap('display-done');
    await tap('collect');
    await onScreen('K10');
    const tight = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset['tight']);
    const first = await tight();
    assert.notEqual(first, '0');
    await tap('back');
    await onScreen('K02');
    await page.evaluate(() => {
      const steps: string[] = [];
      Object.assign(globalThis, { steps });
      new MutationObserver((records) => { steps.push(...records.map(() => document.documentElement.dataset['tight'] ?? '')); })
        .observe(document.documentElement, { attributes: true, attributeFilter: ['data-tight'] });
    });
    await tap('collect');
    await onScreen('K10');
    assert.equal(await tight(), first);
    const steps = await page.evaluate(() => (globalThis as unknown as { readonly steps: readonly string[] }).steps);
    assert.ok(steps.length <= 1, steps.join());
  });
});
