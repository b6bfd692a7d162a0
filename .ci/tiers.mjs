// The tiers of the tests, told apart by file name. The unit tier runs in virtual time and touches nothing outside its
// process; a slow tier needs ptys, a browser or a tree of processes, and real time.
import { globSync } from 'node:fs';
import { ROOT } from './jobs.mjs';

/** @typedef {import('./jobs.mjs').Job} Job */

const ROOMS = '{config,hal,controller,sim,kiosk}';
const SLOW = ['wire', 'process', 'browser'];

/** @type {Job} */
export const UNIT = {
  name: 'unit',
  tests: 'dot',
  command: [
    'mocha',
    `${ROOMS}/**/*.test.ts`,
    '.ci/**/*.test.ts',
    ...SLOW.flatMap((kind) => ['--ignore', `**/*.${kind}.test.ts`]),
  ],
};

/** The slow tiers that have a file, the quickest to fail first. @returns {readonly Job[]} */
export function slowTiers() {
  return SLOW.flatMap((kind) => {
    const files = `${ROOMS}/**/*.${kind}.test.ts`;
    if (globSync(files, { cwd: ROOT }).length === 0) return [];
    return [{ name: kind, tests: 'spec', live: true, command: ['mocha', files, '--timeout', '180000', '--slow', '20000'] }];
  });
}
