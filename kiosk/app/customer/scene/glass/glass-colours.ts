import { Color } from 'three';

/** Tokens of `look` that the glass is made of. */
const TOKENS = ['stage-top', 'stage-bottom', 'glass', 'glass-line', 'steel', 'idle-front', 'ground', 'yellow-line', 'lamp', 'muted'] as const;
export type GlassColours = Readonly<Record<(typeof TOKENS)[number], Color>>;

/** The colours of the page at this element: the same tokens as the lines, in the skin that is on. */
export function coloursAt(element: Element): GlassColours {
  const style = getComputedStyle(element);
  return Object.fromEntries(TOKENS.map((token) => [token, new Color(style.getPropertyValue(`--${token}`).trim() || '#808a96')])) as unknown as GlassColours;
}
