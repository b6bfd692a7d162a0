import { liveADay } from './day.ts';
import type { DayAsked } from './day.ts';

// A process of its own, for it needs a browser: `node day.entry.ts '{"hours":24}'` prints one JSON line; what happens goes to stderr.
const report = await liveADay(JSON.parse(process.argv[2] ?? '{}') as DayAsked, (line) => { process.stderr.write(`${line}\n`); });
process.stdout.write(`${JSON.stringify(report)}\n`);
