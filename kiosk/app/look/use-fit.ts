import { useLayoutEffect } from 'react';
import type { FrameLoop } from '../rim/rim.port.ts';
import type { Appearance } from './appearance.ts';
import { createFitMemory, fitFrom, fitSteps } from './fit.ts';
import type { FitStep } from './fit.ts';

/** What must hold all that stands in it. */
const BOXES = '.panel, .footer, .overlay-box';
const SLACK_PX = 1;

/** A list in pages, which shows as many entries as there is room for: it must have room for one. */
const LISTS = '.panel > :is(.car-wall, .choices)';

const memory = createFitMemory();

/** Whether an entry of a list is higher than the list itself. */
const isCut = ({ clientHeight, children }: Element): boolean => [...children].some((each) => each instanceof HTMLElement && each.offsetHeight > clientHeight + SLACK_PX);

function tooFull(): boolean {
  return [...document.querySelectorAll(LISTS)].some(isCut) || [...document.querySelectorAll(BOXES)].some(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
    scrollWidth > clientWidth + SLACK_PX || scrollHeight > clientHeight + SLACK_PX);
}

/** Writes only what changes: every write has the whole document styled anew. */
function apply({ tight, share }: FitStep): void {
  const { dataset, style } = document.documentElement;
  if (dataset['tight'] !== String(tight)) dataset['tight'] = String(tight);
  if (style.getPropertyValue('--fit') !== String(share)) style.setProperty('--fit', String(share));
}

/** All that decides how much room a screen takes. */
const shownNow = (screen: string): string =>
  [screen, innerWidth, innerHeight, document.documentElement.dataset['skin'], ...[...document.querySelectorAll(BOXES)].map(({ textContent }) => textContent)].join('\n');

/** The drawing takes the room that is left; what changes in it takes none from anything else. */
const isOfDrawing = ({ target }: MutationRecord): boolean => Boolean((target instanceof Element ? target : target.parentElement)?.closest('.stage'));

/**
 * Draws a screen closer together until all of it is there: nobody has to scroll, and nothing is cut off, however long a name or large a letter. `screen`
 * names what is shown: for another one it begins anew with all the air; while it stays, it only draws closer, so that nothing breathes with its texts.
 * Whatever changes, it is measured once, with the next picture and before that is seen. Until then the page says `data-fitting`.
 */
export function useFit(screen: string, size: Appearance['size'], frames: FrameLoop): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    const steps = fitSteps(size);
    const start = (at: number): number => {
      apply(steps[at] ?? { tight: 0, share: 1 });
      return at;
    };
    let at: number | undefined;
    let end: (() => void) | undefined;
    const measure = (): void => {
      end?.();
      end = undefined;
      root.removeAttribute('data-fitting');
      if (at !== undefined) {
        at = fitFrom(steps, at, apply, tooFull);
        return;
      }
      const shown = `${size} ${shownNow(screen)}`;
      at = fitFrom(steps, start(memory.stepOf(shown) ?? 0), apply, tooFull);
      memory.keep(shown, at);
    };
    const ask = (): void => {
      root.setAttribute('data-fitting', '');
      end ??= frames(measure);
    };
    const begin = (): void => {
      at = undefined;
      ask();
    };
    const onFonts = (): void => {
      memory.forget();
      begin();
    };
    begin();
    const changes = new MutationObserver((records) => { if (!records.every(isOfDrawing)) ask(); });
    changes.observe(document.body, { subtree: true, childList: true, characterData: true });
    globalThis.addEventListener('resize', begin);
    document.fonts.addEventListener('loadingdone', onFonts);
    return () => {
      end?.();
      root.removeAttribute('data-fitting');
      changes.disconnect();
      globalThis.removeEventListener('resize', begin);
      document.fonts.removeEventListener('loadingdone', onFonts);
    };
  }, [screen, size, frames]);
}
