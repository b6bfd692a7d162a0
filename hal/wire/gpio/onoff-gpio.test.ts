import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHandClock } from '../../system/testing/hand-clock.ts';
import type { GpioSite } from './input-table.ts';
import { createOnoffGpio, type Onoff, type OnoffLine } from './onoff-gpio.ts';

const SITE: GpioSite = {
  gpio: {
    lines: [
      { name: 'safetyChainClosed', chip: 'carillon-io', line: 0, direction: 'in' },
      { name: 'resetButton', chip: 'carillon-io', line: 4, direction: 'in', activeLow: true },
      { name: 'watchdog', chip: 'carillon-io', line: 14, direction: 'out' },
      { name: 'driveEnable', chip: 'second-io', line: 1, direction: 'out', activeLow: true },
    ],
  },
  control: { maxAgeMs: { gpio: 60 } },
};

/** A line of the fake kernel; `level` is what onoff would read, active-low undone. */
interface FakeLine extends OnoffLine {
  readonly gpio: number;
  readonly direction: string;
  readonly activeLow: boolean;
  level: number;
  broken: boolean;
  exported: boolean;
  edge: () => void;
}

function fakeOnoff(accessible = true, busy: number[] = []) {
  const made: FakeLine[] = [];
  /** Stands in for onoff's class: called with `new`, it gives the line that it makes. */
  function construct(gpio: number, direction: string, _edge: string, options: { readonly activeLow: boolean }): FakeLine {
    if (busy.includes(gpio)) throw Object.assign(new Error('EBUSY: resource busy'), { code: 'EBUSY' });
    const line: FakeLine = {
      gpio, direction, activeLow: options.activeLow, level: 0, broken: false, exported: true,
      edge: () => undefined,
      readSync: () => {
        if (line.broken) throw new Error('ENOTCONN');
        return line.level;
      },
      writeSync: (value) => {
        if (line.broken) throw new Error('ENOTCONN');
        line.level = value;
      },
      watch: (listener) => {
        // As onoff does: its edge handler reads for itself, and nobody would catch what that throws.
        line.edge = () => listener(null, line.readSync());
      },
      unwatchAll: () => (line.edge = () => undefined),
      unexport: () => (line.exported = false),
    };
    made.push(line);
    return line;
  }
  return { made, onoff: { Gpio: Object.assign(construct, { accessible }) } as unknown as Onoff };
}

describe('GPIO through sysfs', () => {
  let root: string;
  const chip = (folder: string, label: string, base: number): void => {
    mkdirSync(join(root, folder));
    for (const [file, text] of [['label', label], ['base', String(base)], ['ngpio', '16']] as const) writeFileSync(join(root, folder, file), `${text}\n`);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'carillon-gpio-'));
    chip('gpiochip512', 'carillon-io', 512);
    chip('gpiochip600', 'second-io', 600);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const open = async (fake = fakeOnoff(), site: GpioSite = SITE) => {
    const clock = createHandClock();
    return { clock, fake, opened: await createOnoffGpio({ site, clock, root, load: async () => fake.onoff }) };
  };
  const openGood = async () => {
    const { clock, fake, opened } = await open();
    assert.ok(opened.ok, opened.ok ? '' : opened.error.message);
    const lineOf = (gpio: number): FakeLine => fake.made.find((line) => line.gpio === gpio)!;
    return { clock, fake, gpio: opened.value, lineOf };
  };

  it('finds every line by chip label and offset, whatever numbers the kernel gave out', async () => {
    const { fake } = await openGood();
    assert.deepEqual(fake.made.map((line) => line.gpio), [512, 516, 526, 601]);
  });

  it('starts every output inactive, an active-low one high', async () => {
    const { lineOf } = await openGood();
    assert.equal(lineOf(526).direction, 'low');
    assert.equal(lineOf(601).direction, 'high');
  });

  it('knows no level before the first sample, and none that is too old', async () => {
    const { clock, gpio, lineOf } = await openGood();
    const chain = gpio.input('safetyChainClosed');
    assert.equal(chain.level(), undefined);
    lineOf(512).level = 1;
    await clock.windTo(10);
    gpio.sample();
    assert.equal(chain.level(), true);
    assert.equal(chain.confirmedAtMs(), 10);
    await clock.windTo(70);
    assert.equal(chain.level(), true);
    await clock.windTo(71);
    assert.equal(chain.level(), undefined);
  });

  it('has no level for a line that cannot be read, although it had one just before', async () => {
    const { gpio, lineOf } = await openGood();
    lineOf(512).level = 1;
    gpio.sample();
    lineOf(512).broken = true;
    gpio.sample();
    assert.equal(gpio.input('safetyChainClosed').level(), undefined);
  });

  it('survives a line that fails at an edge, and hears edges again once it can be read', async () => {
    const { gpio, lineOf } = await openGood();
    const line = lineOf(516);
    gpio.sample();
    line.broken = true;
    line.edge();
    assert.equal(gpio.input('resetButton').level(), undefined);
    line.broken = false;
    line.level = 1;
    line.edge();
    assert.equal(gpio.input('resetButton').level(), undefined, 'a line that had failed is heard only after it was read');
    gpio.sample();
    line.level = 0;
    line.edge();
    assert.equal(gpio.input('resetButton').level(), false);
  });

  it('tells of an edge between two samples', async () => {
    const { gpio, lineOf } = await openGood();
    gpio.sample();
    const edges: [string, boolean][] = [];
    gpio.onEdge((name, level) => edges.push([name, level]));
    lineOf(516).level = 1;
    lineOf(516).edge();
    assert.deepEqual(edges, [['resetButton', true]]);
    assert.equal(gpio.input('resetButton').level(), true);
  });

  it('writes outputs, and says so when a write fails or the line is not an output', async () => {
    const { gpio, lineOf } = await openGood();
    assert.ok(gpio.output('watchdog').write(true).ok);
    assert.equal(lineOf(526).level, 1);
    lineOf(526).broken = true;
    const failed = gpio.output('watchdog').write(false);
    const wrong = gpio.output('safetyChainClosed').write(true);
    assert.ok(!failed.ok && !wrong.ok);
    assert.deepEqual([failed.error.code, wrong.error.code], ['failed', 'wrongDirection']);
    assert.throws(() => gpio.input('watchdog'), /no GPIO input "watchdog"/);
  });

  it('drops every output and gives all lines back when it is closed', async () => {
    const { fake, gpio, lineOf } = await openGood();
    assert.ok(gpio.output('driveEnable').write(true).ok);
    gpio.close();
    assert.equal(lineOf(601).level, 0);
    assert.ok(fake.made.every((line) => !line.exported));
  });

  it('gives all lines back when one of them is held by another program', async () => {
    const { fake, opened } = await open(fakeOnoff(true, [526]));
    assert.ok(!opened.ok);
    assert.equal(opened.error.code, 'busy');
    assert.match(opened.error.message, /watchdog/);
    assert.ok(fake.made.length === 2 && fake.made.every((line) => !line.exported));
  });

  it('refuses clearly when the package is missing, the kernel has no sysfs, or a chip or line is not there', async () => {
    const clock = createHandClock();
    const missing = await createOnoffGpio({ site: SITE, clock, root, load: () => Promise.reject(new Error('Cannot find package')) });
    const noSysfs = await open(fakeOnoff(false));
    const otherChip = await open(fakeOnoff(), { ...SITE, gpio: { lines: [{ name: 'horn', chip: 'nowhere', line: 0, direction: 'out' }] } });
    const farLine = await open(fakeOnoff(), { ...SITE, gpio: { lines: [{ name: 'horn', chip: 'carillon-io', line: 16, direction: 'out' }] } });
    const codes = [missing, noSysfs.opened, otherChip.opened, farLine.opened].map((result) => (result.ok ? 'ok' : result.error.code));
    assert.deepEqual(codes, ['unsupported', 'unsupported', 'notFound', 'notFound']);
    assert.equal(otherChip.fake.made.length, 0);
  });

  it('refuses with the real package on a machine without its kernel interface, and does not throw', async () => {
    const opened = await createOnoffGpio({ site: SITE, clock: createHandClock(), root: join(root, 'nowhere') });
    assert.ok(!opened.ok);
    assert.equal(opened.error.code, 'unsupported');
  });
});
