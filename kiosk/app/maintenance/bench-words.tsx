import { createContext, useContext, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { benchWords } from '../../../config/words/bench-words.ts';
import type { BenchWordId } from '../../../config/words/bench-words.ts';
import { words } from '../../../config/words/index.ts';
import type { Language, WordId } from '../../../config/words/index.ts';
import type { ToldView } from '../../../controller/api/contract/index.ts';
import { createI18n, languageTag, LOCALE } from '../words/words.tsx';

type Values = Readonly<Record<string, string | number>>;
type KnownId = WordId | BenchWordId;

/** The sentences of one language, those of this page among them. */
export interface BenchWords {
  readonly language: Language;
  readonly say: (id: KnownId, values?: Values) => string;
  /** A sentence whose id came over the wire; one that is not known is shown as it came. Names in `values` are made readable; sentences in them are filled with the others. */
  readonly sayTold: (id: string, values?: ToldView['values']) => string;
  /** `cell:2-1R`, `bay:A.inner`, `pallet:P06`, `reference:lift`, `shuttle` … as people name it. */
  readonly name: (id: string) => string;
  /** Date and time to the second, in the site's time zone. */
  readonly sayTime: (utcMs: number) => string;
  /** How long ago, or how long: 0.4 s, 3 min. */
  readonly sayAge: (ms: number | null) => string;
}

const MESSAGES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { zh: { ...words.zh, ...benchWords.zh }, en: { ...words.en, ...benchWords.en } };
/** Kinds of objects that have a word of their own before their name. */
const KINDS: ReadonlySet<string> = new Set(['cell', 'bay', 'pallet', 'car', 'order', 'reference', 'door', 'brake', 'motion', 'sensor', 'transfer', 'event']);
/** Objects that there is one of. */
const SINGLE: ReadonlySet<string> = new Set(['lift', 'travel', 'turn', 'shuttle', 'carriage', 'outside', 'unknown', 'limitTrip', 'tower']);
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Whether an id that came over the wire has a sentence. */
export const isKnownWord = (id: string): boolean => Object.hasOwn(MESSAGES.en, id);

/** Makes the sentences of a language for a site's time zone. */
export function createBenchWords(language: Language, timeZone: string): BenchWords {
  const i18n = createI18n(language, MESSAGES[language]);
  const say = (id: string, values?: Values): string => i18n._(id, values);
  const format = new Intl.DateTimeFormat(LOCALE[language], { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone, hourCycle: 'h23' });
  const nameOfKind = (kind: string, rest: string): string => {
    if (kind === 'reference' || kind === 'brake') return say(`bench.place.${kind}`, { id: name(rest) });
    if (kind === 'event') return say(`bench.event.${rest}`);
    if (kind === 'door') return nameOfDoor(rest);
    return say(`bench.place.${kind}`, { id: rest });
  };
  const nameOfDoor = (id: string): string => {
    const [bay = '', which] = id.split('.');
    return say(which === 'inner' ? 'bench.place.innerDoor' : 'bench.place.outerDoor', { id: bay });
  };
  const name = (id: string): string => {
    if (SINGLE.has(id)) return say(`bench.place.${id}`);
    if (/^\w+\.(?:inner|outer)$/u.test(id)) return nameOfDoor(id);
    const at = id.indexOf(':');
    return at > 0 && KINDS.has(id.slice(0, at)) ? nameOfKind(id.slice(0, at), id.slice(at + 1)) : id;
  };
  const sentence = (id: string, values: ToldView['values'], around: Values): string => {
    if (!isKnownWord(id)) return id;
    const plain = Object.entries(values).flatMap(([key, value]) => (typeof value === 'object' ? [] : [[key, typeof value === 'string' ? name(value) : value] as const]));
    const filled = { ...around, ...Object.fromEntries(plain) };
    const inner = Object.entries(values).flatMap(([key, value]) => (typeof value === 'object' ? [[key, sentence(value.word, 'values' in value ? (value.values ?? {}) : {}, filled)] as const] : []));
    return say(id, { ...filled, ...Object.fromEntries(inner) });
  };
  return {
    language,
    say,
    name,
    sayTold: (id, values = {}) => sentence(id, values, {}),
    sayTime: (utcMs) => format.format(utcMs),
    sayAge: (ms) => {
      if (ms === null) return say('bench.age.never');
      if (ms < 10 * SECOND_MS) return say('bench.age.seconds', { value: (ms / SECOND_MS).toFixed(1) });
      if (ms < 2 * MINUTE_MS) return say('bench.age.seconds', { value: Math.round(ms / SECOND_MS) });
      return ms < 2 * HOUR_MS ? say('bench.age.minutes', { value: Math.round(ms / MINUTE_MS) }) : say('bench.age.hours', { value: Math.round(ms / HOUR_MS) });
    },
  };
}

const BenchWordsContext = createContext<BenchWords | undefined>(undefined);

/** Gives everything inside the sentences of a language, and marks the page with it. */
export function BenchWordsProvider({ language, timeZone, children }: { readonly language: Language; readonly timeZone: string; readonly children: ReactNode }) {
  const value = useMemo(() => createBenchWords(language, timeZone), [language, timeZone]);
  useEffect(() => {
    document.documentElement.lang = languageTag(language);
  }, [language]);
  return <BenchWordsContext value={value}>{children}</BenchWordsContext>;
}

/** The sentences of the language shown. Throws outside of their provider, which is a mistake in the program. */
export function useBenchWords(): BenchWords {
  const value = useContext(BenchWordsContext);
  if (value === undefined) throw new Error('useBenchWords is used outside its provider');
  return value;
}
