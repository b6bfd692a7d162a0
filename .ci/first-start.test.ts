import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest { readonly scripts: Readonly<Record<string, string>> }

const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;

// A shell remembers where it found `node`: what follows the installer in one script would go on with the older Node of the machine,
// although the installer has brought another. npm starts a new shell for the script that comes next.
describe('the first start on a machine with an older Node', () => {
  for (const name of ['prestart', 'pretest']) {
    it(`runs nothing but the installer in ${name}`, () => {
      assert.equal(scripts[name], 'node .ci/install.mjs');
    });
  }
});
