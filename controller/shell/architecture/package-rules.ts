import { packageOf } from './imports.ts';
import type { Import } from './imports.ts';
import { isTestOnly } from './source-tree.ts';

/** Which files may load a package, and why not elsewhere. */
interface PackageRule {
  readonly packages: readonly string[];
  readonly only: RegExp;
  readonly because: string;
}

const RULES: readonly PackageRule[] = [
  {
    packages: ['serialport', '@serialport/parser-readline', 'onoff'],
    only: /^hal\/|^controller\/shell\//,
    because: 'hardware is reached through hal',
  },
  {
    packages: ['better-sqlite3'],
    only: /^controller\//,
    because: 'the journal has one owner',
  },
  {
    packages: ['electron'],
    only: /^kiosk\/shell\/(?:main|preload)\.ts$/,
    because: 'the shell takes Electron as a parameter, so that its refusals can be tested',
  },
  {
    packages: ['espeak-ng'],
    only: /^kiosk\/voice\/voice\.worker\.ts$/,
    because: 'its licence is the GPL: it runs in a worker of its own, from files of its own',
  },
  {
    packages: ['mocha', 'sinon', 'fast-check', 'modbus-serial', 'axe-core', 'typescript'],
    only: /^$/,
    because: 'it exists for tests',
  },
];

const NODE_IN_KIOSK = /^kiosk\/(?:shell\/|testing\/|(?:.*\/)?[\w-]+\.(?:config|vite)\.ts$)/;
/** Rooms that run in a tower on production packages alone (the kiosk is bundled at build, sim is left out). */
const RUNS_FROM_PACKAGES = /^(?:config|hal|controller)\//;

/** What the manifest says is there when the tower runs. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function judge(found: Import, manifest: Manifest): string | null {
  const where = `${found.from}:${found.line}`;
  if (isTestOnly(found.from) || found.kind === 'type') return null;
  if (found.target.startsWith('node:')) {
    const browserCode = found.from.startsWith('kiosk/') && !NODE_IN_KIOSK.test(found.from);
    return browserCode ? `${where} imports ${found.target}: this part of the kiosk runs in a page` : null;
  }
  const name = packageOf(found);
  if (name === null) return null;
  const rule = RULES.find((row) => row.packages.includes(name));
  if (rule !== undefined && !rule.only.test(found.from)) return `${where} imports ${name}: ${rule.because}`;
  const carried = { ...manifest.dependencies, ...manifest.optionalDependencies };
  // What is loaded when asked may be missing, and its caller says so; what is loaded at start must be there.
  const needed = RUNS_FROM_PACKAGES.test(found.from) && found.kind === 'value';
  return needed && !(name in carried) ? `${where} imports ${name}, which a production install does not have` : null;
}

/** Every import of a package that its file may not load, one sentence each. */
export function judgePackages(imports: readonly Import[], manifest: Manifest): readonly string[] {
  return imports.map((found) => judge(found, manifest)).filter((finding) => finding !== null);
}

const EXACT = /^(?:npm:(?:@[\w-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Every dependency whose version is a range: an install next month must be the one that was tested. */
export function judgePins(manifest: Manifest): readonly string[] {
  const all = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies };
  return Object.entries(all)
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `package.json: ${name} is "${version}", not one exact version`);
}
