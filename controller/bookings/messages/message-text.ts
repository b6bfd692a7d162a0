import type { Site } from '../../../config/schema/site.schema.ts';
import type { Language } from '../../../config/words/index.ts';
import { isMessageWordId, messageWords } from '../../../config/words/message-words.ts';
import type { MessageKind } from '../providers/messages.port.ts';
import type { MessageParams } from './message-statement.ts';

const LOCALE: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** A moment on the clocks of the site, as people say it. */
function timeOf(utcMs: number, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALE[language], { timeZone, month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(utcMs);
}

/** An amount of minor units, in the form of the language. */
function amountOf(amountMinor: number, language: Language, currency: string): string {
  const format = new Intl.NumberFormat(LOCALE[language], { style: 'currency', currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The words of a message, or undefined when there are none for it or one of its gaps stays empty: half a message is not sent. */
export function messageText(kind: MessageKind, params: MessageParams, language: Language, { timezone, booking }: Pick<Site, 'timezone' | 'booking'>): string | undefined {
  const id = `message.${kind}`;
  if (!isMessageWordId(id)) return undefined;
  const { car, code, fromUtcMs, untilUtcMs, returnByUtcMs, payByUtcMs, amountMinor } = params;
  const time = (utcMs: number | undefined): string | undefined => (utcMs === undefined ? undefined : timeOf(utcMs, language, timezone));
  const gaps: Readonly<Record<string, string | undefined>> = {
    car, code, from: time(fromUtcMs), until: time(untilUtcMs), returnBy: time(returnByUtcMs), payBy: time(payByUtcMs),
    amount: amountMinor === undefined ? undefined : amountOf(amountMinor, language, booking.currency),
  };
  const text = messageWords[language][id].replaceAll(/\{(\w+)\}/gu, (gap, name: string) => gaps[name] ?? gap);
  return /\{\w+\}/u.test(text) ? undefined : text;
}
