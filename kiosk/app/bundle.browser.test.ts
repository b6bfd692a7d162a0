import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchWords } from '../../config/words/bench-words.ts';
import { isPageWordId } from '../../config/words/page-words.ts';
import { words } from '../../config/words/index.ts';
import { builtPages } from './testing/built-pages.ts';
import { firstFilesOf, LATER_LIMITS, pageBytesOf } from './testing/speed/page-bytes.ts';

describe('the page of the kiosk as it is shipped', function () {
  this.timeout(120_000);
  let dist: string;
  let scripts: string;

  before(async () => {
    dist = await builtPages();
    scripts = [...firstFilesOf(dist)].filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(dist, 'assets', name), 'utf8')).join('\n');
  });

  it('is small before its first screen, and in what it loads when it is needed', () => {
    const { firstScreen, limit, later } = pageBytesOf(dist);
    assert.ok(firstScreen > 100_000 && firstScreen <= limit, `${String(firstScreen)} of ${String(limit)} bytes`);
    assert.deepEqual(Object.keys(later).sort(), Object.keys(LATER_LIMITS).sort());
    assert.deepEqual(Object.entries(later).filter(([name, bytes]) => bytes > (LATER_LIMITS[name] ?? 0)), []);
  });
  it('carries no sentence of whoever works at the tower, and draws nothing in glass, reads no codes and knows no nets until it must', () => {
    const desk = [...Object.keys(benchWords.en), ...Object.keys(words.en).filter((id) => !isPageWordId(id))];
    // Ids with a point: a word alone may be anything.
    assert.deepEqual(desk.filter((id) => id.includes('.') && new RegExp(`["\`']${id.replaceAll('.', '\\.')}["\`']`, 'u').test(scripts)), []);
    assert.deepEqual(['WebGLRenderer', 'zxing_reader', 'tensorflow', 'gallery'].filter((sign) => scripts.includes(sign)), []);
  });
});
