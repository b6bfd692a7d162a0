const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ĝ', h: 'ĥ', i: 'î', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ', o: 'ö', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š', t: 'ţ', u: 'û', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  A: 'Å', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ĝ', H: 'Ĥ', I: 'Î', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ', N: 'Ñ', O: 'Ö', P: 'Þ', Q: 'Ǫ', R: 'Ŕ', S: 'Š', T: 'Ţ', U: 'Û', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
};
const PADDING = ['öñé', 'ţŵö', 'ţĥŕéé', 'ƒöûŕ', 'ƒîṽé', 'šîẋ', 'šéṽéñ', 'éîĝĥţ', 'ñîñé', 'ţéñ'] as const;
/** A translation may be as much longer than the English. */
const LONGER_BY = 0.4;

/** Where a sentence of the pseudo-locale begins and ends: a text outside of them has not come through the words. */
export const PSEUDO_BRACKETS = ['⟦', '⟧'] as const;

/**
 * A sentence as no language has it: readable, accented, two fifths longer, in brackets. What is cut off, and what was never a sentence of ours, is
 * seen at once. A sentence inside another one has been made longer already.
 */
export function pseudo(sentence: string): string {
  const [begin, end] = PSEUDO_BRACKETS;
  const own = sentence.replaceAll(new RegExp(`${begin}[^${end}]*${end}`, 'gu'), '');
  const accented = sentence.replaceAll(begin, '').replaceAll(end, '').replaceAll(/[A-Za-z]/gu, (letter) => ACCENTED[letter] ?? letter);
  const wanted = Math.ceil(own.length * LONGER_BY);
  let padding = '';
  for (let i = 0; padding.length < wanted; i += 1) padding += ` ${PADDING[i % PADDING.length] ?? ''}`;
  return `${begin}${accented}${padding.slice(0, wanted).trimEnd()}${end}`;
}
