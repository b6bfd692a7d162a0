import type { CDPSession, Page } from 'playwright-core';
import { deliveryAt } from '../delivery-script.ts';
import { SAMPLE_KEY } from '../fake-tower.ts';
import type { FakeTower } from '../fake-tower.ts';
import { restingTower } from '../sample-tower.ts';

declare global {
  /** Milliseconds from the event of each touch to the first frame that shows the control pressed. */
  var touchEchoes: number[];
}

const ROUNDS = 6;
const PATIENCE_MS = 5000;

/** Runs in the page. A frame shows what stands in the document when its callbacks run; it is painted before the next task. */
function watchTouches(): void {
  globalThis.touchEchoes = [];
  const painted = new MessageChannel();
  let touchedMs = NaN;
  // eslint-disable-next-line no-restricted-properties -- the page's own clock, in which its events are stamped
  painted.port1.onmessage = () => { touchEchoes.push(performance.now() - touchedMs); };
  addEventListener('pointerdown', ({ target, timeStamp }) => {
    touchedMs = timeStamp;
    const control = (target as Element).closest('button');
    const look = (): void => {
      if (control?.matches('[data-pressed], [data-held]') === true) painted.port2.postMessage(undefined);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, { capture: true });
}

/** Runs in the page: the middle of every button that can be pressed. */
function buttonsInPage(): readonly { readonly x: number; readonly y: number }[] {
  return [...document.querySelectorAll<HTMLElement>('button:not([disabled])')].flatMap((each) => {
    const { left, top, width, height } = each.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return width > 0 && each.contains(document.elementFromPoint(x, y)) ? [{ x, y }] : [];
  });
}

/** Touches every button of the screen that is shown, and lets go without pressing it. */
async function touchAll(page: Page, session: CDPSession): Promise<void> {
  for (const spot of await page.evaluate(buttonsInPage)) {
    const before = await page.evaluate(() => touchEchoes.length);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [spot] });
    await page.waitForFunction((count) => touchEchoes.length > count, before, { timeout: PATIENCE_MS, polling: 20 });
    await session.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] });
  }
}

/** From the event of a touch to the frame with its echo, over every button of the first screen, the choices, the keypad, the help and a car that comes. */
export async function measureTouchEcho(page: Page, tower: FakeTower): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page);
  const open = async (...actions: readonly string[]): Promise<void> => {
    await page.goto('about:blank');
    await page.goto(`${tower.origin}/kiosk/#key=${SAMPLE_KEY}`);
    await page.locator('.kiosk[data-screen="K01"]').waitFor();
    await page.evaluate(watchTouches);
    for (const action of actions) await page.locator(`[data-action="${action}"]`).click();
    await page.waitForTimeout(1000);
    await page.evaluate(() => { touchEchoes = []; });
  };
  const all: number[] = [];
  const onScreens: readonly (() => Promise<void>)[] = [
    () => open(),
    () => open('start'),
    () => open('start', 'collect', 'way-code'),
    () => open('start', 'help'),
    async () => {
      await open();
      tower.show(deliveryAt(17));
      await page.locator('.kiosk[data-screen="K21"]').waitFor();
      await page.waitForTimeout(500);
    },
  ];
  for (const go of onScreens) {
    await go();
    for (let round = 0; round < ROUNDS; round += 1) await touchAll(page, session);
    all.push(...(await page.evaluate(() => touchEchoes)));
  }
  tower.show(restingTower);
  return all;
}
