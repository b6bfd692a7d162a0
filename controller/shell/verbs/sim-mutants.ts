import { execFile } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createSystemClock } from '../../../hal/system/system-clock.ts';
import { INTERLOCKS } from '../../interlocks/interlocks.ts';
import { judgeMutant, type Fate } from '../simulation/mutants/judge-mutant.ts';
import { MUTATIONS, mutantsOf, type Mutant, type Mutation } from '../simulation/mutants/mutant.ts';
import { countFates, linesOf } from '../simulation/mutants/mutant-report.ts';
import { refused, type VerbOutcome } from './outcome.ts';

/** What `carillon sim mutants` is asked for. */
export interface SimMutantsOptions {
  /** Ids of rows with commas between them; all of them without. */
  readonly rows?: string;
  /** Mutations with commas between them. */
  readonly mutations: string;
  readonly seeds: number;
  /** Simulated seconds of commands for each seed. */
  readonly seconds: number;
  readonly jobs: number;
  /** Each fate is written down here; a run that was broken off goes on from it. */
  readonly results?: string;
  /** Of so many shares this one, `2/3`: for the processes of `--jobs`. */
  readonly share?: string;
}

const ENTRY = fileURLToPath(new URL('../carillon.mjs', import.meta.url));
/** Fates are small; this many bytes are never reached. */
const MAX_BUFFER = 64 * 1024 * 1024;

function chosen({ rows, mutations, share = '1/1' }: SimMutantsOptions): readonly Mutant[] {
  const [which = 1, of = 1] = share.split('/').map(Number);
  const [ids, kinds] = [rows?.split(','), mutations === 'all' ? MUTATIONS : MUTATIONS.filter((one) => mutations.split(',').includes(one))];
  return mutantsOf(INTERLOCKS, kinds as readonly Mutation[]).filter(({ row }) => ids === undefined || ids.includes(row.id)).filter((_, at) => at % of === which - 1);
}

/** What is written down already; a last line that is not whole was lost with its process. */
function readFates(results: string | undefined): ReadonlyMap<string, Fate> {
  if (results === undefined || !existsSync(results)) return new Map();
  const lines = readFileSync(results, 'utf8').split('\n').filter((line) => line.startsWith('{') && line.endsWith('}'));
  return new Map(lines.map((line) => JSON.parse(line) as Fate).map((fate) => [fate.mutant, fate]));
}

/** `carillon sim mutants`: each row of the interlock table spoilt in each way, and who notices. */
export async function simMutants(options: SimMutantsOptions): Promise<VerbOutcome> {
  const clock = createSystemClock();
  const beganMs = clock.nowMs();
  const mutants = chosen(options);
  if (mutants.length === 0) return refused(`No such mutant. Mutations: ${MUTATIONS.join(', ')}, or all; rows as in the interlock table.`);
  const results = options.results ?? (options.jobs > 1 ? join(tmpdir(), `carillon-mutants-${String(process.pid)}.jsonl`) : undefined);
  if (options.jobs > 1) await playInProcesses(options, results ?? '');
  const known = new Map(readFates(results));
  for (const mutant of mutants) {
    if (known.has(mutant.id)) continue;
    const fate = await judgeMutant(mutant, { seeds: options.seeds, forMs: options.seconds * 1000 });
    known.set(mutant.id, fate);
    if (results !== undefined) appendFileSync(results, `${JSON.stringify(fate)}\n`);
    process.stderr.write(`${linesOf(fate)}\n`);
  }
  const fates = mutants.flatMap(({ id }) => known.get(id) ?? []);
  const counts = countFates(fates);
  const survivors = fates.filter(({ by }) => by === 'survived');
  const wallMs = Math.round(clock.nowMs() - beganMs);
  return {
    ok: survivors.length === 0 && fates.length === mutants.length,
    json: { mutants: mutants.length, counts, survivors: survivors.map(({ mutant }) => mutant), fates, wallMs },
    lines: [...(mutants.length > 60 ? survivors : fates).map(linesOf), `${String(mutants.length)} mutants: ${Object.entries(counts).map(([by, count]) => `${by} ${String(count)}`).join(', ')} · ${(wallMs / 1000).toFixed(0)} s`],
  };
}

/** Each process takes a share; what each has found stands in the file. */
async function playInProcesses(options: SimMutantsOptions, results: string): Promise<void> {
  const { rows, mutations, seeds, seconds, jobs } = options;
  await Promise.all(Array.from({ length: jobs }, async (_, n) => {
    const args = [ENTRY, 'sim', 'mutants', '--mutations', mutations, '--seeds', String(seeds), '--seconds', String(seconds), '--share', `${String(n + 1)}/${String(jobs)}`, '--results', results, '--json', ...(rows === undefined ? [] : ['--rows', rows])];
    // One that found survivors ends with status 1; whoever breaks off leaves the rest to this process.
    await promisify(execFile)(process.execPath, args, { maxBuffer: MAX_BUFFER }).catch(() => undefined);
  }));
}
