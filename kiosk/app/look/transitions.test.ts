import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const APP = fileURLToPath(new URL('..', import.meta.url));

describe('a transition', () => {
  it('changes one property of an element, for React Aria keeps for ever what is taken away in the middle of two', () => {
    const several = globSync('**/*.css', { cwd: APP }).flatMap((file) =>
      [...readFileSync(`${APP}/${file}`, 'utf8').matchAll(/\btransition(?:-property)?:([^;}]+)/gu)].filter(([, value = '']) => value.includes(',') || /\ball\b/u.test(value)).map(([rule]) => `${file}: ${rule}`));
    assert.deepEqual(several, []);
  });
  it('is taken away from somebody who wants no motion, not shortened: with a duration, whatever an element inherits would move on each of hundreds', () => {
    const css = readFileSync(`${APP}/look/base.css`, 'utf8');
    assert.doesNotMatch(css, /\btransition-duration:/u);
    assert.equal([...css.matchAll(/\btransition: none !important/gu)].length, 2);
  });
});
