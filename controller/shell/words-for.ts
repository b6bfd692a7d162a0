import { isWordId, words, type Language } from '../../config/words/index.ts';

/** A sentence of `config/words` with its values filled in, for the terminal. An unknown id is shown as itself. */
export function sentence(id: string, language: Language, values: Readonly<Record<string, string | undefined>> = {}): string {
  const text = isWordId(id) ? words[language][id] : id;
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
}
