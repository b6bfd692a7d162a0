import type { ChaosAnswer, ChaosOptions } from '../chaos.port.ts';
import { reportOf, wrongWith } from './chaos-report.ts';
import { playChaos } from './run-chaos.ts';

// A process of its own, for it starts towers as tests do: `node chaos.entry.ts '{"cycles":50,…}'` prints one JSON line; what happens goes to stderr.
const asked = JSON.parse(process.argv[2] ?? '{}') as ChaosOptions;
let hadEnough = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { hadEnough = true; });
// Whoever started this and has died without a word has had enough as well.
const parent = process.ppid;
const { cycles, towers } = await playChaos({ ...asked, isOver: () => hadEnough || process.ppid !== parent, tell: (line) => { process.stderr.write(`${line}\n`); } });
const report = reportOf(cycles);
const skipped = Object.values(report.skipped).reduce((sum, count) => sum + count, 0);
const answer: ChaosAnswer = { towers, report, wrong: wrongWith(report, asked.cycles - skipped) };
// Not left to the event loop: somebody may still wait for the answer of a tower that has gone.
process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
