import assert from 'node:assert/strict';
import { join } from 'node:path';
import { findCycles } from './architecture/cycles.ts';
import { judgeImports } from './architecture/import-rules.ts';
import { readImports } from './architecture/imports.ts';
import type { Import } from './architecture/imports.ts';
import { judgeNames, judgeReadmes, judgeRoot, judgeSizes } from './architecture/layout-rules.ts';
import { judgePackages, judgePins } from './architecture/package-rules.ts';
import type { Manifest } from './architecture/package-rules.ts';
import { ROOMS, isSource, readTree } from './architecture/source-tree.ts';
import type { SourceTree } from './architecture/source-tree.ts';
import { judgeTexts } from './architecture/text-rules.ts';

const none = (findings: readonly string[]): void => assert.equal(findings.join('\n'), '');

describe('the architecture of the house', function () {
  this.timeout(60_000);
  let tree: SourceTree;
  let imports: readonly Import[];
  let manifest: Manifest;

  before(() => {
    tree = readTree(join(import.meta.dirname, '../..'));
    imports = [...tree]
      .filter(([path]) => isSource(path) && ROOMS.some((room) => path.startsWith(`${room}/`)))
      .flatMap(([path, text]) => readImports(path, text));
    manifest = JSON.parse(tree.get('package.json') ?? '{}') as Manifest;
  });

  it('is read at all: every room has files and imports', () => {
    for (const room of ROOMS) assert.ok(imports.some((found) => found.from.startsWith(`${room}/`)), `${room} was not read`);
  });
  it('imports in one direction only', () => none(judgeImports(imports)));
  it('has no cycle', () => none(findCycles(imports)));
  it('loads each package only where it belongs', () => none(judgePackages(imports, manifest)));
  it('pins every dependency to one version', () => none(judgePins(manifest)));
  it('keeps the root to the rooms and their papers', () => none(judgeRoot(tree)));
  it('names files and folders in kebab-case, and by what is inside', () => none(judgeNames(tree)));
  it('has no file that cannot be read at one go', () => none(judgeSizes(tree)));
  it('says of every room and folder what it is', () => none(judgeReadmes(tree)));
  it('is tied to no machine and leaves nothing open', () => none(judgeTexts(tree)));
});
