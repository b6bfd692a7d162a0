#!/usr/bin/env node
// Entry of the command line on whatever Node the shell finds. The program needs Node 24 (TypeScript by type stripping) and
// carries it as an npm package; an older Node only hands over to it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const major = Number(process.versions.node.split('.')[0]);
if (major >= 24) {
  const { runCli } = await import('./cli.ts');
  await runCli(process.argv.slice(2));
} else {
  const carried = fileURLToPath(new URL(`../../node_modules/node-linux-${process.arch}/bin/node`, import.meta.url));
  if (!existsSync(carried)) {
    process.stderr.write(`carillon: Node ${process.versions.node} is too old and the carried Node 24 is not installed. Run "npm ci" in the project folder.\n`);
    process.exit(1);
  }
  const run = spawnSync(carried, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(run.status ?? 1);
}
