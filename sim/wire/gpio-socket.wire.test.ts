import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSite } from '../../config/load-site.ts';
import { serveGpio } from './gpio-socket-server.ts';
import type { GpioServer } from './gpio-socket-server.ts';
import { createSimGpio } from './sim-gpio.ts';
import { machineClock } from './testing/machine-clock.ts';

const clock = machineClock;
const monoMs = clock.nowMs;

interface Message {
  readonly inputs?: Readonly<Record<string, boolean>>;
  readonly monoNs?: string;
  readonly error?: string;
}

describe('gpio lines on a unix socket', () => {
  let folder: string;
  let path: string;
  let server: GpioServer | undefined;
  let socket: Socket | undefined;
  let truth: Record<string, boolean>;
  let driven: { name: string; level: boolean; atMs: number }[];
  let messages: Message[];
  let waiting: (() => void)[];

  const site = (() => {
    const loaded = loadSite('tmall-shanghai');
    if (!loaded.ok) throw new Error('the default site does not load');
    return loaded.value;
  })();
  const build = () => {
    const names = site.gpio.lines.filter((line) => line.direction === 'in').map((line) => line.name);
    truth = Object.fromEntries(names.map((name) => [name, false]));
    driven = [];
    const sources = Object.fromEntries(names.map((name) => [name, () => truth[name]!]));
    return createSimGpio({ site, clock, sources, sink: { set: (name, level, atMs) => driven.push({ name, level, atMs }) } });
  };
  /** Waits for a message that satisfies the condition. */
  const message = async (is: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = messages.find(is);
      if (found) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  let gpio: ReturnType<typeof build>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carillon-gpio-'));
    path = join(folder, 'gpio.sock');
    gpio = build();
    messages = [];
    waiting = [];
    server = await serveGpio(path, { clock, gpio });
    const client = connect(path);
    socket = client;
    let rest = '';
    client.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop()!;
      messages.push(...lines.map((line) => JSON.parse(line) as Message));
      waiting.splice(0).forEach((go) => go());
    });
  });
  afterEach(() => {
    socket?.destroy();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells all inputs on connection, stamped, and again while nothing changes', async () => {
    const first = await message((each) => each.inputs !== undefined);
    assert.equal(Object.keys(first.inputs!).length, 14);
    const again = await message((each) => each !== first && each.inputs !== undefined);
    assert.ok(Number(again.monoNs) > Number(first.monoNs));
  });

  it('tells a change, and leaves out a line that cannot be read', async () => {
    truth['runEnabled'] = true;
    gpio.override('supplyOk', () => undefined);
    gpio.poll();
    const changed = await message((each) => each.inputs?.['runEnabled'] === true);
    assert.equal('supplyOk' in changed.inputs!, false);
  });

  it('takes a setting at the instant of its stamp, never later than it arrived', async () => {
    const atMs = monoMs();
    socket!.write(`${JSON.stringify({ set: 'watchdog', level: true, monoNs: String(Math.round((atMs - 40) * 1e6)) })}\n`);
    socket!.write(`${JSON.stringify({ set: 'watchdog', level: false, monoNs: String(Math.round((atMs + 60_000) * 1e6)) })}\n`);
    socket!.write(`${JSON.stringify({ set: 'nothing', level: false, monoNs: '0' })}\n`);
    await message((each) => each.error !== undefined);
    assert.deepEqual(driven.map(({ name, level }) => [name, level]), [['watchdog', true], ['watchdog', false]]);
    assert.ok(Math.abs(driven[0]!.atMs - (atMs - 40)) < 0.01);
    assert.ok(driven[1]!.atMs <= monoMs());
  });

  it('answers what it cannot take, and goes on', async () => {
    for (const bad of ['not json', '{"set":"watchdog"}', '7']) socket!.write(`${bad}\n`);
    socket!.write(`${JSON.stringify({ set: 'driveEnable', level: true, monoNs: String(process.hrtime.bigint()) })}\n`);
    socket!.write(`${JSON.stringify({ set: 'runEnabled', level: true, monoNs: '0' })}\n`);
    const direction = await message((each) => /is an input/u.test(each.error ?? ''));
    assert.ok(direction);
    assert.equal(messages.filter((each) => each.error !== undefined).length, 4);
    assert.deepEqual(driven.map(({ name }) => name), ['driveEnable']);
  });

  it('does not take a path that another simulator serves, but takes one that was left behind', async () => {
    await assert.rejects(serveGpio(path, { clock, gpio }), /another simulator/u);
    server!.close();
    server = await serveGpio(path, { clock, gpio });
  });
});
