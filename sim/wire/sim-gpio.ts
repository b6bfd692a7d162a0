import type { Site } from '../../config/schema/site.schema.ts';
import type { Clock } from '../../hal/ports/clock.port.ts';
import type { Gpio, InputLine, LineFault, OutputLine } from '../../hal/ports/line.port.ts';
import { done, fault } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';

/** What a fault puts between a contact and its line; `undefined` for a line that cannot be read. */
export type LineOverride = (truth: boolean) => boolean | undefined;

/** One GPIO line of the site, open to faults. */
export interface SimLine {
  readonly name: string;
  readonly direction: 'in' | 'out';
  override: LineOverride | undefined;
  /** Inputs: the truth. Outputs: the level that the controller has written. */
  readonly truth: () => boolean;
}

/** What the tower does with the controller's outputs. */
export interface OutputSink {
  /** `atMs`: instant on the clock of the tower at which the level was set. */
  readonly set: (name: string, level: boolean, atMs: number) => void;
}

/** The simulated lines: the port for the controller, and the rest for the tower. */
export interface SimGpio extends Gpio {
  readonly lines: ReadonlyMap<string, SimLine>;
  /** Compares all inputs with what they were and reports edges. Called once a step while anything may change. */
  readonly poll: () => void;
  /** The level as the wire shows it now. */
  readonly levelOf: (name: string) => boolean | undefined;
  /** An output set at a given instant, for a controller in another process. */
  readonly drive: (name: string, level: boolean, atMs: number) => Result<void, LineFault>;
  /** Puts a fault between a contact and its line, or takes it away. */
  readonly override: (name: string, override: LineOverride | undefined) => void;
  readonly translateMs: (deltaMs: number) => void;
}

interface Input {
  readonly line: SimLine;
  seen: boolean | undefined;
  sampled: boolean | undefined;
  confirmedAtMs: number;
}

const wireLevel = (line: SimLine): boolean | undefined => (line.override === undefined ? line.truth() : line.override(line.truth()));

/** An input that the site does not have: never readable. */
const missingInput = (name: string): InputLine => ({ name, level: () => undefined, confirmedAtMs: () => -Infinity });

function inputLine(input: Input): InputLine {
  return { name: input.line.name, level: () => input.sampled, confirmedAtMs: () => input.confirmedAtMs };
}

/** What the lines are wired to. */
export interface GpioWiring {
  readonly site: Site;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly sources: Readonly<Record<string, () => boolean>>;
  readonly sink: OutputSink;
}

function buildLines({ site, sources }: GpioWiring, written: ReadonlyMap<string, boolean>): Map<string, SimLine> {
  return new Map(
    site.gpio.lines.map(({ name, direction }) => {
      const source = direction === 'in' ? sources[name] : () => written.get(name) ?? false;
      if (source === undefined) throw new Error(`gpio: nothing is wired to an input line named ${name}`);
      return [name, { name, direction, override: undefined, truth: source }];
    }),
  );
}

function createInputs(lines: ReadonlyMap<string, SimLine>, clock: GpioWiring['clock']) {
  const inputs: Input[] = [...lines.values()]
    .filter((line) => line.direction === 'in')
    .map((line) => ({ line, seen: wireLevel(line), sampled: undefined, confirmedAtMs: -Infinity }));
  const byName = new Map(inputs.map((input) => [input.line.name, input]));
  const listeners: ((name: string, level: boolean) => void)[] = [];
  const poll = (): void => {
    for (const input of inputs) {
      const level = wireLevel(input.line);
      if (level === input.seen) continue;
      input.seen = level;
      if (level !== undefined) for (const listener of listeners) listener(input.line.name, level);
    }
  };
  const sample = (): void => {
    for (const input of inputs) {
      input.sampled = wireLevel(input.line);
      if (input.sampled !== undefined) input.confirmedAtMs = clock.nowMs();
    }
  };
  const translateMs = (deltaMs: number): void => {
    for (const input of inputs) input.confirmedAtMs += deltaMs;
  };
  return { byName, listeners, poll, sample, translateMs };
}

/** Wires the site's lines to their sources and to the sink of outputs. */
export function createSimGpio(wiring: GpioWiring): SimGpio {
  const { clock, sink } = wiring;
  const written = new Map<string, boolean>();
  const lines = buildLines(wiring, written);
  const { byName, listeners, poll, sample, translateMs } = createInputs(lines, clock);

  const drive = (name: string, level: boolean, atMs: number): Result<void, LineFault> => {
    const line = lines.get(name);
    if (line === undefined) return fault('notFound', `The site has no GPIO line "${name}". Nothing was switched. Check the line names of the site file.`);
    if (line.direction === 'in') return fault('wrongDirection', `The GPIO line "${name}" is an input. Nothing was switched. Check its direction in the site file.`);
    written.set(name, level);
    const onWire = wireLevel(line);
    if (onWire !== undefined) sink.set(name, onWire, atMs);
    return done;
  };
  const output = (name: string): OutputLine => ({ name, write: (level) => drive(name, level, clock.nowMs()) });

  return {
    lines,
    poll,
    sample,
    drive,
    output,
    translateMs,
    override: (name, override) => {
      const line = lines.get(name);
      if (line === undefined) return;
      line.override = override;
      const onWire = wireLevel(line);
      if (line.direction === 'out' && onWire !== undefined) sink.set(name, onWire, clock.nowMs());
    },
    input: (name) => {
      const input = byName.get(name);
      return input === undefined ? missingInput(name) : inputLine(input);
    },
    levelOf: (name) => {
      const line = lines.get(name);
      return line && wireLevel(line);
    },
    onEdge: (listener) => {
      listeners.push(listener);
    },
    // The lines are part of the tower and outlive their user, as the pins of a chip keep their level.
    close: () => {
      listeners.length = 0;
    },
  };
}
