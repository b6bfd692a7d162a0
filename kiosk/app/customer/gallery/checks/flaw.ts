/** What a check asks. */
export type CheckId = 'overflow' | 'overlap' | 'cut' | 'letters' | 'targets' | 'reach' | 'words' | 'axe' | 'page';

/** Something that is wrong with a screen: which check says so, and of what. */
export interface Flaw {
  readonly check: CheckId;
  readonly what: string;
}

/** What the checks must know of the screen that is drawn. */
export interface Bench {
  /** CSS pixels of a millimetre. */
  readonly pxPerMm: number;
  readonly inches: number;
  readonly isPseudo: boolean;
  /** Asked of axe as well, which takes longer than all the rest. */
  readonly withAxe: boolean;
}
