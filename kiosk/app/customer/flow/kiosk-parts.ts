/** A part of this screen that a way of being served needs, or a person; the touch screen itself is the one that is always there. */
export type KioskPart = 'camera' | 'scanner' | 'speaker' | 'voice';

/** Ways of being recognised that a broken part takes away. */
export function waysWithout(broken: readonly KioskPart[]): readonly ('face' | 'pass')[] {
  if (broken.includes('camera')) return ['face', 'pass'];
  return broken.includes('scanner') ? ['pass'] : [];
}

const ONLY_HEARD: readonly KioskPart[] = ['speaker', 'voice'];
/** Whether a part is only heard: without it nobody is kept from anything that stands on the screen. */
export const isOnlyHeard = (part: KioskPart): boolean => ONLY_HEARD.includes(part);
