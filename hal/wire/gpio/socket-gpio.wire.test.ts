import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gpio } from '../../ports/line.port.ts';
import { createSystemClock } from '../../system/system-clock.ts';
import type { GpioSite } from './input-table.ts';
import { createSocketGpio } from './socket-gpio.ts';

const SITE: GpioSite = {
  gpio: {
    lines: [
      { name: 'runEnabled', chip: 'carillon-io', line: 1, direction: 'in' },
      { name: 'watchdog', chip: 'carillon-io', line: 14, direction: 'out' },
    ],
  },
  control: { maxAgeMs: { gpio: 60 } },
};

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.fail(`${what} did not happen within 3 s`);
}

describe('GPIO of a simulator in another process', () => {
  const clock = createSystemClock();
  let folder: string;
  let path: string;
  let server: Server | undefined;
  let far: Socket | undefined;
  let heard = '';
  let gpio: Gpio | undefined;

  const listen = (): Promise<void> =>
    new Promise((resolve) => {
      server = createServer((socket) => {
        far = socket;
        socket.on('error', () => undefined);
        socket.on('data', (bytes) => (heard += bytes.toString()));
      });
      server.listen(path, resolve);
    });
  const say = (levels: Record<string, unknown>, atMs = clock.nowMs()): void => void far?.write(`${JSON.stringify({ inputs: levels, monoNs: String(Math.round(atMs * 1e6)) })}\n`);
  const connect = async (): Promise<Gpio> => {
    const opened = await createSocketGpio({ path, site: SITE, clock });
    assert.ok(opened.ok, opened.ok ? '' : opened.error.message);
    gpio = opened.value;
    await until(() => far !== undefined, 'the connection');
    return gpio;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carillon-lines-'));
    path = join(folder, 'gpio.sock');
    heard = '';
    far = undefined;
  });
  afterEach(() => {
    gpio?.close();
    far?.destroy();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  it('has the levels that it is told, edges as they come, and none that is too old', async () => {
    await listen();
    const lines = await connect();
    const edges: [string, boolean][] = [];
    lines.onEdge((name, level) => edges.push([name, level]));
    const input = lines.input('runEnabled');
    assert.equal(input.level(), undefined);
    say({ runEnabled: true, unknown: true });
    await until(() => edges.length === 1, 'the edge');
    assert.equal(input.level(), true);
    await until(() => input.level() === undefined, 'the level growing too old');
    const confirmedAtMs = input.confirmedAtMs();
    say({ runEnabled: true }, clock.nowMs() - 5000);
    say({ runEnabled: false }, clock.nowMs() - 5000);
    await until(() => edges.length === 2, 'the late edge');
    assert.equal(input.confirmedAtMs(), confirmedAtMs, 'an old message made a level fresh');
    assert.equal(input.level(), undefined);
  });

  it('takes no stamp of the future and nothing that is not a message', async () => {
    await listen();
    const lines = await connect();
    far?.write('nonsense\n{"inputs":7,"monoNs":"1"}\n{"inputs":{"runEnabled":true}}\n[]\n');
    say({ runEnabled: 'yes' });
    say({ runEnabled: true }, clock.nowMs() + 60_000);
    await until(() => lines.input('runEnabled').level() === true, 'the level');
    assert.ok(lines.input('runEnabled').confirmedAtMs() <= clock.nowMs());
  });

  it('stamps every edge that it makes', async () => {
    await listen();
    const lines = await connect();
    const beforeMs = clock.nowMs();
    assert.ok(lines.output('watchdog').write(true).ok);
    await until(() => heard.endsWith('\n'), 'the setting');
    const { set, level, monoNs } = JSON.parse(heard) as { set: string; level: boolean; monoNs: string };
    assert.deepEqual([set, level], ['watchdog', true]);
    assert.ok(Number(monoNs) / 1e6 >= beforeMs - 0.001 && Number(monoNs) / 1e6 <= clock.nowMs());
    const wrong = lines.output('runEnabled').write(true);
    assert.ok(!wrong.ok);
    assert.equal(wrong.error.code, 'wrongDirection');
  });

  it('fails to write while the simulator is gone, replays nothing, and finds it again', async () => {
    await listen();
    const lines = await connect();
    const gone = far;
    gone?.destroy();
    far = undefined;
    await until(() => !lines.output('watchdog').write(true).ok, 'the loss');
    heard = '';
    await until(() => far !== undefined && lines.output('watchdog').write(false).ok, 'the new connection');
    await until(() => heard.endsWith('\n'), 'the first setting');
    assert.equal(heard.includes('true'), false);
  });

  it('says so when there is no simulator', async () => {
    const opened = await createSocketGpio({ path, site: SITE, clock });
    assert.ok(!opened.ok);
    assert.equal(opened.error.code, 'notFound');
    await listen();
  });
});
