/** Characters of a booking code: Crockford's base 32, without the letters that are taken for digits. */
export const CODE_KEYS: readonly string[] = Array.from('1234567890ABCDEFGHJKMNPQRSTVWXYZ');
/** Characters of a booking code. */
export const CODE_LENGTH = 8;

/** What the letters that a code never has were meant to be. */
const MEANT: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** The code with one more character, as a person meant it; unchanged when it is full or the character is none of a code. */
export function withTyped(code: string, typed: string): string {
  const upper = typed.toUpperCase();
  const meant = MEANT[upper] ?? upper;
  const isKey = CODE_KEYS.includes(meant);
  return isKey && code.length < CODE_LENGTH ? code + meant : code;
}

/** A code in two groups of four, as it is printed. */
export function grouped(code: string): string {
  return code.length > 4 ? `${code.slice(0, 4)} ${code.slice(4)}` : code;
}
