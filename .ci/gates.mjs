// What holds for the source as it stands, without running the program.

/** @typedef {import('./jobs.mjs').Job} Job */

/** @type {readonly Job[]} */
export const TYPES = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types kiosk', command: ['tsc', '--noEmit', '-p', 'kiosk'] },
];

/** @type {Job} */
export const LINT = { name: 'lint', command: ['eslint', '-c', '.eslint.config.mjs', '--max-warnings', '0', '.'] };

const CACHE = 'node_modules/.cache/carillon';

/** The same for the quick check, which looks again only at what has changed. A rule that reads types may miss what another file has changed: the whole test run remembers nothing. */
export const QUICK = {
  types: TYPES.map(({ name, command }) => ({ name, command: [...command, '--incremental', '--tsBuildInfoFile', `${CACHE}/${name.replace(' ', '-')}.tsbuildinfo`] })),
  lint: { ...LINT, command: [...LINT.command, '--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/eslint`] },
};
