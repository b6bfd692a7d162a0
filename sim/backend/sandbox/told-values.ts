import type { Language } from '../../../config/words/index.ts';

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** An amount with its currency, as people write it. */
export function amountOf(language: Language, { amountMinor, currency }: { readonly amountMinor: number; readonly currency: string }): string {
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}

/** A moment in UTC: the backend serves towers in several zones. */
export function timeOf(language: Language, utcMs: number): string {
  return `${new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(utcMs)} UTC`;
}
