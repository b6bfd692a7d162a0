import type { Language } from '../../../../config/words/index.ts';

/** Where on the screen a control is, in thirds. */
export type ScreenPlace = `${'top' | 'middle' | 'bottom'}-${'left' | 'centre' | 'right'}`;

/** An element of the page that can be seen, with what of it is needed to say it. Attribute names as in HTML. */
export interface ContentNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (ContentNode | string)[];
  readonly place?: ScreenPlace;
}

/** When a text is said again because a number in it has changed: each time, never, or at sensible numbers and times. */
export type Telling = 'each' | 'never' | 'sparse';

interface Common {
  readonly text: string;
  /** Where it differs from that of the page. */
  readonly language: Language | undefined;
  /** Nobody else may hear it. */
  readonly isSecret: boolean;
}

/** A part of a screen, in reading order. */
export type ContentPart =
  | (Common & { readonly kind: 'title' | 'group' | 'picture' })
  | (Common & { readonly kind: 'text'; readonly telling: Telling })
  | (Common & { readonly kind: 'step'; readonly at: number; readonly of: number })
  | (Common & { readonly kind: 'choice'; readonly action: string; readonly role: ChoiceRole; readonly isOn: boolean | undefined; readonly isOff: boolean; readonly place: ScreenPlace | undefined });

/** `press`: a button; `toggle`: one that stays chosen; `type`: takes text. */
export type ChoiceRole = 'press' | 'toggle' | 'type';

const INLINE = new Set(['span', 'b', 'strong', 'em', 'i', 'small', 'br', 'time', 'bdi', 'sub', 'sup', 'svg', 'text', 'tspan']);
const CONTROLS = new Set(['button', 'input', 'textarea', 'select']);

const isNode = (child: ContentNode | string): child is ContentNode => typeof child !== 'string';
const isUnseen = ({ attributes, tag }: ContentNode): boolean => attributes['aria-hidden'] === 'true' || attributes['hidden'] !== undefined || tag === 'script' || tag === 'style';
const isControl = ({ tag, attributes }: ContentNode): boolean => CONTROLS.has(tag) || ['button', 'switch', 'checkbox', 'radio'].includes(attributes['role'] ?? '');
const isSecret = ({ attributes }: ContentNode): boolean => attributes['data-secret'] !== undefined || attributes['type'] === 'password';
const tidy = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

function languageOf({ attributes }: ContentNode): Language | undefined {
  const tag = attributes['lang'];
  return tag === undefined ? undefined : tag.startsWith('zh') ? 'zh' : 'en';
}

/** All words of an element, without what is hidden from who listens. */
export function textOf(node: ContentNode): string {
  if (isUnseen(node)) return '';
  const label = node.attributes['aria-label'];
  if (label !== undefined) return tidy(label);
  return tidy(node.children.map((child) => (isNode(child) ? ` ${textOf(child)} ` : child)).join(''));
}

/** The words of a control: its lines are told apart by a dot, as they stand apart on the screen. */
function nameOf(node: ContentNode): string {
  if (node.attributes['aria-label'] !== undefined) return textOf(node);
  const lines = node.children.map((child) => (isNode(child) ? nameOf(child) : tidy(child))).filter((line) => line !== '');
  return isUnseen(node) ? '' : lines.join(' · ');
}

/** The only language that stands inside, for a button that names itself in its own. */
function innerLanguage(node: ContentNode): Language | undefined {
  const own = languageOf(node);
  if (own !== undefined) return own;
  const [only, ...others] = node.children.filter((child) => !isNode(child) ? tidy(child) !== '' : textOf(child) !== '');
  return only !== undefined && isNode(only) && others.length === 0 ? innerLanguage(only) : undefined;
}

/** A control as a part. */
export function choiceOf(node: ContentNode): ContentPart & { readonly kind: 'choice' } {
  const { attributes, tag, place } = node;
  const on = attributes['aria-pressed'] ?? attributes['aria-checked'] ?? attributes['aria-selected'];
  const role: ChoiceRole = tag === 'input' || tag === 'textarea' || tag === 'select' ? 'type' : on === undefined ? 'press' : 'toggle';
  return {
    kind: 'choice', text: nameOf(node), language: innerLanguage(node), isSecret: isSecret(node), action: attributes['data-action'] ?? '', role,
    isOn: on === undefined ? undefined : on === 'true', isOff: attributes['disabled'] !== undefined || attributes['aria-disabled'] === 'true', place,
  };
}

function tellingOf({ attributes }: ContentNode, outer: Telling): Telling {
  const said = attributes['data-told'];
  return said === 'each' || said === 'never' ? said : outer;
}

interface Around {
  readonly language: Language | undefined;
  readonly isSecret: boolean;
  readonly telling: Telling;
}

/** Steps of a way, of which only the present one is said, with its place among them. */
function stepOf(list: ContentNode, around: Around): ContentPart | undefined {
  const steps = list.children.filter(isNode).filter(({ tag }) => tag === 'li');
  const at = steps.findIndex(({ attributes }) => attributes['aria-current'] === 'step');
  const present = steps[at];
  return present === undefined ? undefined : { kind: 'step', text: textOf(present), language: around.language, isSecret: around.isSecret, at: at + 1, of: steps.length };
}

/** Reads a tree from its beginning to its end. */
function read(node: ContentNode, outer: Around, into: ContentPart[]): void {
  if (isUnseen(node)) return;
  const around: Around = { language: languageOf(node) ?? outer.language, isSecret: outer.isSecret || isSecret(node), telling: tellingOf(node, outer.telling) };
  const { tag, attributes, children } = node;
  const { language } = around;
  if (isControl(node)) {
    into.push({ ...choiceOf(node), ...(around.isSecret && { isSecret: true }) });
    return;
  }
  const label = attributes['aria-label'] ?? attributes['alt'];
  if (label === '') return;
  if (label !== undefined && (tag === 'img' || attributes['role'] === 'img' || tag === 'svg' || tag === 'video')) {
    // A picture of something that is typed counts it: that is heard with every key.
    into.push(['svg', 'video', 'img'].includes(tag) ? { kind: 'picture', text: tidy(label), language, isSecret: around.isSecret } : { kind: 'text', text: tidy(label), language, isSecret: around.isSecret, telling: around.telling });
    return;
  }
  const step = stepOf(node, around);
  if (step !== undefined) {
    into.push(step);
    return;
  }
  if (label !== undefined && tag !== 'section' && tag !== 'main') into.push({ kind: 'group', text: tidy(label), language, isSecret: around.isSecret });
  const kind = /^h[1-6]$/u.test(tag) ? 'title' : 'text';
  readChildren(children, kind, around, into);
}

/** Words that stand side by side are one text; an element that begins a line of its own ends it. */
function readChildren(children: ContentNode['children'], kind: 'title' | 'text', around: Around, into: ContentPart[]): void {
  let line = '';
  const flush = (): void => {
    const text = tidy(line);
    line = '';
    if (text === '') return;
    const { language, isSecret: isKept, telling } = around;
    into.push(kind === 'title' ? { kind, text, language, isSecret: isKept } : { kind, text, language, isSecret: isKept, telling });
  };
  for (const child of children) {
    if (!isNode(child)) line += child;
    else if (INLINE.has(child.tag) && !isControl(child) && languageOf(child) === undefined && !isSecret(child) && child.attributes['role'] !== 'img') line += ` ${textOf(child)} `;
    else {
      flush();
      read(child, around, into);
    }
  }
  flush();
}

/** The parts of a tree, in reading order: a title, texts, choices. A group's own heading is not said twice. */
export function partsOf(node: ContentNode): readonly ContentPart[] {
  const parts: ContentPart[] = [];
  read(node, { language: undefined, isSecret: false, telling: 'sparse' }, parts);
  return parts.filter((part, i) => part.text !== parts[i - 1]?.text || part.kind === 'choice');
}
