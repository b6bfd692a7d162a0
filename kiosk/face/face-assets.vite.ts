/**
 * Vite plugin: serves the face room's run-time files in development and puts them into the build, from our own origin.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { FACE_ASSETS_PATH, MODEL_FILES, WASM_FILE } from './face-assets.ts';

const require = createRequire(import.meta.url);

/**
 * Where each file comes from: the library's models, and the backend of exactly the version that the library bundles.
 */
function sourcePaths(): ReadonlyMap<string, string> {
  const models = join(dirname(require.resolve('face-api.js/package.json')), 'model');
  const backend = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
  const paths = MODEL_FILES.map((name) => [name, join(models, name)] as const);
  return new Map<string, string>([...paths, [WASM_FILE, join(backend, WASM_FILE)]]);
}

function contentType(name: string): string {
  if (name.endsWith('.wasm')) return 'application/wasm';
  return name.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}

/**
 * Add it to the kiosk's `vite.config.ts`. Only the three nets that are used are
 * shipped, about 7.5 MB with the backend.
 */
export function faceAssets(): Plugin {
  const sources = sourcePaths();
  return {
    name: 'carillon-face-assets',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        const name = path.startsWith(FACE_ASSETS_PATH) ? path.slice(FACE_ASSETS_PATH.length) : '';
        const source = sources.get(name);
        if (source === undefined) {
          next();
          return;
        }
        response.setHeader('Content-Type', contentType(name));
        createReadStream(source).pipe(response);
      });
    },
    async generateBundle() {
      // A build of several pages ends in one bundle; the worker's own inner build must not carry the files again.
      for (const [name, source] of sources) {
        const fileName = `${FACE_ASSETS_PATH.slice(1)}${name}`;
        this.emitFile({ type: 'asset', fileName, source: await readFile(source) });
      }
    },
  };
}
