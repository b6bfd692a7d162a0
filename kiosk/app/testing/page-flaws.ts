import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A screen is drawn as close together as it needs. Texts fade in and skins change with a transition; contrast is judged when they have ended. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForSelector('html:not([data-fitting])', { state: 'attached' });
  await page.evaluate(() => Promise.all(document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).map((each) => each.finished.catch(() => undefined))));
};

/** What can be wrong with a page that is shown. */
export interface Flaws {
  readonly axe: readonly string[];
  readonly small: readonly string[];
  readonly cutOff: readonly string[];
  /** Words, boxes or pictures that lie partly under or over a button to which they do not belong. */
  readonly covered: readonly string[];
}

/** What is wrong with the page that is shown: rules of axe, targets under `targetMm`, things that reach out of it sideways or, where it may not scroll, downwards, and what lies across a button. */
export async function flawsOf(page: Page, how: { readonly targetMm: number; readonly scrolls: boolean }): Promise<Flaws> {
  const hasAxe = await page.evaluate(() => 'axe' in globalThis);
  if (!hasAxe) await page.evaluate(AXE);
  return page.evaluate(async ({ targetMm, scrolls }) => {
    const axe = (globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    const mm = Number(getComputedStyle(document.documentElement).getPropertyValue('--px-per-mm'));
    const shown = [...document.querySelectorAll<HTMLElement>('.kiosk *, .overlay *, .phone *, .bench *')].filter((each) => {
      const box = each.getBoundingClientRect();
      const isUnseen = each.closest('.unseen') !== null || box.width < 2 || each.closest('[style*="clip"]') !== null || (each.closest('svg') !== null && each.tagName !== 'svg');
      return !isUnseen;
    });
    const describe = (each: HTMLElement): string => {
      const { left, top, right, bottom } = each.getBoundingClientRect();
      return `${each.tagName} ${each.dataset['action'] ?? each.className} ${[left, top, right, bottom].map(Math.round).join(' ')}`;
    };
    const isCutOff = ({ left, top, right, bottom }: DOMRect): boolean => left < -1 || right > innerWidth + 1 || (!scrolls && (top < -1 || bottom > innerHeight + 1));
    // What is folded away has a place of its own and is not seen there. A dialogue lies over the screen on purpose, and so does the button that is the whole screen, and the bar at the foot, under which the page scrolls.
    const within = document.querySelector('.overlay') ?? document.body;
    const buttons = shown.filter((each) => each.tagName === 'BUTTON' && !each.classList.contains('touch-anywhere') && each.closest('.foot-bar') === null && within.contains(each));
    const leaves = shown.filter((each) => each.childElementCount === 0 && each.closest('button, svg') === null && within.contains(each) && each.checkVisibility());
    const cross = (a: DOMRect, b: DOMRect): boolean => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
    return {
      covered: leaves.flatMap((leaf) => buttons.filter((button) => cross(leaf.getBoundingClientRect(), button.getBoundingClientRect())).map((button) => `${describe(leaf)} across ${describe(button)}`)),
      axe: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
      small: shown.filter(({ tagName }) => tagName === 'BUTTON').filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < targetMm * mm - 0.5).map(describe),
      cutOff: shown.filter((each) => isCutOff(each.getBoundingClientRect())).map(describe),
    };
  }, how);
}
export const NO_FLAWS: Flaws = { axe: [], small: [], cutOff: [], covered: [] };
