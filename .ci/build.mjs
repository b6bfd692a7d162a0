// Builds the web apps before `npm start` when they are missing or older than their sources. Quiet when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './jobs.mjs';

const STAMP = join(ROOT, 'kiosk', 'dist', '.sources');
const SOURCES = ['kiosk/{app,face,shell}/**/*.{ts,tsx,css,html,svg}', 'kiosk/vite.config.ts', 'controller/api/contract/*.ts', 'config/**/*.ts', 'package-lock.json'];

function sourcesDigest() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()) {
    if (!file.includes('/dist/')) hash.update(file).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex');
}

const digest = sourcesDigest();
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8').trim() !== digest) {
  process.stderr.write('carillon: building the kiosk (once; some seconds)\n');
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status !== 0) {
    process.stderr.write('carillon: the kiosk could not be built; the message stands above. Nothing was started.\n');
    process.exit(1);
  }
  writeFileSync(STAMP, `${digest}\n`);
}
