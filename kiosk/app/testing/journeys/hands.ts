import assert from 'node:assert/strict';
import type { CDPSession, Page } from 'playwright-core';

/** A browser on a busy machine takes its time; whoever waits longer waits in vain. */
const PATIENCE_MS = 30_000;
/** Steps of the focus within which every control of a screen is reached: the keypad of a code has most. */
const MOST_STEPS = 60;

/** What a customer does to the screen, in one way only: with a finger, or with keys. */
export interface Hands {
  readonly kind: 'touch' | 'keys';
  /** Presses the control with this action, as soon as it may be pressed. */
  readonly press: (action: string) => Promise<void>;
  /** Holds it down until `isDone`. */
  readonly hold: (action: string, isDone: () => Promise<unknown>) => Promise<void>;
  /** Types a code: on the keypad of the screen, or on a keyboard. */
  readonly type: (code: string) => Promise<void>;
  /** One step back: by the button, or by Escape. */
  readonly back: () => Promise<void>;
  /** Touches or presses so far; to hold once is one. */
  readonly count: () => number;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Runs in the page: where a finger would meet the control, when it is enabled, stands still and lies on top; else nothing. */
function spotInPage(action: string): Spot | false {
  for (const each of document.querySelectorAll<HTMLElement>(`[data-action="${action}"]:not([disabled]):not([aria-disabled="true"])`)) {
    const { left, top, width, height } = each.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const isMoving = document.getAnimations().some(({ effect, playState }) =>
      playState === 'running' && effect instanceof KeyframeEffect && effect.getComputedTiming().endTime !== Infinity && effect.target?.contains(each) === true);
    if (!isMoving && width > 0 && each.contains(document.elementFromPoint(x, y))) return { x, y };
  }
  return false;
}

async function spotOf(page: Page, action: string): Promise<Spot> {
  const found = await page.waitForFunction(spotInPage, action, { timeout: PATIENCE_MS }).catch((error: unknown) => {
    throw new Error(`nobody can press "${action}"`, { cause: error });
  });
  const spot = await found.jsonValue();
  assert.ok(spot !== false);
  return spot;
}

/** A finger on the glass, and nothing else. */
export function touchHands(page: Page, session: CDPSession): Hands {
  let touches = 0;
  const press = async (action: string): Promise<void> => {
    const { x, y } = await spotOf(page, action);
    touches += 1;
    await page.touchscreen.tap(x, y);
  };
  return {
    kind: 'touch',
    press,
    hold: async (action, isDone) => {
      const { x, y } = await spotOf(page, action);
      touches += 1;
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
      await isDone();
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    },
    type: async (code) => {
      for (const key of code) await press(`key-${key}`);
    },
    back: () => press('back'),
    count: () => touches,
  };
}

const focusedAction = (page: Page): Promise<string | undefined> => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['action']);

/** A keyboard, or a switch box that arrives as one: the focus goes from control to control until it is at the right one. */
export function keyHands(page: Page): Hands {
  let presses = 0;
  /** By Tab and by arrow in turns, and pressed by Enter and by space in turns. */
  const isEven = (): boolean => presses % 2 === 0;
  const reach = async (action: string): Promise<void> => {
    await spotOf(page, action);
    const step = isEven() ? 'Tab' : 'ArrowDown';
    for (let steps = 0; (await focusedAction(page)) !== action; steps += 1) {
      assert.ok(steps < MOST_STEPS, `"${action}" is not reached by ${String(MOST_STEPS)} steps of ${step}`);
      await page.keyboard.press(step);
    }
  };
  const key = (): 'Enter' | 'Space' => (isEven() ? 'Enter' : 'Space');
  return {
    kind: 'keys',
    press: async (action) => {
      await reach(action);
      await page.keyboard.press(key());
      presses += 1;
    },
    hold: async (action, isDone) => {
      await reach(action);
      await page.keyboard.down(key());
      await isDone();
      await page.keyboard.up(key());
      presses += 1;
    },
    type: async (code) => {
      await page.keyboard.type(code);
      presses += code.length;
    },
    back: async () => {
      await spotOf(page, 'back');
      await page.keyboard.press('Escape');
      presses += 1;
    },
    count: () => presses,
  };
}
