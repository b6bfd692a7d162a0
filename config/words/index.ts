import { en } from './en/index.ts';
import type { Language, Translation } from './translation.ts';
import { zh } from './zh/index.ts';

export { languages } from './translation.ts';
export type { Language } from './translation.ts';

/** Id of a sentence: the same in both languages. */
export type WordId = keyof typeof en;

/** All sentences, in ICU message format. */
export const words: Readonly<Record<Language, Translation<typeof en>>> = { zh, en };

/** Whether an id that came over the wire has a sentence. */
export function isWordId(id: string): id is WordId {
  return Object.hasOwn(en, id);
}
