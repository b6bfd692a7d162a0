import { killKiosk } from './kiosk-kills.ts';
import type { KillsAsked } from './kiosk-kills.ts';

// A process of its own, for it needs a browser: `node kiosk-kills.entry.ts '{"kills":50,…}'` prints one JSON line; what happens goes to stderr.
const asked = JSON.parse(process.argv[2] ?? '{}') as KillsAsked;
const report = await killKiosk(asked, (line) => { process.stderr.write(`${line}\n`); });
process.stdout.write(`${JSON.stringify(report)}\n`);
