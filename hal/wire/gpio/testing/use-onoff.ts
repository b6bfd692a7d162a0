// A process of its own: uses the sysfs driver with the real onoff, as told on its standard input, and says what it sees.
import { createInterface } from 'node:readline';
import { createSystemClock } from '../../../system/system-clock.ts';
import type { GpioSite } from '../input-table.ts';
import { createOnoffGpio } from '../onoff-gpio.ts';

const site: GpioSite = {
  gpio: {
    lines: [
      { name: 'safetyChainClosed', chip: 'carillon-io', line: 0, direction: 'in' },
      { name: 'resetButton', chip: 'carillon-io', line: 4, direction: 'in', activeLow: true },
      { name: 'watchdog', chip: 'carillon-io', line: 14, direction: 'out' },
    ],
  },
  control: { maxAgeMs: { gpio: 60_000 } },
};

const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

const opened = await createOnoffGpio({ site, clock: createSystemClock() });
if (opened.ok) {
  const gpio = opened.value;
  gpio.onEdge((name, level) => say({ edge: name, level }));
  say({ ready: true });
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [verb, name = '', level] = line.split(' ');
    if (verb === 'sample') {
      gpio.sample();
      say({ chain: gpio.input('safetyChainClosed').level(), reset: gpio.input('resetButton').level() });
    } else if (verb === 'write') {
      say({ written: gpio.output(name).write(level === '1').ok });
    }
  }).on('close', () => {
    gpio.close();
    process.exit(0);
  });
} else {
  say({ refused: opened.error });
}
