import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDevProgram } from './dev-process.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon monkey` is asked for. */
export interface MonkeyOptions {
  readonly touches: number;
  readonly seed: number;
}

/** What the program found; declared with it in `kiosk/app/testing/monkey`. */
interface Report {
  readonly touches: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly screens: Readonly<Record<string, number>>;
  readonly accepted: Readonly<Record<string, number>>;
  readonly refused: number;
  readonly reloads: number;
  readonly memory: readonly { readonly heapMb: number; readonly nodes: number }[];
  readonly touchesPerSecond: number;
  readonly findings: readonly string[];
}

const ENTRY = join(fileURLToPath(new URL('../../../kiosk/app/', import.meta.url)), 'testing', 'monkey', 'monkey.entry.ts');
const said = (counts: Readonly<Record<string, number>>): string => Object.entries(counts).sort(([, a], [, b]) => b - a).map(([what, count]) => `${what} ${String(count)}`).join(', ');

/** `carillon monkey`: random touches and keys on the kiosk of a running tower. */
export async function monkey({ touches, seed }: MonkeyOptions): Promise<VerbOutcome> {
  const answer = await runDevProgram(ENTRY, { touches, seed });
  if (!answer.ok) return refused(answer.message);
  const report = answer.value as Report;
  const ok = report.touches >= touches && report.findings.length === 0;
  const last = report.memory.at(-1);
  return {
    ok,
    json: { seed, ...report },
    lines: [
      `${String(report.touches)} touches and keys (${String(report.touchesPerSecond)} a second): ${said(report.kinds)}`,
      `screens seen: ${said(report.screens)}`,
      `requests accepted: ${said(report.accepted)} · refused: ${String(report.refused)} · the page was loaded ${String(report.reloads)} times`,
      ...(report.touches < touches ? [`ended after ${String(report.touches)} of ${String(touches)}`] : []),
      `scripts hold ${last?.heapMb.toFixed(1) ?? '?'} MB at the end`,
      ...(ok ? ['never outside, nothing accepted that should not be, the controller noticed nothing'] : report.findings.map((finding) => `  ${finding}`)),
    ],
  };
}
