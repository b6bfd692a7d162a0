import type { PlaceHistory } from '../../rim/rim.port.ts';

/** Joins the phone's own back button to the page's. */
export interface BackButton {
  /** A screen is shown; `isRoot`: nothing leads back from it. */
  readonly shown: (screen: string, isRoot: boolean) => void;
  readonly close: () => void;
}

/**
 * Every new screen lies on top of the browser's list, so that the phone's back button leads back one place as the page's own does. At a root
 * the list is emptied, so that the next press leaves the page.
 */
export function createBackButton(history: PlaceHistory, onBack: () => void): BackButton {
  let depth = 0;
  let last: { readonly screen: string; readonly isRoot: boolean } | undefined;
  /** The page itself has shortened the list; the browser tells that like a press. */
  let isEmptying = false;
  /** A press is being answered: what it shows lies in the list already. */
  let isAnswering = false;
  const push = (): void => {
    depth += 1;
    history.push(depth);
  };
  const close = history.onPopped((now) => {
    const wentBack = now < depth;
    depth = now;
    if (isEmptying || !wentBack || last === undefined || last.isRoot) {
      isEmptying = false;
      return;
    }
    const { screen } = last;
    isAnswering = true;
    onBack();
    isAnswering = false;
    // It led back within its screen (from the camera, say): the next press must find an entry again.
    if (last.screen === screen) push();
  });
  return {
    shown: (screen, isRoot) => {
      if (screen === last?.screen) return;
      last = { screen, isRoot };
      if (isRoot && depth > 0) {
        isEmptying = true;
        history.pop(depth);
      } else if (!isRoot && !isAnswering) push();
    },
    close,
  };
}
