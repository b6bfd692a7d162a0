import assert from 'node:assert/strict';
import { createHandClock } from '../../system/testing/hand-clock.ts';
import type { GpioTools, RunningTool } from './gpio-tools.ts';
import type { GpioSite } from './input-table.ts';
import { createLibgpiodGpio } from './libgpiod-gpio.ts';

const SITE: GpioSite = {
  gpio: {
    lines: [
      { name: 'runEnabled', chip: 'carillon-io', line: 1, direction: 'in' },
      { name: 'resetButton', chip: 'carillon-io', line: 4, direction: 'in', activeLow: true },
      { name: 'watchdog', chip: 'carillon-io', line: 14, direction: 'out' },
      { name: 'horn', chip: 'carillon-io', line: 15, direction: 'out', activeLow: true },
    ],
  },
  control: { maxAgeMs: { gpio: 60 } },
};

const DETECTED = 'gpiochip0 [other-io] (8 lines)\ngpiochip3 [carillon-io] (32 lines)\n';

/** The tools, played: what they were told, and a hand to make them speak or end. */
function playedTools(answers: Readonly<Record<string, string | undefined>> = {}) {
  const asked: string[] = [];
  const started: { readonly command: string; readonly written: string[]; say: (line: string) => void; exit: () => void; ended: boolean }[] = [];
  const given: Readonly<Record<string, string | undefined>> = { gpioset: 'gpioset (libgpiod) v2.1.3', gpiodetect: DETECTED, gpioget: '1 1\n', ...answers };
  const tools: GpioTools = {
    ask: async (tool, args) => {
      asked.push([tool, ...args].join(' '));
      return given[tool];
    },
    start: (tool, args): RunningTool => {
      const played = { command: [tool, ...args].join(' '), written: [] as string[], say: (_line: string): void => undefined, exit: (): void => undefined, ended: false };
      started.push(played);
      return {
        write: (line) => played.written.push(line),
        onLine: (listener) => (played.say = listener),
        onExit: (listener) => (played.exit = listener),
        end: () => (played.ended = true),
      };
    },
  };
  return { asked, started, tools };
}

async function open() {
  const clock = createHandClock();
  const played = playedTools();
  const opened = await createLibgpiodGpio({ site: SITE, clock, tools: played.tools });
  assert.ok(opened.ok, opened.ok ? '' : opened.error.message);
  return { clock, gpio: opened.value, monitor: played.started[0]!, setter: played.started[1]!, played };
}

describe('GPIO through libgpiod', () => {
  it('finds the chip by its label, watches the inputs and holds the outputs inactive', async () => {
    const { played, monitor, setter } = await open();
    assert.ok(played.asked.includes('gpioget --numeric --chip gpiochip3 1 4'));
    assert.equal(monitor.command, 'gpiomon --chip gpiochip3 --format %o %e 1 4');
    assert.equal(setter.command, 'gpioset --interactive --chip gpiochip3 14=0 15=1');
  });

  it('has the first levels, follows every edge, and undoes active low', async () => {
    const { gpio, monitor } = await open();
    assert.deepEqual([gpio.input('runEnabled').level(), gpio.input('resetButton').level()], [true, false]);
    const edges: [string, boolean][] = [];
    gpio.onEdge((name, level) => edges.push([name, level]));
    monitor.say('4 2');
    monitor.say('1 2');
    monitor.say('not an event');
    assert.deepEqual(edges, [['resetButton', true], ['runEnabled', false]]);
  });

  it('confirms levels for as long as the monitor runs, and knows none once it has ended', async () => {
    const { clock, gpio, monitor } = await open();
    await clock.windTo(1000);
    assert.equal(gpio.input('runEnabled').level(), undefined);
    gpio.sample();
    assert.equal(gpio.input('runEnabled').level(), true);
    monitor.exit();
    gpio.sample();
    assert.equal(gpio.input('runEnabled').level(), undefined);
  });

  it('writes outputs in the words of gpioset, and fails once it has ended', async () => {
    const { gpio, setter } = await open();
    assert.ok(gpio.output('watchdog').write(true).ok && gpio.output('horn').write(true).ok);
    assert.deepEqual(setter.written, ['set 14=1', 'set 15=0']);
    setter.exit();
    const failed = gpio.output('watchdog').write(false);
    const wrong = gpio.output('runEnabled').write(true);
    assert.ok(!failed.ok && !wrong.ok);
    assert.deepEqual([failed.error.code, wrong.error.code], ['failed', 'wrongDirection']);
  });

  it('drops every output before it lets go', async () => {
    const { gpio, monitor, setter } = await open();
    gpio.close();
    assert.deepEqual(setter.written, ['set 14=0', 'set 15=1', 'exit']);
    assert.equal(monitor.ended, true);
  });

  it('refuses without the tools, with those of version 1, without the chip, and when the lines are held', async () => {
    const refusals = [{ gpioset: undefined }, { gpioset: 'gpioset (libgpiod) v1.6.3' }, { gpiodetect: '' }, { gpioget: undefined }];
    const codes: string[] = [];
    for (const answers of refusals) {
      const played = playedTools(answers);
      const opened = await createLibgpiodGpio({ site: SITE, clock: createHandClock(), tools: played.tools });
      codes.push(opened.ok ? 'ok' : opened.error.code);
      assert.equal(played.started.length, 0);
    }
    assert.deepEqual(codes, ['unsupported', 'unsupported', 'notFound', 'busy']);
  });
});
