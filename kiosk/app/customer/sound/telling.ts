import type { Language, WordId } from '../../../../config/words/index.ts';
import type { Say } from '../../words/words.tsx';
import type { ContentPart } from './content-parts.ts';
import { partsOf } from './content-parts.ts';
import type { ScreenContent, Sentence } from './sound.port.ts';
import { runsOf } from './spoken-form.ts';

type Choice = Extract<ContentPart, { readonly kind: 'choice' }>;

/** In which words it is told, and to whom: `isPrivate`, to one person with headphones. */
export interface Teller {
  readonly language: Language;
  readonly say: Say;
  readonly isPrivate: boolean;
}

/** From this many keys of one character on, they are told as one pad. */
const PAD_KEYS = 8;
const isKey = ({ text }: Choice): boolean => Array.from(text).length === 1;

const sentences = ({ language }: Teller, text: string, own?: Language): readonly Sentence[] => runsOf(text, own ?? language);
const joined = ({ language }: Teller, words: readonly (string | undefined)[]): string =>
  words.filter((word) => word !== undefined && word !== '').join(language === 'zh' ? '，' : ', ');

const ROLES: Readonly<Record<Choice['role'], WordId>> = { press: 'speech.button', toggle: 'speech.button', type: 'speech.field' };

/** What may be said aloud of a control: never a character of a code while others can hear it. */
function nameOf(teller: Teller, part: Choice): string {
  const { say, isPrivate } = teller;
  if (!isPrivate && isKey(part)) return say('speech.key');
  if (!isPrivate && part.isSecret) return say('speech.masked');
  return part.text;
}

const stateWords = ({ say }: Teller, { isOn, isOff }: Choice): readonly (string | undefined)[] => [isOn === true ? say('speech.chosen') : undefined, isOff ? say('speech.notNow') : undefined];
const placeWords = ({ say }: Teller, { place }: Choice): string | undefined => (place === undefined ? undefined : say(`speech.place.${place}`));

/** A text that is no choice. */
export function tellPart(teller: Teller, part: Exclude<ContentPart, Choice>): readonly Sentence[] {
  const { say, isPrivate } = teller;
  if (part.isSecret && !isPrivate) return sentences(teller, say('speech.masked'));
  const text = part.kind === 'step' ? say('speech.step', { at: part.at, of: part.of, text: part.text }) : part.text;
  return sentences(teller, text, part.language);
}

/** The control that has just taken the focus: name, role, state. That something is not chosen is said here only: in a list it is what everything is. */
export function tellFocus(teller: Teller, part: Choice): readonly Sentence[] {
  const notChosen = part.isOn === false ? teller.say('speech.notChosen') : undefined;
  return sentences(teller, joined(teller, [nameOf(teller, part), teller.say(ROLES[part.role]), notChosen, ...stateWords(teller, part)]));
}

function tellChoices(teller: Teller, parts: readonly ContentPart[]): readonly Sentence[] {
  const { say } = teller;
  const choices = parts.filter((part) => part.kind === 'choice');
  const keys = choices.filter(isKey);
  const isPad = keys.length >= PAD_KEYS;
  const told = choices.filter((part) => !(isPad && isKey(part)));
  const all = isPad ? [...sentences(teller, say('speech.pad', { count: keys.length }))] : [];
  if (told.length > 0) all.push(...sentences(teller, say('speech.choices', { count: told.length })));
  let at = 0;
  for (const part of parts) {
    if (part.kind === 'group') all.push(...tellPart(teller, part));
    if (part.kind !== 'choice' || (isPad && isKey(part))) continue;
    at += 1;
    all.push(...sentences(teller, joined(teller, [say('speech.choice', { at, name: nameOf(teller, part) }), ...stateWords(teller, part), placeWords(teller, part)])));
  }
  return all;
}

/** A group belongs to what follows it: choices, or texts. */
function split(parts: readonly ContentPart[]): { readonly texts: readonly ContentPart[]; readonly choices: readonly ContentPart[] } {
  const texts: ContentPart[] = [];
  const choices: ContentPart[] = [];
  for (const [i, part] of parts.entries()) {
    const next = part.kind === 'group' ? parts[i + 1] : part;
    (next?.kind === 'choice' ? choices : texts).push(part);
  }
  return { texts, choices };
}

/** What of a screen is told: the panel, the words beside the drawing, the bar at the bottom. Pictures of the drawing are not: the panel says in words what they show. */
export function partsOfScreen({ panel, stage, footer, overlay }: ScreenContent): readonly ContentPart[] {
  if (overlay !== undefined) return partsOf(panel);
  return [...partsOf(panel), ...partsOf(stage).filter(({ kind }) => kind !== 'picture' && kind !== 'group'), ...partsOf(footer)];
}

/** A whole screen: its words from the title on, then what can be done on it and where. */
export function tellScreen(teller: Teller, content: ScreenContent): readonly Sentence[] {
  const { texts, choices } = split(partsOfScreen(content));
  return [...texts.flatMap((part) => (part.kind === 'choice' ? [] : tellPart(teller, part))), ...tellChoices(teller, choices)];
}
