import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { isTestOnly } from './source-tree.ts';

/** The files of the controller's package, as npm would pack them. */
function packedFiles(): readonly string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=silent'], {
    cwd: join(import.meta.dirname, '../../..'),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const answer = JSON.parse(output) as Iterable<PackedPackage> | Readonly<Record<string, PackedPackage>>;
  const packages = Symbol.iterator in answer ? [...answer] : Object.values(answer);
  return packages.flatMap((packed) => packed.files.map((file) => file.path));
}

interface PackedPackage {
  readonly files: readonly { readonly path: string }[];
}

describe('the production package of the controller', () => {
  let files: readonly string[];
  before(() => {
    files = packedFiles();
  });

  it('holds the controller, hal and config', () => {
    for (const room of ['controller/', 'hal/', 'config/']) assert.ok(files.some((file) => file.startsWith(room)), room);
    assert.ok(files.includes('package.json'));
  });
  it('holds no simulator', () => {
    assert.deepEqual(files.filter((file) => file.startsWith('sim/')), []);
  });
  it('holds no test and nothing that exists for tests', () => {
    assert.deepEqual(files.filter(isTestOnly), []);
  });
});
