import assert from 'node:assert/strict';
import { contentOfMarkup } from '../../testing/markup-content.ts';
import { allTold, changesOf } from './changes.ts';
import { partsOf } from './content-parts.ts';

const parts = (markup: string) => partsOf(contentOfMarkup(markup));

/** What is said when a screen goes through these states, one a second. */
function heard(states: readonly string[], everyMs = 1000): readonly string[] {
  const [first = '', ...rest] = states;
  let told = allTold(parts(first), 0);
  return rest.flatMap((state, i) => {
    const { due, told: next } = changesOf(told, parts(state), (i + 1) * everyMs);
    told = next;
    return due.map(({ text }) => text);
  });
}

describe('what is said of a screen that changes', () => {
  it('is what has come, once', () => {
    assert.deepEqual(heard(['<p>Bay A</p>', '<p>Bay A</p><p>Paused</p>', '<p>Bay A</p><p>Paused</p>']), ['Paused']);
  });

  it('is nothing when something goes, or only its order changes', () => {
    assert.deepEqual(heard(['<p>one</p><p>two</p>', '<p>two</p><p>one</p>', '<p>two</p>']), []);
  });

  it('is what comes back after it had gone', () => {
    assert.deepEqual(heard(['<p>a</p>', '<p>a</p><p>Stop</p>', '<p>a</p>', '<p>a</p><p>Stop</p>']), ['Stop', 'Stop']);
  });

  it('is a count-down at 60, 30, 20, 10 and 5, not every second', () => {
    const seconds = Array.from({ length: 25 }, (_, i) => `<p>In ${String(25 - i)} seconds</p>`);
    assert.deepEqual(heard(seconds), ['In 20 seconds', 'In 10 seconds', 'In 5 seconds']);
  });

  it('is a number that goes on changing every 25 seconds at the soonest', () => {
    assert.deepEqual(heard(['<p>about 3 minutes</p>', '<p>about 2 minutes</p>', '<p>about 1½ minutes</p>'], 13_000), ['about 1½ minutes']);
  });

  it('is every number of a text that asks for it, and none of one that refuses', () => {
    assert.deepEqual(heard(['<p data-told="each">1 of 8</p>', '<p data-told="each">2 of 8</p>', '<p data-told="each">3 of 8</p>']), ['2 of 8', '3 of 8']);
    assert.deepEqual(heard(['<p data-told="never">Level 1</p>', '<p data-told="never">Level 2</p>']), []);
  });

  it('never is a choice: those are said with the screen, and in focus', () => {
    assert.deepEqual(heard(['<p>a</p>', '<p>a</p><button>New</button>']), []);
  });
});
