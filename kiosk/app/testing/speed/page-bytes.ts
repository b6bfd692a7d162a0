import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { PageBytes } from './kiosk-figures.ts';

/** Scripts and styles before the first screen may weigh this much, gzip bytes: what they weigh, and a little room. */
export const FIRST_SCREEN_LIMIT = 360_000;
/** The same of what is loaded later, each when it is needed. */
export const LATER_LIMITS: Readonly<Record<string, number>> = {
  'face.worker.js': 345_000, 'glass-tower.js': 155_000, 'qr-reader.js': 14_000, 'voice.worker.js': 2000, 'zxing_reader.wasm': 430_000,
};

const weigh = (path: string): number => gzipSync(readFileSync(path)).length;
/** `glass-tower-BQHF76Hf.js` → `glass-tower.js`. */
const withoutHash = (name: string): string => name.replace(/-[\w-]{8}(?=\.\w+$)/u, '');

/** Every script that a script imports before it runs, itself included. */
function withImports(folder: string, name: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(name)) return known;
  known.add(name);
  const text = readFileSync(join(folder, name), 'utf8');
  for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/gu)) withImports(folder, imported, known);
  return known;
}

/** Names of the scripts and styles in `assets` that the kiosk's page asks for before its first screen. */
export function firstFilesOf(distFolder: string): ReadonlySet<string> {
  const page = readFileSync(join(distFolder, 'kiosk', 'index.html'), 'utf8');
  const asked = [...page.matchAll(/(?:src|href)="[^"]*\/assets\/([\w.-]+\.(?:js|css))"/gu)].map(([, name = '']) => name);
  return new Set(asked.flatMap((name) => (name.endsWith('.js') ? [...withImports(join(distFolder, 'assets'), name)] : [name])));
}

/** What the kiosk's page of a built folder weighs. Fonts are weighed by what a browser asks for, not here. */
export function pageBytesOf(distFolder: string): PageBytes {
  const assets = join(distFolder, 'assets');
  const first = firstFilesOf(distFolder);
  const started = [...first].filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
  // What these scripts name but do not import: chunks, workers, and what the chunks need in turn.
  const later = new Map<string, number>();
  const follow = (text: string): void => {
    for (const name of readdirSync(assets)) {
      if (first.has(name) || later.has(withoutHash(name)) || /\.(?:css|woff2|svg)$/u.test(name) || !text.includes(name)) continue;
      later.set(withoutHash(name), weigh(join(assets, name)));
      if (name.endsWith('.js')) follow(readFileSync(join(assets, name), 'utf8'));
    }
  };
  follow(started);
  const firstScreen = [...first].reduce((sum, name) => sum + weigh(join(assets, name)), 0);
  return { firstScreen, limit: FIRST_SCREEN_LIMIT, later: Object.fromEntries([...later].sort(([one], [other]) => one.localeCompare(other))) };
}
