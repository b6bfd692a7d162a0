/** What a key of a keyboard, of an assistive keypad or of a two-switch box means on a screen of ours; keypads and switches arrive as keyboards. */
export type KeyMeaning = 'next' | 'previous' | 'press' | 'back' | 'keys';

const MEANINGS: Readonly<Record<string, KeyMeaning>> = {
  ArrowRight: 'next', ArrowDown: 'next', ArrowLeft: 'previous', ArrowUp: 'previous',
  Enter: 'press', ' ': 'press', Escape: 'back', BrowserBack: 'back', F1: 'keys', '?': 'keys',
};

/** The meaning of a key; undefined for every other one, and for chords. */
export function meaningOf({ key, shiftKey, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>): KeyMeaning | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (key === 'Tab') return shiftKey ? 'previous' : 'next';
  return MEANINGS[key];
}

/**
 * Place in a ring of `count` things after a step from `at`; -1 is "none of them", from which the first or the last follows. The focus
 * goes round: past the last thing there is no window or address bar that could catch it.
 */
export function stepped(count: number, at: number, meaning: 'next' | 'previous'): number {
  if (count === 0) return -1;
  if (at < 0) return meaning === 'next' ? 0 : count - 1;
  return (at + (meaning === 'next' ? 1 : count - 1)) % count;
}

const FOCUSABLE = 'button:not([disabled]):not([tabindex="-1"]), [href], input:not([disabled]), [role="button"][tabindex="0"]';

/** What can take the focus now, in reading order: of the topmost dialogue where one is open, else of the screen. */
export function focusables(root: ParentNode = document): readonly HTMLElement[] {
  const overlays = root.querySelectorAll('.overlay');
  const within = overlays[overlays.length - 1] ?? root;
  return [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.checkVisibility());
}

/** Moves the focus by one step, in a ring. */
export function moveFocus(meaning: 'next' | 'previous', root: ParentNode = document): void {
  const all = focusables(root);
  const at = all.findIndex((each) => each === document.activeElement);
  all[stepped(all.length, at, meaning)]?.focus();
}
