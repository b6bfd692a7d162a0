import { languages } from '../../../../config/words/index.ts';
import type { Language } from '../../../../config/words/index.ts';

/** How a screen is drawn. */
export interface Look {
  readonly language: Language | 'pseudo';
  readonly orientation: 'portrait' | 'landscape';
  readonly size: 's' | 'm' | 'l' | 'xl';
  readonly skin: 'light' | 'dark' | 'hc-light' | 'hc-dark';
  readonly inches: number;
  readonly isLow: boolean;
}

/** What may be asked for beyond the usual looks; each with commas between its values. */
export interface Axes {
  readonly languages?: readonly Look['language'][];
  readonly orientations?: readonly Look['orientation'][];
  /** Size and skin together, as in `xl` or `m-dark`. */
  readonly styles?: readonly string[];
  readonly inches?: readonly number[];
  readonly reaches?: readonly ('usual' | 'low')[];
}

/** The screen of the sample site. */
export const USUAL_INCHES = 21.5;
/** As the site has it, as large as letters get, and with the strongest contrast. */
const USUAL_STYLES = ['m-light', 'xl-light', 'm-hc-dark'] as const;
const SIZES = ['s', 'm', 'l', 'xl'] as const;
const SKINS = ['light', 'dark', 'hc-light', 'hc-dark'] as const;

/** Every style that there is. */
const EVERY_STYLE = SIZES.flatMap((size) => SKINS.map((skin) => `${size}-${skin}`));
/** The screens that kiosks are built with, inches. */
const EVERY_INCHES = [15.6, 21.5, 32, 43, 55] as const;

function styleOf(style: string): Pick<Look, 'size' | 'skin'> {
  const [size, ...skin] = style.split('-');
  const found = { size: SIZES.find((each) => each === size), skin: SKINS.find((each) => each === (skin.join('-') || 'light')) };
  if (found.size === undefined || found.skin === undefined) throw new Error(`There is no style "${style}". Sizes are ${SIZES.join(', ')}, skins ${SKINS.join(', ')}, as in "xl-hc-dark".`);
  return { size: found.size, skin: found.skin };
}

/** All that there is on every axis. */
export const EVERYTHING: Axes = { languages: [...languages, 'pseudo'], styles: EVERY_STYLE, inches: EVERY_INCHES, reaches: ['usual', 'low'] };

/** Every combination of the axes; without any, both languages, both orientations and three styles. */
export function looksOf({ languages: spoken = languages, orientations = ['portrait', 'landscape'], styles = USUAL_STYLES, inches = [USUAL_INCHES], reaches = ['usual'] }: Axes): readonly Look[] {
  return orientations.flatMap((orientation) => inches.flatMap((inch) => spoken.flatMap((language) => styles.flatMap((style) => reaches.map((reach) => (
    { language, orientation, ...styleOf(style), inches: inch, isLow: reach === 'low' }
  ))))));
}

/** One sample in one look. */
export interface Picture {
  readonly screen: string;
  readonly sample: string;
  readonly look: Look;
}

/** The name of a picture tells all of it: `K21-usual.zh.portrait.xl-light`, with inches and reach where they are not the usual ones. */
export function nameOf({ screen, sample, look }: Picture): string {
  const { language, orientation, size, skin, inches, isLow } = look;
  return [`${screen}-${sample}`, language, orientation, `${size}-${skin}`, ...(inches === USUAL_INCHES ? [] : [`${String(inches).replace('.', '_')}in`]), ...(isLow ? ['low'] : [])].join('.');
}

/** The address of a picture in the gallery. */
export function fragmentOf({ screen, sample, look }: Picture): string {
  const { language, size, skin, inches, isLow } = look;
  const asked = new URLSearchParams({ screen, sample, language: language === 'pseudo' ? 'en' : language, size, skin, inches: String(inches) });
  if (language === 'pseudo') asked.set('pseudo', '');
  if (isLow) asked.set('low', '');
  return `#${asked.toString()}`;
}
