// Runs one command of a check or a test run: its output is kept until it ends, so that jobs side by side do not mix their
// lines, or shown as it comes.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {readonly string[]} command
 * @property {Record<string, string>} [env]  added to the surroundings
 * @property {boolean} [live]   show the output as it comes
 * @property {'dot' | 'spec'} [tests]  a mocha run, reported so, whose own count is the count of the job
 *
 * @typedef {object} Outcome
 * @property {string} name
 * @property {boolean} ok
 * @property {number} seconds
 * @property {number} passed
 * @property {number} failed
 */

/** @param {string} file @param {boolean} ok @returns {{ passed: number, failed: number }} */
function readTally(file, ok) {
  try {
    const tally = JSON.parse(readFileSync(file, 'utf8'));
    // A run that reports no failure and still ends badly has failed in a way that no test could report.
    return { passed: tally.passed, failed: !ok && tally.failed === 0 ? 1 : tally.failed };
  } catch {
    // No tally: mocha ended before its first report, so the whole tier failed.
    return { passed: 0, failed: 1 };
  }
}

/** @param {Job} job @returns {readonly string[]} */
function commandOf(job) {
  if (!job.tests) return job.command;
  // A log is read as it is: mocha would colour it because the machine says that it builds.
  const colour = process.stdout.isTTY ? '--color' : '--no-color';
  return [...job.command, colour, '--reporter', join(ROOT, '.ci', 'tally.cjs')];
}

/** Runs a job to its end; never rejects. @param {Job} job @returns {Promise<Outcome>} */
export function run(job) {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'carillon-ci-'));
  const tallyFile = join(folder, 'tally.json');
  const [program = '', ...args] = commandOf(job);
  const env = {
    ...process.env,
    PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`,
    CARILLON_TALLY: tallyFile,
    CARILLON_REPORT: job.tests ?? 'spec',
    ...job.env,
  };
  const sink = job.live ? 'inherit' : 'pipe';
  if (job.live) process.stdout.write(`\n── ${job.name}\n`);
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', sink, sink] });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += String(chunk)));
    child.stderr?.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code) => {
      const ok = code === 0;
      const seconds = (performance.now() - started) / 1000;
      const tally = job.tests ? readTally(tallyFile, ok) : { passed: Number(ok), failed: Number(!ok) };
      rmSync(folder, { recursive: true, force: true });
      if (!job.live && (!ok || output.trim() !== '')) process.stdout.write(`\n── ${job.name}\n${output.trimEnd()}\n`);
      const outcome = { name: job.name, ok: ok && tally.failed === 0, seconds, ...tally };
      process.stdout.write(`${line(outcome)}\n`);
      resolve(outcome);
    });
  });
}

/** Runs jobs one after the other. @param {readonly Job[]} jobs @returns {Promise<Outcome[]>} */
export async function inTurn(jobs) {
  const outcomes = [];
  for (const job of jobs) outcomes.push(await run(job));
  return outcomes;
}

/** @param {Outcome} outcome */
function line(outcome) {
  const mark = outcome.ok ? 'ok    ' : 'FAILED';
  return `${mark} ${outcome.name.padEnd(14)} ${outcome.seconds.toFixed(1).padStart(6)} s`;
}

/** Prints what failed and the sum of all, and gives the exit status. @param {readonly Outcome[]} outcomes @returns {0 | 1} */
export function conclude(outcomes) {
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  const losers = outcomes.filter((outcome) => !outcome.ok);
  if (losers.length > 0) process.stdout.write(`\n${losers.map(line).join('\n')}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && losers.length === 0 ? 0 : 1;
}
