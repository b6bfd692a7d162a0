import type { ContentNode, ScreenPlace } from '../customer/sound/content-parts.ts';
import type { ContentSource } from '../customer/sound/sound.port.ts';
import type { PageClock } from './rim.port.ts';

const CONTROL = 'button, input, textarea, select, [role="button"], [role="switch"]';
/** Attributes by which what is said can change. Where things are drawn changes with every picture, and says nothing. */
const SAID = ['aria-label', 'aria-pressed', 'aria-checked', 'aria-selected', 'aria-current', 'aria-disabled', 'aria-hidden', 'disabled', 'hidden', 'alt', 'data-screen', 'lang'];
/** Changes of one moment are looked at together. */
const SETTLE_MS = 80;

const third = <const T extends string>(at: number, size: number, names: readonly [T, T, T]): T => (at < size / 3 ? names[0] : at < (2 * size) / 3 ? names[1] : names[2]);

function placeOf(element: Element): ScreenPlace {
  const box = element.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  return `${third(y, innerHeight, ['top', 'middle', 'bottom'])}-${third(x, innerWidth, ['left', 'centre', 'right'])}`;
}

/** An element and what can be seen inside it. A drawing is a whole: what it is made of says nothing. */
export function contentOf(element: Element): ContentNode {
  const attributes = Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value]));
  const isDrawing = element instanceof SVGElement;
  const children = isDrawing ? [] : Array.from(element.childNodes, (child) => {
    if (child instanceof Element) return child.checkVisibility({ visibilityProperty: true }) ? contentOf(child) : '';
    return child.nodeType === Node.TEXT_NODE ? (child.textContent ?? '') : '';
  });
  return { tag: element.tagName.toLowerCase(), attributes, children, ...(element.matches(CONTROL) && { place: placeOf(element) }) };
}

const NOTHING: ContentNode = { tag: 'div', attributes: {}, children: [] };

/** The kiosk's page as it stands. */
export function createBrowserContent(clock: PageClock): ContentSource {
  return {
    read: () => {
      const screen = document.querySelector<HTMLElement>('[data-screen]');
      if (screen === null) return undefined;
      const overlays = document.querySelectorAll<HTMLElement>('[data-overlay]');
      const overlay = overlays[overlays.length - 1];
      const part = (selector: string): ContentNode => {
        const found = screen.querySelector(selector);
        return found === null ? NOTHING : contentOf(found);
      };
      const panel = overlay === undefined ? part('.panel') : contentOf(overlay);
      return { screen: screen.dataset['screen'] ?? '', overlay: overlay?.dataset['overlay'], panel, stage: part('.stage'), footer: part('.footer') };
    },
    onChanged: (listener) => {
      let timer: unknown;
      const observer = new MutationObserver(() => {
        clock.clearTimeout(timer);
        timer = clock.setTimeout(listener, SETTLE_MS);
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SAID });
      return () => {
        observer.disconnect();
        clock.clearTimeout(timer);
      };
    },
    focused: () => {
      const control = document.activeElement?.closest(CONTROL);
      return control === null || control === undefined ? undefined : contentOf(control);
    },
  };
}
