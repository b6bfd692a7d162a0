import { runDisk, whyNoDisk } from '../simulation/disk/run-disk.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim disk` is asked for. */
export interface SimDiskOptions {
  readonly steps: number;
  readonly cuts: number;
  readonly troubles: number;
  readonly inside: number;
  readonly draws: number;
  readonly seed: number;
}

/** `carillon sim disk`: the power of the disk under a real journal file goes at every write, flush and change of names. */
export async function simDisk(options: SimDiskOptions): Promise<VerbOutcome> {
  const why = whyNoDisk();
  if (why !== undefined) return refused(`No disk can be mounted here: ${why}. Run it on Linux, where /dev/fuse may be written and a mount namespace is allowed.`);
  const { steps, cuts, troubles, inside, draws, seed } = options;
  const report = await runDisk({ steps, cuts, troubles, inside, draws, seed });
  if (report === undefined) return refused('It ended before it had a result; what it said stands above.');
  return {
    ok: report.findings.length === 0,
    json: { ...report, seed, steps },
    lines: [
      `${String(report.visited - 1)} of ${String(report.boundaries)} writes, flushes and names: the power went after each, ${String(report.images)} images, of which ${String(report.damaged)} had lost something`,
      `${String(report.cutsInside)} cuts while the journal went on from what a cut had left`,
      ...Object.entries(report.troubles).map(([name, { runs, refused: met }]) => `${name}: ${String(runs)} runs, ${String(met)} met it`),
      ...(report.findings.length === 0 ? ['nothing found'] : report.findings.map((finding) => `  ${finding}`)),
    ],
  };
}
