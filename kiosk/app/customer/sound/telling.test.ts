import assert from 'node:assert/strict';
import { contentOfMarkup } from '../../testing/markup-content.ts';
import { createWords } from '../../words/words.tsx';
import { choiceOf } from './content-parts.ts';
import type { ContentNode } from './content-parts.ts';
import { tellFocus, tellScreen } from './telling.ts';

const en = { language: 'en', isPrivate: false, say: createWords('en', 'UTC').say } as const;
const zh = { language: 'zh', isPrivate: false, say: createWords('zh', 'UTC').say } as const;
const NOTHING: ContentNode = { tag: 'div', attributes: {}, children: [] };
const screen = (panel: string, more: { readonly stage?: string; readonly footer?: string; readonly overlay?: string } = {}) => ({
  screen: 'K02', overlay: more.overlay, panel: contentOfMarkup(panel), stage: contentOfMarkup(more.stage ?? ''), footer: contentOfMarkup(more.footer ?? ''),
});
const first = (markup: string): ContentNode => {
  const node = contentOfMarkup(markup).children[0];
  return typeof node === 'object' ? node : NOTHING;
};
const texts = (sentences: readonly { readonly text: string }[]): readonly string[] => sentences.map(({ text }) => text);

describe('what is told of a screen', () => {
  it('is its words, then what can be done on it, then the bar at the bottom', () => {
    const content = screen('<button>Go on</button><h1>Title</h1><p>Line</p>', { stage: '<svg aria-label="Tower" role="img"></svg><p>Level 2</p>', footer: '<button>Back</button>' });
    assert.deepEqual(texts(tellScreen(en, content)), ['Title', 'Line', 'Level 2', '2 choices.', '1: Go on', '2: Back']);
  });

  it('is what lies over it alone, while something does', () => {
    assert.deepEqual(texts(tellScreen(en, screen('<h2>Are you still there?</h2><button>More time</button>', { overlay: 'K80', footer: '<button>Back</button>' }))),
      ['Are you still there?', '1 choice.', '1: More time']);
  });

  it('says where a choice is and how it stands', () => {
    const content = screen('');
    const panel = { ...NOTHING, children: [{ ...first('<button aria-pressed="true" disabled="">Large</button>'), place: 'bottom-left' as const }] };
    assert.deepEqual(texts(tellScreen(en, { ...content, panel })), ['1 choice.', '1: Large, chosen, not available now, bottom left']);
    assert.deepEqual(texts(tellScreen(zh, { ...content, panel })), ['共 1 项可选。', '第 1 项：Large，已选，现在不可用，在左下方']);
  });

  it('says a choice that names itself in its own language in that voice', () => {
    const content = screen('<button><span lang="zh-Hans">中文</span></button>');
    assert.deepEqual(tellScreen(en, content).slice(1).map(({ text, language }) => [text, language]), [['1:', 'en'], ['中文', 'zh']]);
  });

  it('tells a group of choices by its name, and many keys as one pad', () => {
    const keys = Array.from('23456789', (key) => `<button>${key}</button>`).join('');
    assert.deepEqual(texts(tellScreen(en, screen(`<div role="group" aria-label="Size"><button>Small</button></div>${keys}`))), ['A pad of 8 keys.', '1 choice.', 'Size', '1: Small']);
  });

  it('says of the control in focus its name, what it is and how it stands', () => {
    assert.deepEqual(texts(tellFocus(en, choiceOf(first('<button aria-pressed="false">Large</button>')))), ['Large, button, not chosen']);
    assert.deepEqual(texts(tellFocus(zh, choiceOf(first('<button>取车</button>')))), ['取车，按钮']);
    assert.deepEqual(texts(tellFocus(en, choiceOf(first('<input aria-label="Number of your car">')))), ['Number of your car, field']);
  });
});
