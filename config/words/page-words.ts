import { enPages } from './en/pages.ts';
import type { Language, Translation } from './translation.ts';
import { zhPages } from './zh/pages.ts';

/** Id of a sentence that a page of a customer may say. */
export type PageWordId = keyof typeof enPages;

/** The sentences that the pages of kiosk and phone carry: all but those of whoever works at the tower, which would be a fifth of them. */
export const pageWords: Readonly<Record<Language, Translation<typeof enPages>>> = { zh: zhPages, en: enPages };

/** Whether an id that came over the wire has a sentence on a customer's page. */
export function isPageWordId(id: string): id is PageWordId {
  return Object.hasOwn(enPages, id);
}
