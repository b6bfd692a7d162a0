import { sampleCars, sampleSite } from '../../../testing/sample-tower.ts';
import type { Bench, Flaw } from './flaw.ts';
import { PSEUDO_BRACKETS } from '../pseudo-words.ts';
import { longCar } from '../moments.ts';
import { frontOf, shownTexts } from './shown-parts.ts';

/** Height of a capital letter over the size of the font: Noto Sans SC. */
const CAP_SHARE = 0.733;
/** The least height of a capital letter, mm (design, kiosk A.3). */
const LEAST_CAP_MM = 3.5;
/** Rounding of the browser. */
const SLACK_MM = 0.02;

/** Every letter is tall enough to be read by those who stand in front. */
export function tallEnough(page: Document, { pxPerMm }: Bench): readonly Flaw[] {
  const heights = shownTexts(page).map(({ element, name }) => ({ name, capMm: (Number.parseFloat(getComputedStyle(element).fontSize) * CAP_SHARE) / pxPerMm }));
  return heights.filter(({ capMm }) => capMm < LEAST_CAP_MM - SLACK_MM).map(({ name, capMm }) => ({ check: 'letters', what: `${name} is ${capMm.toFixed(2)} mm tall` }));
}

/** Code points of the faces that came with the page, from their unicode-range. */
function carriedRanges(page: Document): readonly (readonly [number, number])[] {
  return [...page.fonts].flatMap(({ unicodeRange }) =>
    unicodeRange.split(',').flatMap((range) => {
      const found = /U\+(?<from>[0-9A-F]+)(?:-(?<to>[0-9A-F]+))?/iu.exec(range)?.groups;
      const from = Number.parseInt(found?.['from'] ?? '', 16);
      return Number.isNaN(from) ? [] : [[from, Number.parseInt(found?.['to'] ?? found?.['from'] ?? '', 16)] as const];
    }));
}

/** Every letter stands in the font that the page brings with it: another machine would draw it in another one, or as an empty box. */
export function inOurFont(page: Document, { isPseudo }: Bench): readonly Flaw[] {
  if (isPseudo) return [];
  const ranges = carriedRanges(page);
  const letters = new Set(shownTexts(page).flatMap(({ element }) => Array.from(element.textContent)).filter((letter) => letter.trim() !== ''));
  return [...letters]
    .filter((letter) => !ranges.some(([from, to]) => (letter.codePointAt(0) ?? 0) >= from && (letter.codePointAt(0) ?? 0) <= to))
    .map((letter) => ({ check: 'letters', what: `"${letter}" (U+${(letter.codePointAt(0) ?? 0).toString(16)}) is in no font of ours` }));
}

/** Every text in a value that is plain data. */
const textsIn = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []);

/** Codes that staff read out, as the samples have them. */
const CODES = ['offline', 'kioskKeyWrong', '7K2M9QXR', '7K2M9QXT'] as const;

/** What is not ours to translate: names of languages and cars, codes, what the site says of itself in its own two languages, and the library's button for those who listen. */
const NAMES: readonly string[] = [
  '中文', 'English', 'Dismiss', ...CODES, ...[...sampleCars, longCar].flatMap(({ brand, model, plate }) => [`${brand} ${model}`, brand, model, plate]), ...textsIn([sampleSite.name, sampleSite.help]).filter((text) => text.length > 2),
].toSorted((a, b) => b.length - a.length);

/**
 * In the pseudo-locale every text stands in brackets; what stands outside was written into the page and cannot be translated. A text with a
 * language of its own is meant to keep it, and the first button speaks all of them.
 */
export function translated(page: Document, { isPseudo }: Bench): readonly Flaw[] {
  if (!isPseudo) return [];
  const [begin, end] = PSEUDO_BRACKETS;
  const outside = (text: string): string => NAMES.reduce((rest, name) => rest.replaceAll(name, ''), text.replaceAll(new RegExp(`${begin}[^${end}]*${end}`, 'gu'), ''));
  const spoken = [...frontOf(page).querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label') ?? '');
  const walker = page.createTreeWalker(frontOf(page), NodeFilter.SHOW_TEXT);
  const written: string[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest('script, style, .touch-anywhere, body [lang]') === null) written.push(node.textContent ?? '');
  }
  return [...new Set([...spoken, ...written])]
    .filter((text) => /\p{L}{2}/u.test(outside(text)))
    .map((text) => ({ check: 'words', what: `"${text}" has not come through the words` }));
}
