import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const npm = (...args: readonly string[]) => run('npm', ['run', '--silent', ...args], { cwd: ROOT });

/** Packs with a file in Electron's place: what goes into the archive does not depend on the binary. */
async function pack(folder: string): Promise<string> {
  const electron = join(folder, 'electron-dist');
  await mkdir(electron);
  await writeFile(join(electron, 'electron'), '#!/bin/sh\n');
  await chmod(join(electron, 'electron'), 0o755);
  const house = parse(await readFile(join(ROOT, 'electron-builder.yml'), 'utf8')) as object;
  const config = {
    ...house,
    directories: { output: join(folder, 'out') },
    electronDist: electron,
    // Fuses are burnt into the binary, which is not here.
    electronFuses: null,
  };
  const configFile = join(folder, 'electron-builder.json');
  await writeFile(configFile, JSON.stringify(config));
  await run('electron-builder', ['--linux', 'dir', '--publish', 'never', '--config', configFile], { cwd: ROOT });
  const unpacked = process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked';
  return join(folder, 'out', unpacked, 'resources', 'app.asar');
}

describe('the packed kiosk', function () {
  // The two builds and the packing of it all take a busy machine a while.
  this.timeout(120_000);
  let folder: string;
  let asar: string;
  const { listPackage, extractFile } = createRequire(import.meta.url)('@electron/asar') as {
    listPackage: (archive: string, options: { isPack: boolean }) => readonly string[];
    extractFile: (archive: string, file: string) => Buffer;
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carillon-pack-'));
    await npm('build');
    await npm('build:shell');
    asar = await pack(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('holds the two built files, its manifest and the customer’s pages: no simulator, no test, no module, no page for others', () => {
    const files = listPackage(asar, { isPack: false }).map((name) => name.replace(/^\//, '').replace(/^(?:un)?pack\s*:\s*\//, ''));
    const named = files.filter((name) => /\.\w+$/.test(name)).sort();
    assert.ok(named.includes('kiosk/dist/kiosk/index.html'));
    assert.deepEqual(named.filter((name) => !/^kiosk\/dist\/(?:kiosk|assets|face|voice)\//u.test(name)), [
      'kiosk/shell/dist/main.js',
      'kiosk/shell/dist/preload.cjs',
      'package.json',
    ]);
  });
  it('starts at the main process', () => {
    const manifest = JSON.parse(extractFile(asar, 'package.json').toString()) as Record<string, unknown>;
    assert.equal(manifest['main'], 'kiosk/shell/dist/main.js');
    assert.equal(manifest['type'], 'module');
  });
  it('carries all that it loads, beside Electron and Node', async () => {
    const main = await readFile(join(ROOT, 'kiosk/shell/dist/main.js'), 'utf8');
    const preload = await readFile(join(ROOT, 'kiosk/shell/dist/preload.cjs'), 'utf8');
    const loaded = [...main.matchAll(/^import .* from "([^"]+)"/gm)].map((match) => match[1] ?? '');
    assert.deepEqual(loaded.filter((name) => name !== 'electron' && !name.startsWith('node:')), []);
    assert.deepEqual([...preload.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]), ['electron']);
  });
});
