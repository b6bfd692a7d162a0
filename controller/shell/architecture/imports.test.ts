import assert from 'node:assert/strict';
import { readImports } from './imports.ts';

const read = (text: string, path = 'controller/api/server.ts'): readonly string[] =>
  readImports(path, text).map(({ kind, target }) => `${kind} ${target}`);

describe('reading the imports of a file', () => {
  it('tells a loaded import from an erased one', () => {
    assert.deepEqual(read(`import { a } from './a.ts';\nimport type { B } from '../b.ts';`), [
      'value controller/api/a.ts',
      'type controller/b.ts',
    ]);
  });
  it('takes an inline type as loading its file, because Node does', () => {
    assert.deepEqual(read(`import { type A } from './a.ts';`), ['value controller/api/a.ts']);
  });
  it('sees re-exports, import types, dynamic imports and require', () => {
    assert.deepEqual(
      read(`
        export { a } from './a.ts';
        export type * from './b.ts';
        type C = import('./c.ts').C;
        const d = await import('./d.ts');
        const e = require('onoff');`),
      [
        'value controller/api/a.ts',
        'type controller/api/b.ts',
        'type controller/api/c.ts',
        'dynamic controller/api/d.ts',
        'value package:onoff',
      ],
    );
  });
  it('sees the entry of a worker and drops what the bundler reads after the question mark', () => {
    assert.deepEqual(
      read(`new Worker(new URL('./face.worker.ts', import.meta.url)); import sheet from './a.css?inline';`, 'kiosk/face/x.ts'),
      ['url kiosk/face/face.worker.ts', 'value kiosk/face/a.css'],
    );
  });
  it('does not take an address for a file', () => {
    assert.deepEqual(read(`new URL('/api/v1', base); new URL('http://127.0.0.1');`), []);
  });
  it('marks an import whose path is computed', () => {
    assert.deepEqual(read('await import(name);'), ['computed name']);
  });
  it('reads imports inside markup files', () => {
    assert.deepEqual(read(`import { B } from './b.tsx'; export const A = () => <B />;`, 'kiosk/app/a.tsx'), [
      'value kiosk/app/b.tsx',
    ]);
  });
  it('names the line', () => {
    assert.equal(readImports('hal/a.ts', `\n\nimport './b.ts';`)[0]?.line, 3);
  });
});
