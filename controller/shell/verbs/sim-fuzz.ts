import { explainProblems, loadSite, loadStock } from '../../../config/load-site.ts';
import { createMachineGauges } from '../fuzz/machine-gauges.ts';
import { FUZZ_PARTS, runFuzz, type FuzzPart } from '../fuzz/run-fuzz.ts';
import type { FuzzReport } from '../fuzz/tally.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim fuzz` is asked for. */
export interface SimFuzzOptions {
  readonly site: string;
  /** Names of parts with commas between them; all of them unless given. */
  readonly what?: string;
  readonly frames: number;
  readonly requests: number;
  readonly seed: number;
}

const isPart = (name: string): name is FuzzPart => FUZZ_PARTS.some((part) => part === name);

function lineOf([part, report]: readonly [string, FuzzReport]): string {
  const { sent, accepted, slowestMs, wallMs, memoryBeforeMb, memoryAfterMb, findings, kinds } = report;
  const pace = Math.round((sent * 1000) / Math.max(1, wallMs));
  return `${part.padEnd(8)} ${String(sent)} of ${String(Object.keys(kinds).length)} kinds, ${String(accepted)} taken · slowest ${String(slowestMs)} ms · ${String(memoryBeforeMb)} to ${String(memoryAfterMb)} MB · ${(wallMs / 1000).toFixed(0)} s (${String(pace)} a second) · ${findings.length === 0 ? 'nothing found' : `${String(findings.length)} findings`}`;
}

/** `carillon sim fuzz`: damaged frames, requests, live messages, configuration, codes and journals into what reads them. */
export async function simFuzz(options: SimFuzzOptions): Promise<VerbOutcome> {
  const names = options.what?.split(',') ?? FUZZ_PARTS;
  const what = names.filter(isPart);
  const unknown = names.find((name) => !isPart(name));
  if (unknown !== undefined) return refused(`There is no part "${unknown}". Parts: ${FUZZ_PARTS.join(', ')}.`);
  const site = loadSite(options.site);
  if (!site.ok) return refused(explainProblems(site.problems));
  const stock = loadStock(site.value.id);
  if (!stock.ok) return refused(explainProblems(stock.problems));
  const reports = await runFuzz({ site: site.value, stock: stock.value, what, seed: options.seed, frames: options.frames, requests: options.requests, gauges: await createMachineGauges() });
  const findings = Object.entries(reports).flatMap(([part, report]) => report.findings.map((finding) => `${part}: ${finding}`));
  return {
    ok: findings.length === 0,
    json: { site: options.site, seed: options.seed, parts: reports },
    lines: [...Object.entries(reports).map(lineOf), ...findings.map((finding) => `  ${finding}`)],
  };
}
