import type { Site } from '../../../../config/schema/site.schema.ts';
import type { BytePipe, OpenPipe } from '../../../../hal/ports/byte-pipe.port.ts';
import type { Gpio } from '../../../../hal/ports/line.port.ts';

/** What is heard of the wires between a controller and its tower. */
export interface WireListener {
  /** Anything at all went over a line, polling included. */
  readonly touched: () => void;
  /** A frame that commands something: handed to the line; obeyed, its answer waiting unread; its answer read. */
  readonly frame: (when: 'sent' | 'obeyed' | 'answered', label: string) => void;
  /** An output other than the watchdog has changed. */
  readonly output: (name: string, level: boolean) => void;
}

/** The only function of Modbus by which a device is commanded; the cyclic exchange (23) keeps alive what runs, and the others read. */
const WRITE_MULTIPLE = 0x10;
/** Set in the function of an answer that refuses. */
const REFUSED = 0x80;
/** What is commanded, by the register that is written (`config/devices`). A refresh commands nothing. */
const COMMANDS: Readonly<Record<number, string>> = { 0x0200: 'command', 0x0220: 'execute', 0x0240: 'stop' };

/** The head of a frame in Modbus ASCII. */
interface Head {
  readonly unit: number;
  readonly functionCode: number;
  readonly register: number;
}

function headOf(bytes: Uint8Array): Head {
  const text = Buffer.from(bytes.subarray(0, 9)).toString('latin1');
  return { unit: parseInt(text.slice(1, 3), 16), functionCode: parseInt(text.slice(3, 5), 16), register: parseInt(text.slice(5, 9), 16) };
}

/** The command of a request, in words; undefined for polling. */
export function commandIn(bytes: Uint8Array, nameOfUnit: (unit: number) => string): string | undefined {
  const { unit, functionCode, register } = headOf(bytes);
  const command = functionCode === WRITE_MULTIPLE ? COMMANDS[register] : undefined;
  return command === undefined ? undefined : `${nameOfUnit(unit)} ${command}`;
}

function tapPipe(pipe: BytePipe, nameOfUnit: (unit: number) => string, listener: Pick<WireListener, 'touched' | 'frame'>): BytePipe {
  let waiting: { readonly unit: number; readonly label: string } | undefined;
  const isAnswer = (bytes: Uint8Array): boolean => {
    const { unit, functionCode } = headOf(bytes);
    return unit === waiting?.unit && (functionCode & ~REFUSED) === WRITE_MULTIPLE;
  };
  return {
    ...pipe,
    write: (bytes) => {
      pipe.write(bytes);
      listener.touched();
      const label = commandIn(bytes, nameOfUnit);
      waiting = label === undefined ? undefined : { unit: headOf(bytes).unit, label };
      if (label !== undefined) listener.frame('sent', label);
    },
    onBytes: (hear) => {
      pipe.onBytes((bytes) => {
        listener.touched();
        const label = isAnswer(bytes) ? waiting?.label : undefined;
        waiting = undefined;
        if (label !== undefined) listener.frame('obeyed', label);
        hear(bytes);
        if (label !== undefined) listener.frame('answered', label);
      });
    },
  };
}

/** The GPIO lines, with somebody who listens to what is switched. */
export function tapGpio(gpio: Gpio, listener: Pick<WireListener, 'touched' | 'output'>): Gpio {
  return {
    ...gpio,
    output: (name) => {
      const line = gpio.output(name);
      let before: boolean | undefined;
      return {
        name,
        write: (level) => {
          const written = line.write(level);
          if (level === before) return written;
          before = level;
          listener.touched();
          if (name !== 'watchdog') listener.output(name, level);
          return written;
        },
      };
    },
  };
}

/** The serial lines of a site, with somebody who listens. */
export function tapLines(site: Site, lines: Readonly<Record<string, OpenPipe>>, listener: Pick<WireListener, 'touched' | 'frame'>): Readonly<Record<string, OpenPipe>> {
  const nameOfUnit = (bus: string) => (unit: number): string => site.devices.find((device) => device.bus === bus && device.unit === unit)?.id ?? `unit ${String(unit)}`;
  const tapped = (bus: string, open: OpenPipe): OpenPipe => async () => {
    const opened = await open();
    return opened.ok ? { ok: true, value: tapPipe(opened.value, nameOfUnit(bus), listener) } : opened;
  };
  return Object.fromEntries(Object.entries(lines).map(([bus, open]) => [bus, tapped(bus, open)]));
}
