import type { Flaw } from './flaw.ts';
import { clipOf, frontOf, inPixels, shownControls, shownPictures, shownTexts } from './shown-parts.ts';
import type { Area, Part } from './shown-parts.ts';

/** Halves of pixels are rounded somewhere. */
const SLACK_PX = 1.5;
/** Two parts that cross by no more touch each other. */
const TOUCHING_PX = 2;

const reachesOut = (part: Area, of: Area): boolean =>
  part.left < of.left - SLACK_PX || part.top < of.top - SLACK_PX || part.right > of.right + SLACK_PX || part.bottom > of.bottom + SLACK_PX;

/** Nothing reaches out of the screen or is cut off by what it stands in. */
export function cutOff(page: Document): readonly Flaw[] {
  return [...shownTexts(page), ...shownControls(page), ...shownPictures(page)]
    .filter((part) => reachesOut(part.area, clipOf(part)))
    .map(({ name, area }) => ({ check: 'cut', what: `${name} at ${inPixels(area)} is cut off` }));
}

/** A sentence may give way to what matters more on a small screen; where nothing else stands on the panel, somebody would look at a title alone. */
export function bare(page: Document): readonly Flaw[] {
  const panel = frontOf(page).querySelector('.panel');
  const sentences = [...(panel?.querySelectorAll('.words p') ?? [])].filter(({ textContent }) => textContent.trim() !== '');
  const rest = [...(panel?.querySelectorAll('p, button, li, dd, img, svg, canvas, video') ?? [])];
  const isBare = sentences.length > 0 && !rest.some((each) => each.checkVisibility());
  return isBare ? [{ check: 'cut', what: `"${sentences[0]?.textContent ?? ''}" is not shown, and nothing else is` }] : [];
}

/** Nothing has to be scrolled to, and no box is narrower than what stands in it. */
export function overflowing(page: Document): readonly Flaw[] {
  return [page.documentElement, ...frontOf(page).querySelectorAll<HTMLElement>('*')].flatMap((element): readonly Flaw[] => {
    if (element.closest('svg') !== null || element.closest('.unseen, [style*="clip"]') !== null || !element.checkVisibility()) return [];
    const { overflowX, overflowY, display } = getComputedStyle(element);
    if (display === 'inline') return [];
    const name = `<${element.tagName.toLowerCase()} ${element.className}>`;
    const [wide, high] = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
    return [
      ...(wide > SLACK_PX ? [{ check: 'overflow', what: `${name} holds ${String(wide)} px more than its width (${overflowX})` } as const] : []),
      ...(high > SLACK_PX && overflowY !== 'visible' ? [{ check: 'overflow', what: `${name} holds ${String(high)} px more than its height (${overflowY})` } as const] : []),
    ];
  });
}

const cross = (a: Area, b: Area): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOUCHING_PX && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOUCHING_PX;

const isNested = (a: Element, b: Element): boolean => a === b || a.contains(b) || b.contains(a);

/** No two texts, controls or pictures lie across each other, but what stands in one another. */
export function overlapping(page: Document): readonly Flaw[] {
  const parts: readonly Part[] = [...shownTexts(page), ...shownControls(page), ...shownPictures(page)];
  return parts.flatMap((one, i) =>
    parts.slice(i + 1).flatMap((other): readonly Flaw[] =>
      isNested(one.element, other.element) || !cross(one.area, other.area)
        ? []
        : [{ check: 'overlap', what: `${one.name} at ${inPixels(one.area)} lies across ${other.name} at ${inPixels(other.area)}` }]));
}
