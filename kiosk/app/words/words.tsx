import { setupI18n } from '@lingui/core';
import type { I18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { createContext, useContext, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Language, WordId } from '../../../config/words/index.ts';
import { pageWords } from '../../../config/words/page-words.ts';

/** Says a sentence by its id. */
export type Say = (id: WordId, values?: Readonly<Record<string, string | number>>) => string;

/** The sentences of one language. */
export interface Words {
  readonly language: Language;
  readonly say: Say;
  /** Weekday, date and time in the site's own time zone. */
  readonly sayTime: (utcMs: number) => string;
  readonly sayClock: (utcMs: number) => string;
  readonly sayDay: (utcMs: number) => string;
  /** A day with its year, for what lies far away. */
  readonly sayDate: (utcMs: number) => string;
  /** An amount in the minor unit of its currency (ISO 4217); a whole one without decimals. */
  readonly sayMoney: (amountMinor: number, currency: string) => string;
  /** Sentences in one line, as the language sets them: Chinese has no space after its full stop. What is absent is left out. */
  readonly sayTogether: (...sentences: readonly (string | false | undefined)[]) => string;
}

/** Language tag of the page: the script is named, so that Han characters take their Chinese forms. */
export const languageTag = (language: Language): string => (language === 'zh' ? 'zh-Hans' : 'en');
/** Locale of dates and numbers. */
export const LOCALE: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** Says the sentences that it is given, in the manner of their language. */
export function createI18n(language: Language, messages: Readonly<Record<string, string>>): I18n {
  const i18n = setupI18n();
  i18n.setMessagesCompiler(compileMessage);
  i18n.loadAndActivate({ locale: language, locales: LOCALE[language], messages });
  return i18n;
}

function moneyIn(language: Language, amountMinor: number, currency: string): string {
  const formatter = new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
  return formatter.format(amountMinor / 10 ** (formatter.resolvedOptions().maximumFractionDigits ?? 2));
}

/** What is done to every text before it is shown; nothing, but for checks. */
type Manner = (text: string) => string;
const asItIs: Manner = (text) => text;

/** Makes the sentences of a language for a site's time zone. */
export function createWords(language: Language, timeZone: string, manner: Manner = asItIs): Words {
  const i18n = createI18n(language, pageWords[language]);
  const format = (options: Intl.DateTimeFormatOptions): ((utcMs: number) => string) => {
    const formatter = new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone, hourCycle: 'h23' });
    return (utcMs) => manner(formatter.format(utcMs));
  };
  return {
    language,
    say: (id, values) => manner(i18n._(id, values)),
    sayTime: format({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    sayClock: format({ hour: '2-digit', minute: '2-digit' }),
    sayDate: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    sayDay: format({ weekday: 'short', day: 'numeric', month: 'short' }),
    sayMoney: (amountMinor, currency) => manner(moneyIn(language, amountMinor, currency)),
    sayTogether: (...sentences) => sentences.filter((each) => each !== undefined && each !== false).join(language === 'zh' ? '' : ' '),
  };
}

const WordsContext = createContext<Words | undefined>(undefined);

/** Gives everything inside the sentences of a language, and marks the page with it. */
export function WordsProvider({ language, timeZone, manner, children }: {
  readonly language: Language;
  readonly timeZone: string;
  readonly manner?: Manner;
  readonly children: ReactNode;
}) {
  const value = useMemo(() => createWords(language, timeZone, manner), [language, timeZone, manner]);
  useEffect(() => {
    document.documentElement.lang = languageTag(language);
  }, [language]);
  return <WordsContext value={value}>{children}</WordsContext>;
}

/** The sentences of the language shown. */
export function useWords(): Words {
  const value = useContext(WordsContext);
  if (value === undefined) throw new Error('useWords is used outside a WordsProvider');
  return value;
}
