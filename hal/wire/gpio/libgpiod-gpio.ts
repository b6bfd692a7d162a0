import type { Clock } from '../../ports/clock.port.ts';
import type { Gpio, LineFault, OutputLine } from '../../ports/line.port.ts';
import { done, fault, ok, type Result } from '../../ports/result.ts';
import { installedGpioTools, type GpioTools, type RunningTool } from './gpio-tools.ts';
import { createInputTable, type GpioSite, type InputTable, type LineConfig } from './input-table.ts';

/** What the libgpiod driver needs. */
export interface LibgpiodGpioParts {
  readonly site: GpioSite;
  readonly clock: Clock;
  readonly tools?: GpioTools;
}

/** One chip with the tools that hold its lines. */
interface Chip {
  readonly inputs: readonly LineConfig[];
  readonly outputs: readonly LineConfig[];
  monitor: RunningTool | undefined;
  setter: RunningTool | undefined;
}

const LABEL = /^(?<chip>gpiochip\d+) \[(?<label>.*)\] \(\d+ lines\)/u;

/** Chip names by label, from the output of `gpiodetect`. */
function chipsOf(detected: string): ReadonlyMap<string, string> {
  const found = detected.split('\n').map((line) => LABEL.exec(line)?.groups);
  return new Map(found.flatMap((groups) => (groups ? [[groups['label'] ?? '', groups['chip'] ?? '']] : [])));
}

const raw = (line: LineConfig, level: boolean): string => `${line.line}=${level === (line.activeLow !== true) ? 1 : 0}`;

/**
 * Watches the inputs of a chip. `gpiomon` reports only changes, so a level counts as confirmed for as long as the tool runs;
 * that a line is cut shows in the facts that are wired twice, not here.
 */
function monitor(tools: GpioTools, name: string, chip: Chip, table: InputTable, clock: Clock): void {
  const byOffset = new Map(chip.inputs.map((line) => [String(line.line), line]));
  const tool = tools.start('gpiomon', ['--chip', name, '--format', '%o %e', ...byOffset.keys()]);
  chip.monitor = tool;
  tool.onLine((text) => {
    const [offset = '', edge] = text.trim().split(' ');
    const line = byOffset.get(offset);
    // gpiomon numbers a rising edge 1 and a falling edge 2.
    if (line !== undefined && (edge === '1' || edge === '2')) table.set(line.name, (edge === '1') === (line.activeLow !== true), clock.nowMs());
  });
  tool.onExit(() => {
    chip.monitor = undefined;
    for (const line of chip.inputs) table.set(line.name, undefined, clock.nowMs());
  });
}

function drive(tools: GpioTools, name: string, chip: Chip): void {
  const tool = tools.start('gpioset', ['--interactive', '--chip', name, ...chip.outputs.map((line) => raw(line, false))]);
  chip.setter = tool;
  tool.onExit(() => (chip.setter = undefined));
}

/**
 * Reads the first levels, before the monitor takes the lines: a line has one owner. An edge in the milliseconds between the
 * two is seen only with the next one, so whoever puts the tower together must not start in mid-switching.
 */
async function readFirst(tools: GpioTools, name: string, chip: Chip, table: InputTable, clock: Clock): Promise<LineFault | undefined> {
  const text = await tools.ask('gpioget', ['--numeric', '--chip', name, ...chip.inputs.map((line) => String(line.line))]);
  const levels = text?.trim().split(/\s+/u) ?? [];
  if (levels.length !== chip.inputs.length) return { code: 'busy', message: `The inputs of ${name} cannot be read; another program may hold them. No output was touched.` };
  chip.inputs.forEach((line, i) => table.set(line.name, (levels[i] === '1') === (line.activeLow !== true), clock.nowMs()));
  return undefined;
}

function outputOf(name: string, chips: ReadonlyMap<string, Chip>): OutputLine {
  for (const chip of chips.values()) {
    const line = chip.outputs.find((each) => each.name === name);
    if (line === undefined) continue;
    return {
      name,
      write: (level) => {
        if (chip.setter === undefined) return fault('failed', `GPIO output "${name}" could not be written: gpioset has ended. Its level is not known.`);
        chip.setter.write(`set ${raw(line, level)}`);
        return done;
      },
    };
  }
  return { name, write: () => fault('wrongDirection', `The site has no GPIO output "${name}". Nothing was written.`) };
}

function sortByChip(lines: readonly LineConfig[], names: ReadonlyMap<string, string>): Result<ReadonlyMap<string, Chip>, LineFault> {
  const chips = new Map<string, Chip>();
  for (const line of lines) {
    const name = names.get(line.chip);
    if (name === undefined) return fault('notFound', `GPIO line "${line.name}": there is no chip "${line.chip}" (found: ${[...names.keys()].join(', ') || 'none'}). No line was touched.`);
    if (chips.has(name)) continue;
    const own = lines.filter((each) => each.chip === line.chip);
    const pick = (direction: 'in' | 'out'): readonly LineConfig[] => own.filter((each) => each.direction === direction);
    chips.set(name, { inputs: pick('in'), outputs: pick('out'), monitor: undefined, setter: undefined });
  }
  return ok(chips);
}

/** GPIO through the tools of libgpiod 2 (`gpiodetect`, `gpioget`, `gpiomon`, `gpioset --interactive`). Refuses as `unsupported` without them. */
export async function createLibgpiodGpio(parts: LibgpiodGpioParts): Promise<Result<Gpio, LineFault>> {
  const { clock, site, tools = installedGpioTools } = parts;
  const version = await tools.ask('gpioset', ['--version']);
  if (version === undefined || !/\bv?2\.\d/u.test(version)) return fault('unsupported', 'The tools of libgpiod 2 (gpioset --interactive) are not installed. No line was touched. Install gpiod 2 or newer, or set gpio.driver to onoff.');
  const chips = sortByChip(site.gpio.lines, chipsOf((await tools.ask('gpiodetect', [])) ?? ''));
  if (!chips.ok) return chips;
  const table = createInputTable(site, clock);
  for (const [name, chip] of chips.value) {
    if (chip.inputs.length === 0) continue;
    const failed = await readFirst(tools, name, chip, table, clock);
    if (failed !== undefined) return { ok: false, error: failed };
  }
  for (const [name, chip] of chips.value) {
    if (chip.inputs.length > 0) monitor(tools, name, chip, table, clock);
    if (chip.outputs.length > 0) drive(tools, name, chip);
  }
  const confirm = (chip: Chip): void => {
    if (chip.monitor === undefined) return;
    for (const line of chip.inputs) table.confirm(line.name, clock.nowMs());
  };
  return ok({
    sample: () => chips.value.forEach(confirm),
    input: table.input,
    output: (name) => outputOf(name, chips.value),
    onEdge: table.onEdge,
    close: () => {
      for (const chip of chips.value.values()) {
        for (const line of chip.outputs) chip.setter?.write(`set ${raw(line, false)}`);
        chip.setter?.write('exit');
        chip.monitor?.end();
      }
    },
  });
}
