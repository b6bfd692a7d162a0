/** Why a text is no vehicle identification number. `checkDigit`: read or typed wrongly, somewhere. */
export type VinFault =
  | { readonly code: 'length'; readonly length: number }
  | { readonly code: 'character'; readonly character: string; /** From 1, as people count. */ readonly position: number }
  | { readonly code: 'checkDigit'; readonly found: string; readonly expected: string };

export type JudgedVin = { readonly ok: true; readonly vin: string } | { readonly ok: false; readonly error: VinFault };

/** Characters of a VIN (ISO 3779, 4.4). */
export const VIN_LENGTH = 17;

/** 49 CFR 565.15(c)(4), table IV: what each letter counts. I, O and Q are no letters of a VIN: they look like 1 and 0. */
const LETTER_VALUES: Readonly<Record<string, number>> = {
  A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8,
  J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9,
  S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9,
};

/** 49 CFR 565.15(c)(4), table V: the weight of each position; the ninth is the check digit itself. */
const WEIGHTS: readonly number[] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const CHECK_AT = 8;

/** What a character counts in the sum, or undefined when no VIN has it. */
export function valueOf(character: string): number | undefined {
  return /^\d$/u.test(character) ? Number(character) : LETTER_VALUES[character];
}

/**
 * The check digit that the other sixteen characters ask for: the weighted sum modulo 11, ten as X (49 CFR 565.15(c)(4)). The ninth
 * character is not looked at; a character that no VIN has counts nothing.
 */
export function checkDigitOf(vin: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (valueOf(vin[at] ?? '') ?? 0), 0);
  const rest = sum % 11;
  return rest === 10 ? 'X' : String(rest);
}

/**
 * What was read or typed, as a VIN is written: capitals, without the spaces, dots and dashes that people put in, the asterisks that Code 39
 * begins and ends with, and the I that stands before imported vehicles' VINs in a bar code (no VIN begins with it). Nothing is guessed: an O
 * stays an O.
 */
export function normaliseVin(text: string): string {
  const plain = text.toUpperCase().replaceAll(/[\s.*-]/gu, '');
  return plain.length === VIN_LENGTH + 1 && plain.startsWith('I') ? plain.slice(1) : plain;
}

/** Judges a text as a VIN by its length, characters and check digit (ISO 3779; check digit as in 49 CFR 565.15 and GB 16735). */
export function judgeVin(text: string): JudgedVin {
  const vin = normaliseVin(text);
  const characters = Array.from(vin);
  if (characters.length !== VIN_LENGTH) return { ok: false, error: { code: 'length', length: characters.length } };
  const at = characters.findIndex((character) => valueOf(character) === undefined);
  if (at >= 0) return { ok: false, error: { code: 'character', character: characters[at] ?? '', position: at + 1 } };
  const [found, expected] = [characters[CHECK_AT] ?? '', checkDigitOf(vin)];
  return found === expected ? { ok: true, vin } : { ok: false, error: { code: 'checkDigit', found, expected } };
}
