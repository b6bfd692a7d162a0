import type { Dice } from '../../../../sim/campaign/dice.ts';

/** What is done to a text of lines. */
export const TEXT_KINDS = [
  'whole', 'value extreme', 'key changed', 'line lost', 'line doubled', 'lines swapped', 'indentation changed', 'character changed', 'cut short', 'block moved', 'alias', 'control character', 'noise alone', 'other syntax',
] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

const VALUES = [
  '0', '-1', '-0.0', '1e308', '.inf', '-.inf', '.nan', '99999999999999999999', 'null', '~', '""', 'true', '[]', '{}', '"\\u0000"', '0x10', '0o17', '1_000', '2026-01-01', '!!binary aGk=', '!!js/function "x"', '*nobody', '&a [*a]', '|', '>', '- -', '? ', ': :', '@', '`', '%',
];
const OTHERS = ['', '{}', '[]', 'null', '---\n---\n', '{"id": "x"}', '&a [*a, *a]', '<<: {a: 1}', '%YAML 9.9\n---\na', '\uFEFF', '\t- a', 'a: &x [1,2]\nb: [*x,*x,*x,*x]\n', '? {a: 1} : b'];
const MOST_NOISE = 400;

const anyOf = <T>(items: readonly T[], dice: Dice): T => items[dice.int(items.length)] as T;

function withLine(text: string, change: (line: string, lines: readonly string[], at: number) => readonly string[], dice: Dice): string {
  const lines = text.split('\n');
  const at = dice.int(lines.length);
  return [...lines.slice(0, at), ...change(lines[at] ?? '', lines, at), ...lines.slice(at + 1)].join('\n');
}

/** Any number or word of the text gives way to another value, inside flow mappings as well. */
function withValue(text: string, dice: Dice): string {
  const places = [...text.matchAll(/(?<=[:[,]\s*)[\w.-]+/gu)];
  const place = places[dice.int(Math.max(1, places.length))];
  if (place === undefined) return text;
  const number = Number(place[0]);
  const value = Number.isNaN(number) || dice.int(2) === 0 ? anyOf(VALUES, dice) : String(number * anyOf([-1, 0.001, 0.5, 1.1, 2, 10, 1e6], dice));
  return text.slice(0, place.index) + value + text.slice(place.index + place[0].length);
}

function withKey(text: string, dice: Dice): string {
  const places = [...text.matchAll(/\w+(?=:)/gu)];
  const place = places[dice.int(Math.max(1, places.length))];
  if (place === undefined) return text;
  const key = anyOf([`${place[0]}x`, place[0].slice(1), '__proto__', 'constructor', '1', '""', places[0]?.[0] ?? 'id'], dice);
  return text.slice(0, place.index) + key + text.slice(place.index + place[0].length);
}

function withCharacter(text: string, character: string, dice: Dice): string {
  const at = dice.int(Math.max(1, text.length));
  return text.slice(0, at) + character + text.slice(at + 1);
}

function withBlock(text: string, dice: Dice): string {
  const lines = text.split('\n');
  const moved = lines.splice(dice.int(lines.length), 1 + dice.int(8));
  return lines.toSpliced(dice.int(lines.length + 1), 0, ...moved).join('\n');
}

/** Changes a text of lines as somebody might who edits it, and as a bad disk might. */
export function mutateText(kind: TextKind, text: string, dice: Dice): string {
  switch (kind) {
    case 'whole': return text;
    case 'value extreme': return withValue(text, dice);
    case 'key changed': return withKey(text, dice);
    case 'line lost': return withLine(text, () => [], dice);
    case 'line doubled': return withLine(text, (line) => [line, line], dice);
    case 'lines swapped': return withLine(text, (line, lines) => [lines[dice.int(lines.length)] ?? '', line], dice);
    case 'indentation changed': return withLine(text, (line) => [anyOf([' ', '  ', '\t', '- ', ''], dice) + (dice.int(2) === 0 ? line : line.trimStart())], dice);
    case 'character changed': return withCharacter(text, String.fromCharCode(dice.int(2) === 0 ? 33 + dice.int(94) : dice.int(0x10000)), dice);
    case 'cut short': return text.slice(0, dice.int(text.length));
    case 'block moved': return withBlock(text, dice);
    case 'alias': return withLine(text, (line) => [line.replace(/: ?(.*)$/u, anyOf([': &a $1', ': *a', ': [*a, *a]', ': <<'], dice))], dice);
    case 'control character': return withCharacter(text, anyOf(['\u0000', '\u0007', '\u001B', '\r', '\u2028', '\uFEFF', '\uD800'], dice), dice);
    case 'noise alone': return Array.from({ length: dice.int(MOST_NOISE) }, () => String.fromCharCode(dice.int(dice.int(2) === 0 ? 128 : 0x10000))).join('');
    case 'other syntax': return anyOf(OTHERS, dice);
  }
}
