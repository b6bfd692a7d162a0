import type { Language } from '../../../../config/words/index.ts';
import type { Display } from '../flow/session-context.ts';

/** What a picture is asked to show, as it stands in the address: `#screen=K21&sample=usual&language=zh&size=xl&skin=hc-dark&inches=43&low&pseudo`. */
export interface Wanted {
  readonly screen: string;
  readonly sample: string;
  readonly language: Language;
  readonly isPseudo: boolean;
  readonly inches: number;
  readonly display: Display;
}

const SIZES = ['s', 'm', 'l', 'xl'] as const;
const SKINS = ['light', 'dark', 'hc-light', 'hc-dark'] as const;
/** The diagonal of the sample site's own screen. */
const USUAL_INCHES = 21.5;

/** Reads an address. What it does not say is the first screen, in English, at the usual size, in the light. */
export function wantedIn(fragment: string): Wanted {
  const given = new URLSearchParams(fragment.replace(/^#/u, ''));
  return {
    screen: given.get('screen') ?? 'K01',
    sample: given.get('sample') ?? 'usual',
    language: given.get('language') === 'zh' ? 'zh' : 'en',
    isPseudo: given.has('pseudo'),
    inches: Number(given.get('inches') ?? USUAL_INCHES),
    display: {
      size: SIZES.find((each) => each === given.get('size')) ?? 'm',
      skin: SKINS.find((each) => each === given.get('skin')) ?? 'light',
      isLow: given.has('low'),
    },
  };
}
