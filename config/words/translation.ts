/** The same ids as in the English text, each with a text of its own: a missing or unknown id fails the type check. */
export type Translation<English> = { readonly [Id in keyof English]: string };

/** Languages of every text. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
