/**
 * Vite plugins: the synthesiser is served and shipped as files of its own, unchanged and beside its licence, and never
 * becomes a part of a bundle of ours.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { DATA_FILE, LICENCE_FILE, PROGRAM_FILE, VOICE_ASSETS_PATH } from './voice-assets.ts';

const require = createRequire(import.meta.url);
const CONTENT_TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', wasm: 'application/wasm', txt: 'text/plain; charset=utf-8' };

/** Where each file comes from; empty where the package is not installed, which is how an operator leaves it out. */
function sourcePaths(): ReadonlyMap<string, string> {
  try {
    const root = dirname(require.resolve('espeak-ng/package.json'));
    return new Map([[PROGRAM_FILE, join(root, 'dist', PROGRAM_FILE)], [DATA_FILE, join(root, 'dist', DATA_FILE)], [LICENCE_FILE, join(root, 'LICENSE')]]);
  } catch {
    return new Map();
  }
}

/** For `worker.plugins`: the worker loads the program from its address when it runs. */
export function voiceProgram(): Plugin {
  return {
    name: 'carillon-voice-program',
    enforce: 'pre',
    resolveId: (id) => (id === 'espeak-ng' ? { id: `${VOICE_ASSETS_PATH}${PROGRAM_FILE}`, external: 'absolute' } : null),
  };
}

/** For `plugins`: puts the files into the build, and serves them in development. */
export function voiceAssets(): Plugin {
  const sources = sourcePaths();
  return {
    ...voiceProgram(),
    name: 'carillon-voice-assets',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        const name = path.startsWith(VOICE_ASSETS_PATH) ? path.slice(VOICE_ASSETS_PATH.length) : '';
        const source = sources.get(name);
        if (source === undefined) {
          next();
          return;
        }
        response.setHeader('Content-Type', CONTENT_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
        createReadStream(source).pipe(response);
      });
    },
    async generateBundle() {
      for (const [name, source] of sources) this.emitFile({ type: 'asset', fileName: `${VOICE_ASSETS_PATH.slice(1)}${name}`, source: await readFile(source) });
    },
  };
}
