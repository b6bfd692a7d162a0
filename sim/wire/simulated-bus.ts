import type { BytePipe, OpenPipe, PipeFault } from '../../hal/ports/byte-pipe.port.ts';
import type { Clock } from '../../hal/ports/clock.port.ts';
import { fault, ok } from '../../hal/ports/result.ts';
import type { Result } from '../../hal/ports/result.ts';
import type { BusConfig } from '../../config/schema/site.schema.ts';
import type { SimDevice } from '../devices/device.ts';
import { createAsciiReceiver, encodeAscii } from '../devices/modbus-ascii.ts';
import type { Rng } from '../../hal/ports/rng.port.ts';
import { createBaudPipe, healthyLine } from './baud-pipe.ts';
import type { BaudPipe, LineHealth } from './baud-pipe.ts';
import type { WireWatch } from './wire-watch.ts';

/** A serial line with its devices. */
export interface SimulatedBus {
  readonly config: BusConfig;
  readonly open: OpenPipe;
  /** Damage of each direction. */
  readonly toDevices: LineHealth;
  readonly toController: LineHealth;
  /** The line is gone: an open pipe hears of it, and no new one opens until it is mended. */
  readonly cut: () => void;
  readonly mend: () => void;
  readonly isCut: () => boolean;
  /** The controller's end is closed; a new one may be opened. */
  readonly hangUp: () => void;
}

export interface BusOptions {
  readonly config: BusConfig;
  readonly devices: readonly SimDevice[];
  readonly clock: Clock;
  readonly rng: Rng;
  /** Called before a device sees a request that may change something. */
  readonly onWrite: () => void;
  /** Who listens on the line: hears of each opening, and of each request after its device has dealt with it. */
  readonly watch?: Pick<WireWatch, 'opened' | 'heard'>;
}

/** Function 16 is the only one that starts anything; the cyclic exchange (23) only keeps alive or ends. */
const WRITE_MULTIPLE = 16;
/** An answer with this bit in its function is an exception. */
const EXCEPTION_BIT = 0x80;
/** Longest answer: address, function, byte count, 250 bytes. */
const reply = new Uint8Array(256);

/** Damages an answer beyond recognition by its LRC. */
function garble(frame: Uint8Array, rng: Rng): Uint8Array {
  return frame.map((byte, at) => (at % 3 === 1 ? 0x20 + Math.floor(rng.next() * 0x5f) : byte));
}

/** Sends the answer of the addressed device back along the line, unless the device is ill. */
function createResponder({ devices, config, clock, rng, onWrite, watch }: BusOptions, send: (bytes: Uint8Array, afterMs: number) => void) {
  const byUnit = new Map(devices.map((device) => [device.config.unit, device]));
  return createAsciiReceiver((adu, length) => {
    const device = byUnit.get(adu[0] ?? 0);
    if (device === undefined || !device.health.powered) return;
    if (adu[1] === WRITE_MULTIPLE) onWrite();
    const { health } = device;
    const answered = device.answer(adu, length, reply);
    const isSwallowed = answered === 0 || health.silent || (health.lostShare > 0 && rng.next() < health.lostShare);
    watch?.heard({ device: device.config, request: adu, length, taken: answered > 0 && ((reply[1] ?? 0) & EXCEPTION_BIT) === 0 && !health.frozen, answered: !isSwallowed });
    if (isSwallowed) return;
    const encoded = encodeAscii(reply, answered);
    const frame = health.garbled ? garble(encoded, rng) : encoded;
    // A late device holds nobody else up: the line is free until it speaks.
    if (health.extraMs > 0) clock.setTimeout(() => send(frame, config.turnaroundMs), health.extraMs);
    else send(frame, config.turnaroundMs);
  });
}

/** Builds a bus. One controller may have it open at a time, as a serial port is locked. */
export function createSimulatedBus(options: BusOptions): SimulatedBus {
  const { config, clock, rng } = options;
  const toDevices = healthyLine();
  const toController = healthyLine();
  let pipe: BaudPipe | undefined;
  let cut = false;

  const open = async (): Promise<Result<BytePipe, PipeFault>> => {
    if (cut) return fault('notFound', `${config.path} is not there. Nothing was sent. Check the cable of the bus "${config.id}".`);
    if (pipe !== undefined) return fault('busy', `${config.path} is held by another controller. Nothing was sent. End the other one first.`);
    const opened = createBaudPipe({ clock, baud: config.baud, rng, toFar: toDevices, toNear: toController });
    pipe = opened;
    options.watch?.opened(config.id);
    const responder = createResponder(options, opened.far.write);
    opened.far.onBytes(responder.feed);
    const close = (): void => {
      opened.near.close();
      if (pipe === opened) pipe = undefined;
    };
    return ok({ ...opened.near, close });
  };

  return {
    config,
    open,
    toDevices,
    toController,
    cut: () => {
      cut = true;
      const gone = pipe;
      pipe = undefined;
      gone?.cut({ code: 'closed', message: `The line of the bus "${config.id}" is gone. Nothing more is sent. Check its cable and adapter.` });
    },
    mend: () => {
      cut = false;
    },
    isCut: () => cut,
    hangUp: () => {
      pipe?.near.close();
      pipe = undefined;
    },
  };
}
