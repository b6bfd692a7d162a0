import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.port.ts';
import type { Gpio, LineFault, OutputLine } from '../../ports/line.port.ts';
import { done, fault, ok, type Result } from '../../ports/result.ts';
import { createInputTable, type GpioSite, type LineConfig } from './input-table.ts';

/** The part of onoff that is used. */
export interface OnoffLine {
  /** Replaced by a guarded one: onoff reads in its own edge handler, where a failing read would end the process. */
  readSync: () => number;
  readonly writeSync: (value: 0 | 1) => void;
  readonly watch: (listener: (error: Error | null | undefined, value: number) => void) => void;
  readonly unwatchAll: () => void;
  readonly unexport: () => void;
}

/** The module `onoff`. */
export interface Onoff {
  readonly Gpio: {
    readonly accessible: boolean;
    new (gpio: number, direction: 'in' | 'high' | 'low', edge: 'none' | 'both', options: { readonly activeLow: boolean }): OnoffLine;
  };
}

/** What the sysfs driver needs. */
export interface OnoffGpioParts {
  readonly site: GpioSite;
  readonly clock: Clock;
  /** Loads onoff; the package may be missing. */
  readonly load?: () => Promise<Onoff>;
  /** Where the kernel shows its GPIO chips. */
  readonly root?: string;
}

const SYSFS_ROOT = '/sys/class/gpio';

async function loadOnoff(): Promise<Onoff> {
  return await import('onoff');
}

const textOf = (path: string): string => readFileSync(path, 'utf8').trim();

/** Global number of the first line, and number of lines, of every chip by its label. */
function chipsByLabel(root: string): ReadonlyMap<string, { readonly base: number; readonly count: number }> {
  const chips = new Map<string, { base: number; count: number }>();
  for (const name of readdirSync(root)) {
    if (!name.startsWith('gpiochip')) continue;
    const chip = join(root, name);
    chips.set(textOf(join(chip, 'label')), { base: Number(textOf(join(chip, 'base'))), count: Number(textOf(join(chip, 'ngpio'))) });
  }
  return chips;
}

/** Global numbers of all lines by their names. Numbers change from kernel to kernel; chip label and offset do not. */
export function resolveLines(lines: readonly LineConfig[], root: string): Result<ReadonlyMap<string, number>, LineFault> {
  const numbers = new Map<string, number>();
  try {
    const chips = chipsByLabel(root);
    for (const { name, chip, line } of lines) {
      const found = chips.get(chip);
      if (found === undefined) return fault('notFound', `GPIO line "${name}": there is no chip "${chip}" (found: ${[...chips.keys()].join(', ') || 'none'}). No line was touched.`);
      if (line >= found.count) return fault('notFound', `GPIO line "${name}": chip "${chip}" has only ${found.count} lines. No line was touched.`);
      numbers.set(name, found.base + line);
    }
  } catch (error) {
    return fault('unsupported', `The GPIO chips under ${root} cannot be read (${String(error)}). No line was touched. Use a kernel with GPIO sysfs, or set gpio.driver to libgpiod.`);
  }
  return ok(numbers);
}

function claimFault(name: string, error: unknown): LineFault {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EBUSY') return { code: 'busy', message: `GPIO line "${name}" is held by another program or driver. End it and start again.` };
  if (code === 'EACCES' || code === 'EPERM') return { code: 'unsupported', message: `This user may not use GPIO line "${name}". Add it to the group that owns /sys/class/gpio.` };
  return { code: 'failed', message: `GPIO line "${name}" could not be claimed: ${String(error)}.` };
}

function claim(onoff: Onoff, config: LineConfig, gpio: number): OnoffLine {
  const activeLow = config.activeLow === true;
  if (config.direction === 'in') return new onoff.Gpio(gpio, 'in', 'both', { activeLow });
  // The first level is given raw, so that an active-low output does not start active.
  return new onoff.Gpio(gpio, activeLow ? 'high' : 'low', 'none', { activeLow });
}

function outputOf(name: string, line: OnoffLine | undefined): OutputLine {
  return {
    name,
    write: (level) => {
      if (line === undefined) return fault('wrongDirection', `The site has no GPIO output "${name}". Nothing was written.`);
      try {
        line.writeSync(level ? 1 : 0);
        return done;
      } catch (error) {
        return fault('failed', `GPIO output "${name}" could not be written: ${String(error)}. Its level is not known.`);
      }
    },
  };
}

/** What a line reads that cannot be read: neither of the two levels. */
const UNREADABLE = -1;

/** One input whose failing reads make it unknown, and nothing worse. */
function createInput(line: OnoffLine, report: (level: boolean | undefined) => void): { readonly sample: () => void } {
  const readRaw = line.readSync.bind(line);
  let watched = false;
  const settle = (value: number): void => report(value === UNREADABLE ? undefined : value === 1);
  const watch = (): void => {
    watched = true;
    line.watch((error, value) => settle(error ? UNREADABLE : value));
  };
  line.readSync = () => {
    try {
      return readRaw();
    } catch {
      settle(UNREADABLE);
      // A line that is gone signals an error for ever; unheard, or the loop would do nothing else.
      if (watched) line.unwatchAll();
      watched = false;
      return UNREADABLE;
    }
  };
  watch();
  return {
    sample: () => {
      const value = line.readSync();
      settle(value);
      if (value !== UNREADABLE && !watched) watch();
    },
  };
}

function gpioOf(parts: OnoffGpioParts, claimed: ReadonlyMap<string, OnoffLine>): Gpio {
  const { clock, site } = parts;
  const { lines } = site.gpio;
  const table = createInputTable(site, clock);
  const pick = (direction: 'in' | 'out'): readonly (readonly [string, OnoffLine])[] =>
    [...claimed].filter(([name]) => lines.some((line) => line.name === name && line.direction === direction));
  const inputs = pick('in').map(([name, line]) => createInput(line, (level) => table.set(name, level, clock.nowMs())));
  const outputs = new Map(pick('out'));
  return {
    sample: () => {
      for (const input of inputs) input.sample();
    },
    input: table.input,
    output: (name) => outputOf(name, outputs.get(name)),
    onEdge: table.onEdge,
    close: () => {
      for (const line of outputs.values()) quietly(() => line.writeSync(0));
      for (const line of claimed.values()) quietly(() => line.unexport());
    },
  };
}

/** At the end a line that is gone already needs nothing; the relay drops without our watchdog in any case. */
function quietly(release: () => void): void {
  try {
    release();
  } catch {
    // Nobody is left who could act on it.
  }
}

/** GPIO through sysfs by `onoff`. Refuses as `unsupported` when the package or the kernel interface is missing. */
export async function createOnoffGpio(parts: OnoffGpioParts): Promise<Result<Gpio, LineFault>> {
  const root = parts.root ?? SYSFS_ROOT;
  let onoff: Onoff;
  try {
    onoff = await (parts.load ?? loadOnoff)();
  } catch (error) {
    return fault('unsupported', `The package onoff is not installed or was built for another Node (${String(error)}). No line was touched. Install it, or set gpio.driver to libgpiod.`);
  }
  if (!onoff.Gpio.accessible) return fault('unsupported', `GPIO sysfs (${root}) is missing or not accessible to this user. No line was touched. Use a kernel that has it, or set gpio.driver to libgpiod.`);
  const numbers = resolveLines(parts.site.gpio.lines, root);
  if (!numbers.ok) return numbers;
  const claimed = new Map<string, OnoffLine>();
  for (const config of parts.site.gpio.lines) {
    try {
      claimed.set(config.name, claim(onoff, config, numbers.value.get(config.name) ?? -1));
    } catch (error) {
      for (const line of claimed.values()) quietly(() => line.unexport());
      return { ok: false, error: claimFault(config.name, error) };
    }
  }
  return ok(gpioOf(parts, claimed));
}
