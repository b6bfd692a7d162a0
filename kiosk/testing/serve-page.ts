/** Builds one script with Vite and serves it as a page on 127.0.0.1, under the policy of the real kiosk. */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import type { Plugin } from 'vite';

/** No inline script, no other origin, no blob worker; WebAssembly may compile. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
  "img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self'";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};
const PAGE =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>test page</title>' +
  '<script type="module" src="/page.js"></script></html>';

/** A page being served. */
export interface ServedPage {
  readonly url: string;
  /** Paths that were asked for, in order. */
  readonly requested: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Builds `entryPath` (absolute) and serves it on a free port. `workerPlugins`: for what is built of its workers. */
export async function servePage(entryPath: string, plugins: readonly Plugin[], workerPlugins: readonly Plugin[] = []): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'carillon-page-'));
  await build({
    configFile: false,
    logLevel: 'error',
    root: join(entryPath, '..'),
    plugins: [...plugins],
    worker: { format: 'es', plugins: () => [...workerPlugins] },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'esnext',
      minify: false,
      rolldownOptions: { input: entryPath, output: { entryFileNames: 'page.js' } },
    },
  });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    void answer(folder, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    requested: () => asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = normalize((request.url ?? '/').split('?')[0] ?? '/');
  response.setHeader('Content-Security-Policy', PAGE_POLICY);
  if (path === '/') {
    response.setHeader('Content-Type', 'text/html').end(PAGE);
    return;
  }
  try {
    const body = await readFile(join(folder, path));
    response.setHeader('Content-Type', CONTENT_TYPES[extname(path)] ?? 'application/octet-stream').end(body);
  } catch {
    // Anything unreadable is an address that does not exist here.
    response.writeHead(404).end();
  }
}
