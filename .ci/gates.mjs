// What holds for the source as it stands, without running the program.

/** @typedef {import('./jobs.mjs').Job} Job */

/** @type {readonly Job[]} */
export const TYPES = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types kiosk', command: ['tsc', '--noEmit', '-p', 'kiosk'] },
];

/** @type {Job} */
export const LINT = { name: 'lint', command: ['eslint', '-c', '.eslint.config.mjs', '--max-warnings', '0', '.'] };
