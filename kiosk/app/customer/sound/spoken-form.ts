import type { Language } from '../../../../config/words/index.ts';

const RANGE = /(?<=[\d½])\s*[–—]\s*(?=[\d½])/gu;
/** Capitals and digits mixed, as in a reference, a plate or a code: a word to nobody. */
const SPELLED = /(?<![\p{L}\p{N}])(?=(?:[A-Z]*\d){2})(?=\d*[A-Z])[A-Z\d]{4,}(?![\p{L}\p{N}])|(?<=\p{Script=Han})[A-Z][·\s]?[A-Z\d]{4,7}(?![\p{L}\p{N}])/gu;

const HALF = {
  en: (text: string) => text.replaceAll(/(\d)½/gu, '$1 and a half').replaceAll('½', 'half'),
  zh: (text: string) => text.replaceAll(/(\d)½/gu, '$1点5').replaceAll('½', '半'),
} as const;

/**
 * How a text is written to be spoken: what a synthesiser reads out by its sign, or swallows, stands in words; what has no
 * pronunciation is spelled; the stars of a masked name are left out.
 */
export function spokenForm(text: string, language: Language): string {
  const spelled = text.replaceAll(SPELLED, (code) => code.replaceAll(/[·\s]/gu, '').replaceAll(/(?<=.)(?=.)/gu, ' '));
  return HALF[language](spelled.replaceAll(RANGE, language === 'zh' ? '到' : ' to '))
    .replaceAll(/(?<=\p{L})\*+/gu, '')
    .replaceAll(/\s*[·•|→←↑↓]\s*/gu, language === 'zh' ? '，' : ', ')
    .replaceAll('…', '')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

const HAN_RUN = /(?<han>\p{Script=Han}[\p{Script=Han}，。：、！？]*)/u;

/** A text as runs of one voice: the English voice does not know Han characters, a plate begins with one. The Chinese voice reads Latin letters itself. */
export function runsOf(text: string, language: Language): readonly { readonly text: string; readonly language: Language }[] {
  const spoken = spokenForm(text, language);
  if (language === 'zh') return spoken === '' ? [] : [{ text: spoken, language }];
  return spoken.split(HAN_RUN).map((run) => ({ text: run.trim(), language: HAN_RUN.test(run) ? 'zh' as const : language })).filter((run) => /[\p{L}\p{N}]/u.test(run.text));
}
