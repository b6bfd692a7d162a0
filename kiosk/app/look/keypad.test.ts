import assert from 'node:assert/strict';
import fc from 'fast-check';
import { meaningOf, stepped } from './keypad.ts';

const bare = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

describe('keys of a keypad', () => {
  it('knows next, previous, press, back and the page of keys, and nothing else', () => {
    assert.deepEqual(
      ['Tab', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'ArrowLeft', 'Enter', ' ', 'Escape', 'F1', '?', 'a', '7', 'F5'].map((key) => meaningOf({ ...bare, key })),
      ['next', 'next', 'next', 'previous', 'previous', 'press', 'press', 'back', 'keys', 'keys', undefined, undefined, undefined],
    );
    assert.equal(meaningOf({ ...bare, key: 'Tab', shiftKey: true }), 'previous');
  });
  it('takes no chord for a key', () => {
    for (const chord of ['ctrlKey', 'altKey', 'metaKey'] as const) assert.equal(meaningOf({ ...bare, key: 'Tab', [chord]: true }), undefined);
  });
  it('reaches everything by one key, and goes round', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.constantFrom('next' as const, 'previous' as const), (count, meaning) => {
      const visited = [-1];
      for (let step = 0; step < count; step += 1) visited.push(stepped(count, visited.at(-1) ?? -1, meaning));
      assert.equal(new Set(visited.slice(1)).size, count);
      assert.equal(stepped(count, visited.at(-1) ?? -1, meaning), visited[1]);
    }));
    assert.equal(stepped(0, -1, 'next'), -1);
  });
});
