// The tiers of the tests, told apart by file name. The unit tier runs in virtual time and touches nothing outside its
// process; the tower tier plays whole towers, in virtual time too, and takes minutes; the slow tiers need ptys, a browser or
// a tree of processes, and real time.
import { globSync } from 'node:fs';
import { ROOT } from './jobs.mjs';

/** @typedef {import('./jobs.mjs').Job} Job */

const ROOMS = '{config,hal,controller,sim,kiosk}';
const SLOW = ['wire', 'process', 'browser'];

/** @param {string} kind */
const filesOf = (kind) => globSync(`${ROOMS}/**/*.${kind}.test.ts`, { cwd: ROOT }).sort();

/** @type {Job} */
export const UNIT = {
  name: 'unit',
  tests: 'dot',
  command: [
    'mocha',
    `${ROOMS}/**/*.test.ts`,
    '.ci/**/*.test.ts',
    ...['tower', ...SLOW].flatMap((kind) => ['--ignore', `**/*.${kind}.test.ts`]),
  ],
};

/** Two at a time, the longest file of all first; no clock but the virtual one, so they may share the machine. @returns {Job} */
export function towerTier() {
  const longest = 'sim/scenarios/scenarios.tower.test.ts';
  const files = [longest, ...filesOf('tower').filter((file) => file !== longest)];
  return { name: 'tower', tests: 'spec', live: true, command: ['mocha', '--parallel', '--jobs', '2', ...files, '--timeout', '180000', '--slow', '20000'] };
}

/** The slow tiers that have a file, the quickest to fail first; they keep real time and must not share the machine. @returns {readonly Job[]} */
export function slowTiers() {
  return SLOW.flatMap((kind) => {
    const files = `${ROOMS}/**/*.${kind}.test.ts`;
    if (filesOf(kind).length === 0) return [];
    return [{ name: kind, tests: 'spec', live: true, command: ['mocha', files, '--timeout', '180000', '--slow', '20000'] }];
  });
}
