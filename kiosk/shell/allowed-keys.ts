/** What a key press carries, of all that Electron tells of it. */
export interface KeyPress {
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** Keys with a name that a form, a scanner or a screen reader's user needs. Everything else with a name is refused. */
const NAMED = new Set([
  'Enter', 'Tab', 'Shift', 'Escape', 'Backspace', 'Delete',
  // The page of keys.
  'F1',
  'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown',
]);

/**
 * Whether a key press may reach the page. Characters are let through, for a code may be typed and a pass scanner types
 * what it reads; no chord is, whatever its key, for chords are the way out of a browser.
 */
export function isAllowedKey(press: KeyPress): boolean {
  if (press.control || press.alt || press.meta) return false;
  // One character is its own first code point; the name of a key is longer.
  return NAMED.has(press.key) || String.fromCodePoint(press.key.codePointAt(0) ?? 0) === press.key;
}
