import { messages as en } from './en/messages.ts';
import type { Language } from './index.ts';
import type { Translation } from './translation.ts';
import { messages as zh } from './zh/messages.ts';

/** Id of a message to members: `message.<kind>`. */
export type MessageWordId = keyof typeof en;

/** What members are written. Kept out of the words of the pages: only the controller writes messages. */
export const messageWords: Readonly<Record<Language, Translation<typeof en>>> = { zh, en };

/** Whether a message has words. */
export function isMessageWordId(id: string): id is MessageWordId {
  return Object.hasOwn(en, id);
}
