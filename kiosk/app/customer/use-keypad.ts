import { useEffect, useRef } from 'react';
import { meaningOf, moveFocus } from '../look/keypad.ts';

/** The button that leads back to what was there before: of the bar, or of what lies over a journey that goes on. A screen has one at most. */
export const WAYS_BACK = ['back', 'help-close', 'terms-short', 'condition-done', 'towers-back', 'cancel-no'].map((id) => `[data-action="${id}"]`).join(', ');

/**
 * The whole screen by keys: the focus goes round by Tab and arrows, Escape goes back where there is a way back, and F1 or "?" opens
 * the page of keys. Pressing is the business of the button in focus.
 */
export function useKeypad(onKeysAsked: () => void): void {
  const asked = useRef(onKeysAsked);
  asked.current = onKeysAsked;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const meaning = meaningOf(event);
      if (meaning === undefined || meaning === 'press' || event.defaultPrevented) return;
      const isOver = document.querySelector('.overlay') !== null;
      // A dialogue closes itself by Escape.
      if (meaning === 'back' && isOver) return;
      event.preventDefault();
      if (meaning === 'next' || meaning === 'previous') moveFocus(meaning);
      else if (meaning === 'back') document.querySelector<HTMLElement>(WAYS_BACK)?.click();
      else if (!isOver) asked.current();
    };
    // Before React Aria, whose focus scopes take Tab for themselves.
    globalThis.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      globalThis.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);
}
