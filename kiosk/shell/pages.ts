import { createHash } from 'node:crypto';

/** One file of the pages, as it stands in memory. */
export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/** Every address that can be served, and nothing else: path from the root, with a leading slash. */
export type Pages = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', webp: 'image/webp', jpg: 'image/jpeg',
  json: 'application/json', wasm: 'application/wasm', woff2: 'font/woff2', glb: 'model/gltf-binary', mp3: 'audio/mpeg', wav: 'audio/wav', ogg: 'audio/ogg', opus: 'audio/ogg', bin: 'application/octet-stream', txt: 'text/plain; charset=utf-8',
};
/** Of the built pages only the customer's; phone and maintenance pages are not a kiosk's. */
const SERVED = /^\/(?:kiosk|assets|face|voice)\//u;
const PAGE = '/kiosk/index.html';

/**
 * The manifest of what may be served, from the built files by their path. A folder's page answers to its address without the name as well. Null
 * when the customer's page is not among them, or a file is of a kind that no page has.
 */
export function manifestOf(files: Iterable<readonly [path: string, body: Uint8Array<ArrayBuffer>]>): Pages | null {
  const pages = new Map<string, PageFile>();
  for (const [path, body] of files) {
    const type = TYPES[/\.(?<kind>\w+)$/u.exec(path)?.groups?.['kind'] ?? ''];
    if (!SERVED.test(path)) continue;
    if (type === undefined) return null;
    pages.set(path, { body, type, sha256: createHash('sha256').update(body).digest('hex') });
  }
  const page = pages.get(PAGE);
  return page === undefined ? null : pages.set('/kiosk/', page);
}
