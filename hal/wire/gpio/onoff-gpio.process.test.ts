import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('./testing/serve-sysfs.ts', import.meta.url));
/** A mount namespace of one's own and FUSE in it: what this test needs of the machine. */
const POSSIBLE = 'mount -t tmpfs tmpfs /sys/class && test -w /dev/fuse';

describe('GPIO through sysfs with the real onoff, on files that the kernel serves from us', () => {
  let server: ChildProcess | undefined;
  const said: Record<string, unknown>[] = [];
  let tell: Writable;
  let pins: Writable;

  before(function () {
    if (spawnSync('unshare', ['-rm', 'sh', '-c', POSSIBLE]).status !== 0) this.skip();
  });
  beforeEach(async () => {
    said.length = 0;
    server = spawn('unshare', ['-rm', process.execPath, SERVER], { stdio: ['pipe', 'inherit', 'inherit', 'pipe', 'pipe'] });
    pins = server.stdio[0]!;
    tell = server.stdio[3] as Writable;
    createInterface({ input: server.stdio[4] as Readable }).on('line', (line) => said.push(JSON.parse(line) as Record<string, unknown>));
    await heard((what) => what['ready'] === true || 'refused' in what);
    assert.equal(said[0]?.['ready'], true, JSON.stringify(said));
  });
  afterEach(async () => {
    tell.end();
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    await once(server, 'exit');
  });

  async function heard(wanted: (what: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> {
    for (let tries = 0; tries < 1500; tries += 1) {
      const found = said.find(wanted);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return assert.fail(`not heard within 7 s; heard ${JSON.stringify(said)}`);
  }

  it('reads levels, active low undone, and writes outputs', async () => {
    tell.write('sample\n');
    assert.deepEqual(await heard((what) => 'reset' in what), { chain: false, reset: true });
    said.length = 0;
    pins.write('0 1\n4 1\n');
    await heard((what) => what['edge'] === 'resetButton');
    tell.write('sample\n');
    assert.deepEqual(await heard((what) => 'reset' in what), { chain: true, reset: false });
    tell.write('write watchdog 1\n');
    assert.deepEqual(await heard((what) => 'written' in what), { written: true });
  }).timeout(15_000);

  it('hears every edge between two samples', async () => {
    tell.write('sample\n');
    await heard((what) => 'reset' in what);
    for (let i = 1; i <= 20; i += 1) {
      const level = i % 2 === 1;
      said.length = 0;
      pins.write(`0 ${level ? 1 : 0}\n`);
      assert.deepEqual(await heard((what) => 'edge' in what), { edge: 'safetyChainClosed', level });
    }
  }).timeout(20_000);

  it('knows no level once the files are gone, and does not die of it', async () => {
    tell.write('sample\n');
    await heard((what) => what['chain'] === false);
    said.length = 0;
    server?.kill('SIGKILL');
    await once(server!, 'exit');
    tell.write('sample\nwrite watchdog 1\n');
    assert.deepEqual(await heard((what) => 'written' in what), { written: false });
    assert.deepEqual(said, [{}, { written: false }]);
  }).timeout(15_000);
});
