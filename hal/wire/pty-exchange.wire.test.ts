import assert from 'node:assert/strict';
import { closeSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deviceDocument } from '../../config/device-documents.ts';
import { createAxisDriver } from '../drivers/axis.driver.ts';
import { asciiFrame, type Heard } from '../drivers/testing/far-end.ts';
import { createScriptedAxis, type ScriptedAxis } from '../drivers/testing/scripted-axis.ts';
import type { Axis } from '../ports/tower-devices.port.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { createBus, type Bus } from './bus.ts';
import { openSerialPipe } from './serial-pipe.ts';

interface PtyPair {
  readonly master: number;
  readonly slave: number;
  readonly pty: string;
}

const native = createRequire(import.meta.url)('@lydell/node-pty-linux-x64/pty.node') as { open: (cols: number, rows: number) => PtyPair };
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 800; tries += 1) {
    if (condition()) return;
    await wait(5);
  }
  assert.fail(`${what} did not happen within 4 s`);
}

/** A drive on the master side of a pty; answers what comes until it is ended. */
function serve(pair: PtyPair, drive: ScriptedAxis): { readonly end: () => void } {
  const bytes = Buffer.alloc(4096);
  let text = '';
  const read = (): void => {
    try {
      text += bytes.toString('latin1', 0, readSync(pair.master, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
    const frames = text.split('\r\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const hex = frame.slice(1, -2).toLowerCase();
      const [unit = 0, fn = 0] = Buffer.from(hex, 'hex');
      const request: Heard = { atMs: 0, unit, fn, hex };
      const reply = drive.reply(request);
      if (reply !== undefined && 'hex' in reply) writeSync(pair.master, asciiFrame(reply.hex));
    }
  };
  const timer = setInterval(read, 1);
  return { end: () => clearInterval(timer) };
}

describe('a drive behind a real serial port', () => {
  const clock = createSystemClock();
  let pairs: PtyPair[] = [];
  const hungUp = new Set<number>();
  let bus: Bus;
  let lift: Axis;
  let drive: ScriptedAxis;
  let server: { readonly end: () => void };

  const fresh = (): PtyPair => {
    const pair = native.open(80, 24);
    pairs.push(pair);
    return pair;
  };

  beforeEach(() => {
    drive = createScriptedAxis(1, 310_001);
    pairs = [];
    server = serve(fresh(), drive);
    // The port that is opened is always the newest pair: as if an adapter had been plugged in again.
    const openPipe = () => openSerialPipe({ path: pairs.at(-1)?.pty ?? '', baud: 115_200 });
    bus = createBus({ id: 'drives', cycleMs: 20, timeoutMs: 100, clock, openPipe });
    const made = createAxisDriver({
      bus, clock, baud: 115_200, maxAgeMs: 400, document: deviceDocument('axis-drive'), epoch: () => 7, leaseHoldMs: 500,
      device: { id: 'lift', document: 'axis-drive', bus: 'drives', unit: 1, serialNumber: 310_001, firmware: '2.4', on: { axis: 'lift' } },
    });
    lift = made.port;
    bus.start();
  });
  afterEach(async () => {
    bus.close();
    server.end();
    await wait(20);
    for (const { master, slave } of pairs) {
      if (!hungUp.has(master)) closeSync(master);
      closeSync(slave);
    }
    hungUp.clear();
  });

  it('proves its identity, is polled, armed, executed and stopped', async () => {
    await until(() => lift.link() === 'live', 'the first status');
    lift.setLease(true);
    const armed = await lift.arm({ verb: 'moveTo', targetMm: 3000, velocityMmPerS: 800, accelerationMmPerS2: 400, jerkMmPerS3: 600 });
    assert.ok(armed.ok, armed.ok ? '' : armed.error.message);
    const executed = await lift.execute(armed.value, () => true);
    assert.ok(executed.ok, executed.ok ? '' : executed.error.message);
    assert.deepEqual(drive.executed, [armed.value.sequence]);
    assert.ok((await lift.stop()).ok);
    assert.equal(drive.stops, 1);
  });

  it('is silent when the line is dead without a word, and live again on the line that takes its place', async () => {
    await until(() => lift.link() === 'live', 'the first status');
    server.end();
    await until(() => lift.link() === 'silent', 'the silence');
    server = serve(fresh(), drive);
    await until(() => lift.link() === 'live', 'the new line');
  });

  it('is lost when its adapter is pulled, and proves itself again when it is back', async () => {
    await until(() => lift.link() === 'live', 'the first status');
    server.end();
    const gone = pairs[0]!.master;
    const next = fresh();
    closeSync(gone);
    hungUp.add(gone);
    await until(() => lift.link() !== 'live', 'the loss');
    server = serve(next, drive);
    await until(() => lift.link() === 'live', 'the new line');
  }).timeout(10_000);
});
