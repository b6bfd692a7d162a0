import { runMonkey } from './monkey.ts';
import type { MonkeyAsked } from './monkey.ts';

// A process of its own, for it needs a browser: `node monkey.entry.ts '{"touches":100000,"seed":1}'` prints one JSON line; what happens goes to stderr. SIGUSR2: it is enough.
let isEnough = false;
process.once('SIGUSR2', () => { isEnough = true; });
const report = await runMonkey(JSON.parse(process.argv[2] ?? '{}') as MonkeyAsked, (line) => { process.stderr.write(`${line}\n`); }, () => isEnough);
process.stdout.write(`${JSON.stringify(report)}\n`);
