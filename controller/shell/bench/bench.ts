import { refused, type VerbOutcome } from '../verbs/outcome.ts';
import type { BenchRow } from './bench.port.ts';

/** Benchmarks by name, in the order in which they run; one after the other, for they must not share the machine. */
const BENCHES: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  simulation: async () => (await import('./simulation-speed.ts')).benchSimulation(),
  'real-time': async () => (await import('./real-time.ts')).benchRealTime(),
  tower: async () => (await import('./whole-tower.ts')).benchWholeTower(),
  kiosk: async () => (await import('./kiosk-page.ts')).benchKioskPage(),
};
/** Only when they are named: they take many minutes. */
const LONG_BENCHES: typeof BENCHES = {
  'kiosk-day': async () => (await import('./kiosk-page.ts')).benchKioskDay(),
};

/** `carillon bench`: all, or the one that is named. It judges nothing; a row that could not be taken fails the verb with its reason. */
export async function bench(only: string | undefined): Promise<VerbOutcome> {
  const names = only === undefined ? Object.keys(BENCHES) : [only];
  const results: BenchRow[] = [];
  const failures: string[] = [];
  for (const name of names) {
    const run = BENCHES[name] ?? LONG_BENCHES[name];
    if (!run) return refused(`There is no benchmark "${name}". Known: ${[...Object.keys(BENCHES), ...Object.keys(LONG_BENCHES)].join(', ')}.`);
    try {
      results.push(...(await run()));
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const lines = results.map((r) => `${r.name.padEnd(48)} ${String(r.value).padStart(10)} ${r.unit.padEnd(9)}${r.ratio === null ? '' : ` ratio ${String(r.ratio)} (reference ${String(r.reference)})`}\n    ${r.how}`);
  return { ok: failures.length === 0, json: { results, failures }, lines: [...lines, ...failures] };
}
