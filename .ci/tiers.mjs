// The tiers of the tests, told apart by file name. The unit tier runs in virtual time and touches nothing outside its
// process; the tower tier plays whole towers, in virtual time too, and takes minutes; the slow tiers need ptys, a browser or
// a tree of processes, and real time. What keeps real time for so long that only a quiet machine can bear it is run by itself (`npm run long`).
import { globSync } from 'node:fs';
import { ROOT } from './jobs.mjs';

/** @typedef {import('./jobs.mjs').Job} Job */

const ROOMS = '{config,hal,controller,sim,kiosk}';
/** wire: real pipes · process: trees of processes · browser: a page against a scripted tower · visit: a page at a tower that runs. */
const SLOW = ['wire', 'process', 'browser', 'visit', 'long'];

/** The longest files, longest first: begun last, one of them would keep the tier waiting alone. */
const LONGEST = ['scenarios/scenarios.tower', 'pictures/pictures.browser', 'journeys/journeys.browser', 'app/customer.browser', 'app/whole-story.visit', 'maintenance/recoveries.visit'];
/** @param {string} file */
const rank = (file) => LONGEST.findIndex((name) => file.endsWith(`${name}.test.ts`)) + 1 || LONGEST.length + 1;

/** @param {string} kind */
const filesOf = (kind) => globSync(`${ROOMS}/**/*.${kind}.test.ts`, { cwd: ROOT }).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));

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

/** Two at a time; no clock but the virtual one, so they may share the machine. @returns {Job} */
export function towerTier() {
  return { name: 'tower', tests: 'spec', live: true, command: ['mocha', '--parallel', '--jobs', '2', ...filesOf('tower'), '--timeout', '180000', '--slow', '20000'] };
}

/** Towers behind ptys, and pages whose return is timed: they keep real time, and nothing else may take the machine from them. */
const ALONE = ['kiosk', 'processes'].map((name) => `controller/shell/up/up-${name}.process.test.ts`);

/** @param {string} name @param {readonly string[]} files @param {readonly string[]} [more] @returns {Job} */
const slow = (name, files, more = []) => ({ name, tests: 'spec', live: true, command: ['mocha', ...files, '--timeout', '180000', '--slow', '20000', ...more] });
/** @param {number} jobs @returns {readonly string[]} */
const atATime = (jobs) => ['--parallel', '--jobs', String(jobs)];

/**
 * The slow tiers, the quickest to fail first. Several at a time wherever a test waits for a page or a process more than for a processor: a
 * tower within its controller's process stands still together with it, and does not notice that the machine was busy.
 * @returns {readonly Job[]}
 */
export function slowTiers() {
  return [
    slow('wire', filesOf('wire')),
    slow('process', filesOf('process').filter((file) => !ALONE.includes(file)), atATime(3)),
    // The pages as they were built before, instead of once more in each process.
    { ...slow('browser', filesOf('browser'), atATime(2)), env: { CARILLON_PAGES: 'kiosk/dist' } },
    slow('visit', filesOf('visit'), atATime(3)),
    slow('alone', ALONE),
  ];
}
