import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HAN_CHARACTERS, outOfServiceUrl } from './out-of-service.ts';

const page = decodeURIComponent(outOfServiceUrl(['data:font/woff2;base64,AA']).replace(/^[^,]*,/, ''));

/** The slices of the font that hold a character, by their numbers. */
function slicesOf(character: string): readonly string[] {
  const css = readFileSync(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/index.css'), 'utf8');
  const point = character.codePointAt(0) ?? 0;
  const holds = (ranges: string): boolean =>
    ranges.split(',').some((range) => {
      const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
      return point >= Number.parseInt(first, 16) && point <= Number.parseInt(last, 16);
    });
  const faces = [...css.matchAll(/noto-sans-sc-(\d+)-wght[^}]*unicode-range: *([^;}]+)/g)];
  return faces.filter((face) => holds(face[2] ?? '')).map((face) => face[1] ?? '');
}

describe('the out-of-service page', () => {
  it('needs nothing from outside and runs nothing', () => {
    assert.doesNotMatch(page, /<script|https?:|src="|href=/);
    assert.match(page, /default-src 'none'/);
  });
  it('speaks both languages', () => {
    assert.match(page, /lang="zh"><h1>本机/);
    assert.match(page, /lang="en"><h1>This screen/);
  });
  it('brings a letter for every Chinese character', () => {
    const carried = readFileSync(join(import.meta.dirname, 'han-fonts.ts'), 'utf8');
    for (const character of HAN_CHARACTERS) {
      assert.ok(slicesOf(character).some((slice) => carried.includes(`-${slice}-wght`)), character);
    }
  });
});
