// Everything: the gates and the unit tier side by side, then the web apps, then whole towers, then the slow tiers one after
// the other, for they keep real time and must not share the machine. The last line is the sum, a gate counting as one test.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, conclude, inTurn } from './jobs.mjs';
import { LINT, TYPES } from './gates.mjs';
import { UNIT, slowTiers, towerTier } from './tiers.mjs';

/** @typedef {import('./jobs.mjs').Job} Job */

/** @type {readonly Job[]} */
const BUILD = existsSync(join(ROOT, 'kiosk', 'vite.config.ts'))
  ? [{ name: 'build kiosk', command: ['npm', 'run', '--silent', 'build'] }]
  : [];

const quick = await Promise.all([inTurn([...TYPES, LINT]), inTurn([UNIT, ...BUILD])]);
const slow = await inTurn([towerTier(), ...slowTiers()]);
process.exitCode = conclude([...quick.flat(), ...slow]);
