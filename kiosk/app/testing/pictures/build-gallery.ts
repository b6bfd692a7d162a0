import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import type { Plugin } from 'vite';
import * as sampleTower from '../sample-tower.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const SAMPLE_TOWER = here('../sample-tower.ts');

/** The sample tower is read from the site's files, which a page cannot do: it gets what has been read. */
const bakedTower: Plugin = {
  name: 'baked-tower',
  enforce: 'pre',
  load: (id) => (id === SAMPLE_TOWER ? Object.entries(sampleTower).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`).join('\n') : null),
};

/** Builds the gallery into a folder that `close` deletes; its page is `/customer/gallery/`. */
export async function buildGallery(): Promise<{ readonly folder: string; readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-gallery-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: here('../..'),
    publicDir: false,
    plugins: [bakedTower, react()],
    worker: { format: 'es' },
    build: {
      outDir: folder, emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: { gallery: here('../../customer/gallery/index.html') } },
    },
  });
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}
