import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processOf, startUp, untilReady, type RunningUp } from './testing/running-up.ts';
import { until } from './testing/until.ts';

const KIOSK_BACK_WITHIN_MS = 10_000;
const GONE_WITHIN_MS = 10_000;
const QUIET = ['--headless', '--no-demo', '--port', '0'];

/** Nothing of it is alive or on disk. */
async function untilNothingIsLeft(up: RunningUp): Promise<void> {
  await until('no process is left', GONE_WITHIN_MS, () => (up.alive().size === 0 ? true : undefined), () => JSON.stringify([...up.alive()]));
}

describe('the processes of a tower', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'carillon-processes-'));
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  for (const [signal, args] of [['SIGINT', ['--pty', ...QUIET]], ['SIGTERM', QUIET]] as const) {
    it(`end with status 0 at ${signal} (${args.includes('--pty') ? 'behind ptys' : 'in one process'}), and leave nothing`, async () => {
      const up = startUp(args);
      await untilReady(up);
      up.process.kill(signal);
      assert.equal(await up.ended, 0);
      assert.deepEqual([...up.alive().values()], []);
      assert.deepEqual(readdirSync(up.scratch), []);
      assert.equal(up.stderr(), '');
      await up.stop();
    });
  }

  it('tell neither key nor PIN to whoever lists the processes of the machine', async () => {
    const up = startUp(['--pty', ...QUIET]);
    await untilReady(up);
    const key = new URL(up.told('kiosk') ?? '').hash.replace('#key=', '');
    const pin = /PIN (\d{6})/u.exec(up.told('technician') ?? '')?.[1] ?? '';
    assert.ok(key.length > 20 && pin.length === 6);
    const lines = [...up.alive().keys()].map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    assert.ok(lines.length >= 3, 'up, simulator, controller');
    for (const line of lines) assert.ok(!line.includes(key) && !line.includes(pin), line);
    await up.stop();
  });

  it('end at a signal that comes while they start', async () => {
    const up = startUp(['--pty', ...QUIET]);
    await until('the simulator starts', 20_000, () => processOf(up, 'run-simulator'));
    up.process.kill('SIGTERM');
    assert.equal(await up.ended, 0);
    assert.deepEqual([...up.alive().values()], []);
    assert.deepEqual(readdirSync(up.scratch), []);
    await up.stop();
  });

  it('end by themselves when the one that started them is killed', async () => {
    const up = startUp(['--pty', ...QUIET]);
    await untilReady(up);
    up.process.kill('SIGKILL');
    await untilNothingIsLeft(up);
    await up.stop();
  });

  it('are ended when the simulator dies, and say so', async () => {
    const up = startUp(['--pty', ...QUIET]);
    await untilReady(up);
    process.kill(processOf(up, 'run-simulator') ?? 0, 'SIGKILL');
    assert.equal(await up.ended, 1);
    assert.match(up.stderr(), /The simulator ended \(SIGKILL\)/u);
    await untilNothingIsLeft(up);
    await up.stop();
  });

  it('come up all the same when the controller dies while the tower is still being opened', async () => {
    const port = await freePort();
    const up = startUp([...QUIET.slice(0, -1), String(port)]);
    await until('the controller answers', 20_000, () => fetch(`http://127.0.0.1:${port}/health`).then(() => true as const, () => undefined), () => up.stdout() + up.stderr());
    assert.equal(up.told('API'), undefined, 'not yet up');
    process.kill(processOf(up, 'run-controller') ?? 0, 'SIGKILL');
    await untilReady(up);
    assert.match(up.stdout(), /the controller ended \(SIGKILL\)/u);
    await assertPage(up.told('kiosk') ?? '');
    assert.equal(await up.stop(), 0);
  });

  it('are not started again for ever when the controller keeps dying', async () => {
    const up = startUp(QUIET);
    await untilReady(up);
    const killed = new Set<number>();
    await until('up gives in', 60_000, () => {
      const controller = processOf(up, 'run-controller');
      // The second one may come up, which shows that a restart works; the others die at once.
      const mayDie = killed.size !== 1 || up.stdout().includes('the controller is up again');
      if (controller !== undefined && mayDie && !killed.has(controller)) {
        killed.add(controller);
        process.kill(controller, 'SIGKILL');
      }
      return up.process.exitCode === null ? undefined : true;
    });
    assert.equal(await up.ended, 1);
    assert.equal(killed.size, 5);
    assert.match(up.stderr(), /ended 5 times within a minute.*not started again/u);
    await untilNothingIsLeft(up);
    await up.stop();
  });

  it(`open a kiosk window that died again within ${KIOSK_BACK_WITHIN_MS / 1000} s, with its address and a fresh profile`, async () => {
    const log = join(folder, 'browser.log');
    const browser = join(folder, 'browser');
    writeFileSync(browser, `#!/bin/sh\necho "$$ $@" >> ${log}\nexec sleep 600\n`);
    chmodSync(browser, 0o755);
    const up = startUp(['--no-demo', '--port', '0'], { CARILLON_BROWSER: browser });
    await untilReady(up);
    const opened = (count: number, withinMs: number): Promise<readonly string[]> =>
      until(`the window has been opened ${count} times`, withinMs, () => {
        const lines = read(log).split('\n').slice(0, -1);
        return lines.length >= count ? lines : undefined;
      });
    const [first = ''] = await opened(1, 20_000);
    assert.ok(first.includes(`--app=${up.told('kiosk') ?? 'nothing'} `), first);
    await assertPage(up.told('kiosk') ?? '');
    process.kill(Number(first.split(' ')[0]), 'SIGKILL');
    const [, second = ''] = await opened(2, KIOSK_BACK_WITHIN_MS);
    const profile = (line: string): string => /--user-data-dir=(\S+)/u.exec(line)?.[1] ?? '';
    assert.notEqual(profile(first), profile(second));
    assert.match(up.stdout(), /the kiosk window ended \(SIGKILL\); opening it again/u);
    up.process.kill('SIGTERM');
    assert.equal(await up.ended, 0);
    await untilNothingIsLeft(up);
    assert.deepEqual(readdirSync(up.scratch), []);
    await up.stop();
  });
});

/** A port that nobody holds at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const holder = createServer().listen(0, '127.0.0.1', () => {
      const { port } = holder.address() as { port: number };
      holder.close(() => { resolve(port); });
    });
  });
}

/** The printed address gives the built page, under a content security policy, with all that it loads. */
async function assertPage(address: string): Promise<void> {
  const page = await fetch(address);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/u);
  const html = await page.text();
  const loaded = [...html.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/gu)].map(([, path]) => new URL(path ?? '', address));
  assert.ok(loaded.length > 0, html);
  for (const url of loaded) assert.equal((await fetch(url)).status, 200, url.href);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
