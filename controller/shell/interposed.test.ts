import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));

describe('somebody between the parts of the core', () => {
  it('is given by simulations alone: nothing that runs a tower names it', () => {
    const files = readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
    const naming = files.filter((path) => /interpose/iu.test(readFileSync(join(HERE, path), 'utf8')));
    assert.deepEqual(naming.filter((path) => !path.startsWith('simulation/')).sort(), ['core.ts', 'interposed.ts']);
  });
});
