import assert from 'node:assert/strict';
import { readImports } from './imports.ts';
import { judgeNames, judgeReadmes, judgeRoot, judgeSizes } from './layout-rules.ts';
import { judgePackages, judgePins } from './package-rules.ts';
import { fakeTree, isTestOnly } from './source-tree.ts';
import { judgeTexts } from './text-rules.ts';

const tree = (...paths: readonly string[]) => fakeTree(Object.fromEntries(paths.map((path) => [path, ''])));

describe('the layout of the house', () => {
  it('refuses a sixth room and a stray paper, and leaves dot-files alone', () => {
    const findings = judgeRoot(tree('docs/a.md', 'notes.txt', '.ci/run', 'hal/a.ts', 'README.md'));
    assert.deepEqual(findings.map((finding) => finding.split(':')[0]), ['docs', 'notes.txt']);
  });
  it('refuses names that are not kebab-case', () => {
    for (const path of ['hal/axisDriver.ts', 'hal/Drivers/axis.ts', 'hal/axis_driver.ts', 'kiosk/app/Start.screen.tsx']) {
      assert.equal(judgeNames(tree(path)).length, 1, path);
    }
    assert.deepEqual(judgeNames(tree('hal/README.md', 'sim/scenarios/deliver-all.scenario.ts', 'config/sites/a.stock.yaml')), []);
  });
  it('refuses names that do not say what is inside', () => {
    for (const path of ['hal/utils/a.ts', 'sim/helpers.ts', 'kiosk/lib/a.ts', 'controller/common.test.ts']) {
      assert.match(judgeNames(tree(path))[0] ?? '', /does not say/, path);
    }
    assert.deepEqual(judgeNames(tree('sim/library.ts')), []);
  });
  it('refuses a file of 401 lines and accepts one of 400', () => {
    const lines = (count: number): string => 'x;\n'.repeat(count);
    assert.deepEqual(judgeSizes(fakeTree({ 'hal/a.ts': lines(400), 'config/words/zh.json': lines(900) })), []);
    assert.deepEqual(judgeSizes(fakeTree({ 'hal/a.ts': lines(401) })), ['hal/a.ts: 401 lines, more than 400']);
  });
  it('asks a README of every room and of every folder with source', () => {
    const rooms = ['config', 'hal', 'controller', 'sim', 'kiosk'].map((room) => `${room}/README.md`);
    assert.deepEqual(judgeReadmes(tree(...rooms, 'hal/wire/frame/lrc.ts', 'config/sites/a.yaml')), ['hal/wire: has no README.md']);
    assert.deepEqual(judgeReadmes(tree(...rooms, 'hal/wire/lrc.ts', 'hal/wire/README.md')), []);
    assert.deepEqual(judgeReadmes(tree(...rooms.slice(1))), ['config: has no README.md']);
  });
  it('knows what exists for tests', () => {
    assert.deepEqual(
      ['hal/a.test.ts', 'kiosk/a.browser.test.ts', 'kiosk/testing/a.ts', 'hal/a.ts', 'hal/testing.ts'].map(isTestOnly),
      [true, true, true, false, false],
    );
  });
});

describe('the packages of the house', () => {
  const manifest = { dependencies: { zod: '4.6.7' }, optionalDependencies: { onoff: '6.0.3' }, devDependencies: { react: '19.3.1' } };
  const judge = (from: string, text: string): readonly string[] => judgePackages(readImports(from, text), manifest);

  it('refuses hardware outside hal, SQLite outside the controller, Electron outside its entry', () => {
    assert.match(judge('controller/safety/a.ts', `import 'onoff';`)[0] ?? '', /through hal/);
    assert.match(judge('kiosk/app/a.ts', `await import('better-sqlite3');`)[0] ?? '', /one owner/);
    assert.match(judge('kiosk/shell/guards.ts', `import { app } from 'electron';`)[0] ?? '', /as a parameter/);
    assert.deepEqual(judge('kiosk/shell/main.ts', `import { app } from 'electron';`), []);
    assert.deepEqual(judge('kiosk/shell/guards.ts', `import type { App } from 'electron';`), []);
  });
  it('refuses in a tower what only a development install has, unless it is loaded when asked', () => {
    assert.match(judge('controller/api/a.ts', `import 'react';`)[0] ?? '', /production install/);
    assert.deepEqual(judge('controller/api/a.ts', `await import('react'); import 'zod'; import 'node:fs';`), []);
    assert.deepEqual(judge('kiosk/app/a.tsx', `import 'react';`), []);
    assert.deepEqual(judge('controller/api/a.test.ts', `import 'react';`), []);
  });
  it('refuses Node in a page', () => {
    assert.match(judge('kiosk/app/a.ts', `import 'node:fs';`)[0] ?? '', /runs in a page/);
    for (const file of ['kiosk/vite.config.ts', 'kiosk/face/assets.vite.ts', 'kiosk/shell/a.ts']) assert.deepEqual(judge(file, `import 'node:fs';`), []);
  });
  it('refuses a version that is a range, a tag or an address', () => {
    const versions = { a: '^1.2.3', b: '1.x', c: 'latest', d: 'npm:other@~1.0.0', e: 'github:a/b', f: '' };
    assert.equal(judgePins({ dependencies: versions }).length, 6);
    assert.deepEqual(judgePins({ dependencies: { a: '1.2.3', b: 'npm:@scope/other@1.7.15', c: '2.0.0-rc.1' } }), []);
  });
});

describe('what may stand in a file', () => {
  const judge = (text: string): readonly string[] => judgeTexts(fakeTree({ 'hal/a.ts': text }));

  it('refuses the path of one machine', () => {
    for (const folder of ['work', 'root', 'tmp', 'home']) {
      assert.match(judge(`const a = '/${folder}/x';`)[0] ?? '', /one machine/, folder);
    }
    assert.deepEqual(judge("import './home/x.ts'; const a = '/workshop/x'; kiosk/app/home/start.ts"), []);
  });
  it('refuses a package registry, and where a package was fetched', () => {
    assert.match(judge('https://registry.example.org/x')[0] ?? '', /registry/);
    assert.match(judge('  "resolved": "https://example.org/x"')[0] ?? '', /fetched/);
    assert.deepEqual(judge('https://example.org/the-registry'), []);
  });
  it('refuses work left open', () => {
    assert.match(judge('// TODO: later')[0] ?? '', /owner/);
  });
});
