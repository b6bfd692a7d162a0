import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

let built: Promise<string> | undefined;

/** The pages as they are shipped: the folder that `CARILLON_PAGES` names, or built once a process into a folder that is deleted when the process ends. */
export function builtPages(): Promise<string> {
  const ready = process.env['CARILLON_PAGES'];
  built ??= ready === undefined ? buildPages() : Promise.resolve(resolve(ready));
  return built;
}

async function buildPages(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-pages-'));
  process.once('beforeExit', () => {
    rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
      process.stderr.write(`could not remove ${folder}: ${String(error)}\n`);
    });
  });
  await build({ configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: folder } });
  return folder;
}
