/** A part of this screen that a way of being served needs, or a person; the touch screen itself is the one that is always there. */
export type KioskPart = 'camera' | 'scanner' | 'speaker';

/** Ways of being recognised that a broken part takes away. */
export function waysWithout(broken: readonly KioskPart[]): readonly ('face' | 'pass')[] {
  if (broken.includes('camera')) return ['face', 'pass'];
  return broken.includes('scanner') ? ['pass'] : [];
}
