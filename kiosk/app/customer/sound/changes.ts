import type { ContentPart } from './content-parts.ts';

/** Numbers of a count-down at which it is said. */
const MARKS = [60, 30, 20, 10, 5];
/** A text whose numbers go on changing is said again after this at the soonest. */
const SPARSE_MS = 25_000;
const NUMBER = /\d+(?:[.,:]\d+)*/gu;

const shapeOf = ({ kind, text }: ContentPart): string => `${kind === 'choice' ? 'choice' : 'text'} ${text.replaceAll(NUMBER, '#').replaceAll(/[½¼¾]/gu, '')}`;
const lastNumber = (text: string): number => Number(text.match(NUMBER)?.at(-1) ?? Number.NaN);

/** What has been told of a screen, and when. */
export type Told = ReadonlyMap<string, { readonly text: string; readonly atMs: number }>;

/** Everything on the screen counts as told: it is told as a whole. */
export function allTold(parts: readonly ContentPart[], atMs: number): Told {
  return new Map(parts.map((part) => [shapeOf(part), { text: part.text, atMs }]));
}

type Fact = Exclude<ContentPart, { readonly kind: 'choice' }>;

function isDue(part: Fact, before: { readonly text: string; readonly atMs: number } | undefined, atMs: number): boolean {
  if (part.kind === 'picture' || part.kind === 'group' || part.kind === 'step') return false;
  if (part.kind === 'text' && part.telling === 'never') return false;
  if (before === undefined) return true;
  if (before.text === part.text) return false;
  if (part.kind === 'text' && part.telling === 'each') return true;
  return MARKS.includes(lastNumber(part.text)) || atMs - before.atMs >= SPARSE_MS;
}

/**
 * What has come onto a screen since it was told. A text of which only numbers have changed comes at sensible numbers and times,
 * else somebody who listens hears nothing but a count-down.
 */
export function changesOf(told: Told, parts: readonly ContentPart[], atMs: number): { readonly due: readonly Fact[]; readonly told: Told } {
  const due = parts.filter((part): part is Fact => part.kind !== 'choice' && isDue(part, told.get(shapeOf(part)), atMs));
  const said = new Set<ContentPart>(due);
  const next = parts.map((part): readonly [string, { readonly text: string; readonly atMs: number }] => {
    const shape = shapeOf(part);
    return [shape, (said.has(part) ? undefined : told.get(shape)) ?? { text: part.text, atMs }];
  });
  return { due, told: new Map(next) };
}
