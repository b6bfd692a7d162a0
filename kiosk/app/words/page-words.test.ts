import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { words } from '../../../config/words/index.ts';
import { isPageWordId } from '../../../config/words/page-words.ts';

const APP = fileURLToPath(new URL('../', import.meta.url));

describe('the sentences that a page of a customer carries', () => {
  it('are all that its sources name', () => {
    const desk = new Set(Object.keys(words.en).filter((id) => !isPageWordId(id)));
    assert.ok(desk.size > 100);
    const beginnings = new Set([...desk].map((id) => id.split('.')[0]));
    const missing = globSync('{customer,phone,look,rim,tower-client}/**/*.{ts,tsx}', { cwd: APP, exclude: (name) => name.includes('.test.') }).flatMap((file) => {
      const text = readFileSync(`${APP}/${file}`, 'utf8');
      const named = [...text.matchAll(/'([\w.]+)'/gu)].map(([, id = '']) => id).filter((id) => desk.has(id));
      // An id that is put together: no sentence of a customer begins as those of the desk do, but for `way`.
      const made = [...text.matchAll(/`(\w+)\.[\w.]*\$\{/gu)].map(([, first = '']) => first).filter((first) => beginnings.has(first));
      return [...named, ...made].map((id) => `${file}: ${id}`);
    });
    assert.deepEqual(missing, []);
  });
  it('say every rule and every stop to a customer in their own words', () => {
    assert.deepEqual(Object.keys(words.en).filter((id) => id.endsWith('.customer') && !isPageWordId(id)), []);
  });
});
