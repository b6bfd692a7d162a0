import type { ContentNode } from '../customer/sound/content-parts.ts';

const TOKEN = /<(?<close>\/)?(?<tag>[\w-]+)(?<attributes>(?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(?<self>\/)?>|(?<text>[^<]+)/gu;
const ATTRIBUTE = /(?<name>[\w:-]+)(?:="(?<value>[^"]*)")?/gu;
const VOID = new Set(['br', 'img', 'input', 'hr', 'meta', 'link']);
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" };

const plain = (text: string): string => text.replaceAll(/&(?:amp|lt|gt|quot|#x27);/gu, (entity) => ENTITIES[entity] ?? entity);

interface Open {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (ContentNode | string)[];
}

/** Markup as React writes it, as a tree. Throws when a tag is not closed: then it is not such markup. */
export function contentOfMarkup(markup: string): ContentNode {
  const root: Open = { tag: 'div', attributes: {}, children: [] };
  const open: Open[] = [root];
  for (const { groups = {} } of markup.matchAll(TOKEN)) {
    const { tag, text, close, self, attributes = '' } = groups;
    const top = open.at(-1) ?? root;
    if (text !== undefined) top.children.push(plain(text));
    else if (tag === undefined) continue;
    else if (close !== undefined) {
      if (top.tag !== tag) throw new Error(`</${tag}> closes <${top.tag}>`);
      open.pop();
    } else {
      const node: Open = { tag, attributes: Object.fromEntries(Array.from(attributes.matchAll(ATTRIBUTE), (found) => [found.groups?.['name'] ?? '', plain(found.groups?.['value'] ?? '')])), children: [] };
      top.children.push(node);
      if (self === undefined && !VOID.has(tag)) open.push(node);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.tag ?? ''}> is not closed`);
  return root;
}

/** The first element of a tree that is so; undefined when none is. A drawing is a whole. */
export function findNode(node: ContentNode, isSo: (node: ContentNode) => boolean): ContentNode | undefined {
  if (isSo(node)) return node;
  for (const child of node.children) {
    const found = typeof child === 'string' ? undefined : findNode(child, isSo);
    if (found !== undefined) return found;
  }
  return undefined;
}
