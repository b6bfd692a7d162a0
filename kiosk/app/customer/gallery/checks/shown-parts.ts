/** A rectangle on the screen, CSS px. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Something that a person sees: a line of text, a control or a picture. */
export interface Part {
  readonly kind: 'text' | 'control' | 'picture';
  /** The element that it is, or in which the text stands. */
  readonly element: Element;
  readonly area: Area;
  /** For people who read a list of flaws. */
  readonly name: string;
}

const CONTROLS = 'button, a[href], input, select, textarea, [role="button"], [role="switch"], [role="radio"]';
/** The button that is the whole screen lies under everything. */
const EVERYWHERE = '.touch-anywhere';

/** What is in front: an overlay, or else the screen. */
export function frontOf(page: Document): Element {
  return [...page.querySelectorAll('.overlay')].at(-1) ?? page.body;
}

function isSeen(element: Element): boolean {
  // For those who listen: there, and without a place of its own.
  if (element.closest('.unseen, [style*="clip"]') !== null) return false;
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
}

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** The letters of a line without the air above and below: a font's own box is taller than its letters, and boxes of two lines cross. */
function letterArea({ left, right, top, bottom }: DOMRect, fontPx: number): Area {
  const middle = (top + bottom) / 2;
  return { left, right, top: middle - fontPx / 2, bottom: middle + fontPx / 2 };
}

/** Every line of text in front. */
export function shownTexts(page: Document): readonly Part[] {
  const walker = page.createTreeWalker(frontOf(page), NodeFilter.SHOW_TEXT);
  const parts: Part[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    // Letters in a drawing are a part of it.
    if (element === null || text === '' || element.closest('script, style, svg') !== null || !isSeen(element)) continue;
    const fontPx = Number.parseFloat(getComputedStyle(element).fontSize);
    const range = page.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      if (line.width > 1) parts.push({ kind: 'text', element, area: letterArea(line, fontPx), name: `"${short(text)}"` });
    }
  }
  return parts;
}

/** Every control in front but the one that is the whole screen. */
export function shownControls(page: Document): readonly Part[] {
  return [...frontOf(page).querySelectorAll(CONTROLS)]
    .filter((element) => isSeen(element) && !element.matches(EVERYWHERE))
    .map((element) => ({ kind: 'control', element, area: element.getBoundingClientRect(), name: `[${element.getAttribute('data-action') ?? element.tagName.toLowerCase()}]` }));
}

/** Every picture in front that means something by itself; the drawing of the tower is what the others stand on. */
export function shownPictures(page: Document): readonly Part[] {
  return [...frontOf(page).querySelectorAll('svg, video, canvas, img')]
    .filter((element) => isSeen(element) && element.closest('svg svg') === null && (element.closest('.stage') === null || element.matches('.icon')))
    .map((element) => ({ kind: 'picture', element, area: element.getBoundingClientRect(), name: `<${element.getAttribute('class') ?? element.tagName}>` }));
}

/** The part of the screen in which a part may be seen, by everything around it that cuts off. A text is cut off by its own element as well. */
export function clipOf({ kind, element }: Part): Area {
  let clip: Area = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  for (let around = kind === 'text' ? element : element.parentElement; around !== null; around = around.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(around);
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    const box = around.getBoundingClientRect();
    clip = {
      left: overflowX === 'visible' ? clip.left : Math.max(clip.left, box.left), right: overflowX === 'visible' ? clip.right : Math.min(clip.right, box.right),
      top: overflowY === 'visible' ? clip.top : Math.max(clip.top, box.top), bottom: overflowY === 'visible' ? clip.bottom : Math.min(clip.bottom, box.bottom),
    };
  }
  return clip;
}

/** An area in whole pixels, for people. */
export const inPixels = ({ left, top, right, bottom }: Area): string => [left, top, right, bottom].map(Math.round).join(' ');
