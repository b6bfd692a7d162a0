import type { told } from './en/told.ts';

type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** Id of something that the controller tells technicians. */
export type ToldId = keyof typeof told;

/** The id of a sentence that stands inside another one, with what fills it. */
export interface ToldInside { readonly word: string; readonly values?: Readonly<Record<string, number | string | { readonly word: string }>> }

/** What may fill a sentence: a number, the name of a thing, or another sentence. */
export type ToldValue = number | string | ToldInside;

/** A sentence of a page in any language: its id, and what fills it. */
export interface Told { readonly word: ToldId; readonly values: Readonly<Record<string, ToldValue>> }

/** A sentence with everything that fills it: the compiler knows the names from the English text. */
export function tell<Id extends ToldId>(word: Id, values: Readonly<Record<NamesIn<(typeof told)[Id]>, ToldValue>>): Told {
  return { word, values: { ...values } };
}

/** A sentence to stand inside another one. What stands inside this one again is named only. */
export function inside({ word, values }: Told): ToldInside {
  return { word, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? { word: value.word } : value])) };
}
