/** Finds a Chromium that runs here: one named by the environment, the system's, or the one that npm carries. */
import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser binary and what its process needs in its environment. */
export interface ChromiumBinary {
  readonly executablePath: string;
  readonly source: 'environment' | 'system' | 'npm';
  /** Variables to add to the browser's own process (never to ours). */
  readonly env: Readonly<Record<string, string>>;
}

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
] as const;

let unpacked: Promise<ChromiumBinary> | undefined;

/**
 * Chooses the browser for tests. `CARILLON_CHROMIUM` wins and must exist; the value `npm` asks for the packaged one.
 * The packaged browser is unpacked once a process (about 200 MB) and deleted when the process ends.
 */
export async function findChromium(): Promise<ChromiumBinary> {
  const named = process.env['CARILLON_CHROMIUM'];
  if (named !== undefined && named !== '' && named !== 'npm') {
    if (!existsSync(named)) {
      throw new Error(`CARILLON_CHROMIUM names ${named}, which does not exist. Unset it, or name a browser.`);
    }
    return { executablePath: named, source: 'environment', env: {} };
  }
  const system = named === 'npm' ? undefined : SYSTEM_PATHS.find((path) => existsSync(path));
  if (system !== undefined) return { executablePath: system, source: 'system', env: {} };
  unpacked ??= unpackFromNpm();
  return unpacked;
}

async function unpackFromNpm(): Promise<ChromiumBinary> {
  // A private folder, because the package runs whatever file it finds under its fixed name in the temporary folder.
  const folder = await mkdtemp(join(tmpdir(), 'carillon-chromium-'));
  removeAtExit(folder);
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const executablePath = await withTemporaryFolder(folder, () => chromium.executablePath());
  const env: Record<string, string> = { FONTCONFIG_PATH: join(folder, 'fonts') };
  if (!(await startsUp(executablePath, env))) {
    // A system without libnss3, libnspr4 or libexpat: the package brings its own copies, used only then.
    const archive = new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'));
    const libraries = await withTemporaryFolder(folder, () => inflate(fileURLToPath(archive)));
    env['LD_LIBRARY_PATH'] = join(libraries, 'lib');
    if (!(await startsUp(executablePath, env))) {
      throw new Error(
        'The Chromium from npm does not start here. Install chromium, or name a browser in CARILLON_CHROMIUM.',
      );
    }
  }
  return { executablePath, source: 'npm', env };
}

/** The package asks `os.tmpdir()` where to unpack, and only `TMPDIR` moves that. */
async function withTemporaryFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

async function startsUp(executablePath: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  try {
    const options = { env: { ...process.env, ...env }, timeout: 20_000 };
    await promisify(execFile)(executablePath, ['--no-sandbox', '--version'], options);
    return true;
  } catch {
    // The reason is a missing library or a wrong architecture; the caller tries the libraries and then says so.
    return false;
  }
}

function removeAtExit(folder: string): void {
  // On "exit", which also comes when the test runner ends the process itself; only synchronous work runs there.
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
}
