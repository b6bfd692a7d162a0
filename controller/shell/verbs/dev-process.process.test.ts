import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDevProgram } from './dev-process.ts';

describe('a program for development, run by a verb', () => {
  let folder: string;
  before(() => { folder = mkdtempSync(join(tmpdir(), 'carillon-dev-')); });
  after(() => { rmSync(folder, { recursive: true, force: true }); });
  const program = (text: string): string => {
    const path = join(folder, 'program.mjs');
    writeFileSync(path, text);
    return path;
  };

  it('is told that it is enough when the verb is, and its answer so far counts', async () => {
    // It signals the verb as a person would, as soon as it listens itself.
    const path = program(`
      const going = setInterval(() => undefined, 1000);
      process.once('SIGUSR2', () => { clearInterval(going); process.stdout.write('{"played":3}'); });
      process.kill(process.ppid, 'SIGUSR2');
    `);
    assert.deepEqual(await runDevProgram(path, {}), { ok: true, value: { played: 3 } });
    assert.equal(process.listenerCount('SIGUSR2'), 0);
  });
  it('has no answer when it ends before it had one', async () => {
    const answer = await runDevProgram(program('process.exit(3);'), {});
    assert.equal(answer.ok, false);
  });
});
