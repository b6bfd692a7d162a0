import { isOwn } from './imports.ts';
import type { Import } from './imports.ts';
import { isTestOnly } from './source-tree.ts';

/** Whom a room may import. The first row whose `room` begins the path of a file is its row. */
interface RoomRule {
  readonly room: string;
  readonly may: readonly string[];
  readonly never?: readonly string[];
}

const RULES: readonly RoomRule[] = [
  { room: 'config/', may: ['config/'] },
  { room: 'hal/ports/', may: ['hal/ports/', 'config/'] },
  { room: 'hal/', may: ['hal/', 'config/'] },
  { room: 'controller/shell/', may: ['config/', 'hal/', 'controller/', 'sim/', 'kiosk/'] },
  // The contract is bundled into the kiosk, so it must not draw the controller in behind it.
  { room: 'controller/api/contract/', may: ['controller/api/contract/', 'hal/ports/', 'config/'] },
  { room: 'controller/', may: ['controller/', 'hal/ports/', 'config/'], never: ['controller/shell/'] },
  { room: 'sim/', may: ['sim/', 'hal/ports/', 'config/'] },
  { room: 'kiosk/shell/', may: ['kiosk/shell/', 'controller/api/contract/', 'config/'] },
  { room: 'kiosk/', may: ['kiosk/', 'controller/api/contract/', 'config/'], never: ['kiosk/shell/'] },
];

/** What a test may import beyond its room: the composed tower, and the virtual clock that spares it every sleep. */
const FOR_TESTS = ['controller/shell/', 'kiosk/testing/', 'sim/time/'];

const startsWithAny = (path: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => path.startsWith(prefix));

function mayImport(found: Import, rule: RoomRule): boolean {
  const extra = isTestOnly(found.from) ? FOR_TESTS.filter((room) => !room.startsWith('kiosk/') || rule.room.startsWith('kiosk/')) : [];
  if (startsWithAny(found.target, extra)) return true;
  return startsWithAny(found.target, rule.may) && !startsWithAny(found.target, rule.never ?? []);
}

function judge(found: Import): string | null {
  const where = `${found.from}:${found.line}`;
  if (found.kind === 'computed') {
    return found.from.startsWith('controller/shell/') || isTestOnly(found.from)
      ? null
      : `${where} imports a computed path (${found.target}): who it imports cannot be read`;
  }
  if (!isOwn(found)) return null;
  const rule = RULES.find((row) => found.from.startsWith(row.room));
  if (rule === undefined) return null;
  if (!mayImport(found, rule)) return `${where} imports ${found.target}: ${rule.room} may import ${rule.may.join(', ')} only`;
  if (isTestOnly(found.from)) return null;
  if (isTestOnly(found.target)) return `${where} imports ${found.target}: production code never imports what exists for tests`;
  const loadsSim = found.target.startsWith('sim/') && found.kind === 'value' && !found.from.startsWith('sim/');
  return loadsSim ? `${where} imports ${found.target} statically: a production package has no sim, load it with import()` : null;
}

/** Every import that breaks the direction of the rooms, one sentence each. */
export function judgeImports(imports: readonly Import[]): readonly string[] {
  return imports.map(judge).filter((finding) => finding !== null);
}
