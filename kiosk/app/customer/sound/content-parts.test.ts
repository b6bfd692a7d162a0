import assert from 'node:assert/strict';
import { contentOfMarkup } from '../../testing/markup-content.ts';
import { partsOf } from './content-parts.ts';
import type { ContentPart } from './content-parts.ts';

const parts = (markup: string): readonly ContentPart[] => partsOf(contentOfMarkup(markup));
const brief = (markup: string): readonly string[] => parts(markup).map(({ kind, text }) => `${kind}: ${text}`);

describe('the parts of a screen', () => {
  it('are its title, its texts and its choices, in reading order', () => {
    assert.deepEqual(brief('<h1>Collect</h1><p>Choose <b>one</b> way.</p><button data-action="face">Face</button>'), ['title: Collect', 'text: Choose one way.', 'choice: Face']);
  });

  it('leave out what is hidden from who listens', () => {
    assert.deepEqual(brief('<p aria-hidden="true">↑</p><p>Go in<span aria-hidden="true"> ›</span></p><button aria-hidden="true">x</button>'), ['text: Go in']);
  });

  it('take the name that a control is given, not its picture', () => {
    const [choice] = parts('<button aria-label="Display" aria-pressed="true" disabled=""><svg aria-hidden="true"></svg>Aa</button>');
    assert.ok(choice?.kind === 'choice');
    assert.deepEqual([choice.text, choice.role, choice.isOn, choice.isOff], ['Display', 'toggle', true, true]);
  });

  it('keep the lines of a control apart', () => {
    assert.deepEqual(brief('<button><svg aria-hidden="true"></svg><span>Collect</span><span>You have a <b>booking</b></span></button>'), ['choice: Collect · You have a · booking']);
  });

  it('have the language in which a control names itself', () => {
    const [one, other] = parts('<button><span lang="zh-Hans">中文</span></button><button>English</button>');
    assert.deepEqual([one?.language, other?.language], ['zh', undefined]);
  });

  it('say of a way of steps only the present one', () => {
    assert.deepEqual(parts('<ol><li>a</li><li aria-current="step">b</li><li>c</li></ol>').map((part) => (part.kind === 'step' ? [part.text, part.at, part.of] : [])), [['b', 2, 3]]);
  });

  it('keep a secret a secret, wherever inside of it something stands', () => {
    assert.deepEqual(parts('<div data-secret=""><p>1234</p><span>5</span></div><p>open <span data-secret="">99</span></p>').map(({ text, isSecret }) => [text, isSecret]),
      [['1234', true], ['5', true], ['open', false], ['99', true]]);
    assert.equal(parts('<input type="password" aria-label="PIN">')[0]?.isSecret, true);
  });

  it('say a group before what is in it, and a heading that repeats it once', () => {
    assert.deepEqual(brief('<div role="group" aria-label="Size"><h3>Size</h3><button>Small</button></div>'), ['group: Size', 'choice: Small']);
  });
});
