import { useEffect } from 'react';
import type { Appearance } from './appearance.ts';
import { fitFrom, fitSteps } from './fit.ts';
import type { FitStep } from './fit.ts';

/** What must hold all that stands in it. */
const BOXES = '.panel, .footer, .overlay-box';
const SLACK_PX = 1;

/** A list in pages, which shows as many entries as there is room for: it must have room for one. */
const LISTS = '.panel > :is(.car-wall, .choices)';

/** Whether an entry of a list is higher than the list itself. */
const isCut = ({ clientHeight, children }: Element): boolean => [...children].some((each) => each instanceof HTMLElement && each.offsetHeight > clientHeight + SLACK_PX);

function tooFull(): boolean {
  return [...document.querySelectorAll(LISTS)].some(isCut) || [...document.querySelectorAll(BOXES)].some(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
    scrollWidth > clientWidth + SLACK_PX || scrollHeight > clientHeight + SLACK_PX);
}

function apply({ tight, share }: FitStep): void {
  document.documentElement.dataset['tight'] = String(tight);
  document.documentElement.style.setProperty('--fit', String(share));
}

/**
 * Draws a screen closer together until all of it is there: nobody has to scroll, and nothing is cut off, however long a name or large a letter. `screen`
 * names what is shown: for another one it begins anew with all the air; while it stays, it only draws closer, so that nothing breathes with its texts.
 */
export function useFit(screen: string, size: Appearance['size']): void {
  useEffect(() => {
    const steps = fitSteps(size);
    let at = 0;
    const closer = (): void => { at = fitFrom(steps, at, apply, tooFull); };
    const begin = (): void => {
      at = 0;
      apply(steps[0] ?? { tight: 0, share: 1 });
      closer();
    };
    begin();
    const changes = new MutationObserver(closer);
    changes.observe(document.body, { subtree: true, childList: true, characterData: true });
    globalThis.addEventListener('resize', begin);
    document.fonts.addEventListener('loadingdone', begin);
    return () => {
      changes.disconnect();
      globalThis.removeEventListener('resize', begin);
      document.fonts.removeEventListener('loadingdone', begin);
    };
  }, [screen, size]);
}
