import { registerAddress } from '../../config/device-documents.ts';
import type { StillPermitted, WireFault } from '../ports/device.port.ts';
import { done, type Result } from '../ports/result.ts';
import type { IoModule, IoStatus } from '../ports/tower-devices.port.ts';
import { exceptionOf } from '../wire/modbus-ascii/answer.ts';
import { readBits, writeRegisters } from '../wire/modbus-ascii/request.ts';
import { commandWords } from './command-block.ts';
import { createDeviceLink, type DeviceLink } from './device-link.ts';
import type { Driver, DriverParts } from './driver.ts';
import { endingFault, epochFailure, exceptionFault, linkFailure, wireFault } from './link-fault.ts';
import { createSequence } from './sequence.ts';
import { inputAt, inputLayout, type StatusLayout } from './status-layout.ts';

/** Coils to set and the levels they get, as bits. */
interface CoilWrite {
  readonly mask: number;
  readonly value: number;
}

/** The block takes effect when it is written; the lease has no meaning for latching outputs but is part of the block. */
const LEASE_MS = 500;
const READ_INPUTS = 2;
const READ_COILS = 1;
/** One exchange in fifty is lost on a line that loses one frame in a hundred; three in a row are a matter of months. */
const ATTEMPTS = 3;

function decoder(parts: DriverParts, layout: StatusLayout): (answer: Uint8Array) => IoStatus {
  const { inputs = [], outputs = [] } = parts.device;
  const inputsAt = layout.at('inputs');
  const coilsAt = layout.at('coils');
  const named = (names: readonly string[], from: number, answer: Uint8Array): Readonly<Record<string, boolean>> => {
    const levels: Record<string, boolean> = {};
    names.forEach((name, i) => (levels[name] = inputAt(answer, from + i)));
    return levels;
  };
  return (answer) => ({ inputs: named(inputs, inputsAt, answer), outputs: named(outputs, coilsAt, answer) });
}

function coilWrite(outputs: Readonly<Record<string, boolean>>, names: readonly string[]): CoilWrite | string {
  let mask = 0;
  let value = 0;
  for (const [name, level] of Object.entries(outputs)) {
    const index = names.indexOf(name);
    if (index < 0) return `There is no output "${name}".`;
    mask |= 1 << index;
    if (level) value |= 1 << index;
  }
  return { mask, value };
}

function createWrite(parts: DriverParts, link: DeviceLink<IoStatus>) {
  const { device, document, epoch } = parts;
  const names = device.outputs ?? [];
  const sequence = createSequence(epoch);
  const blockAt = registerAddress(document, 'command', 'sequence');
  const coils = readBits(device.unit, READ_COILS, document.blocks['coils']?.start ?? 0, Math.max(1, names.length));
  type Finished = (result: Result<void, WireFault>) => void;

  const verify = (write: CoilWrite, attemptsLeft: number, finished: Finished): void =>
    link.request(coils, undefined, (ending, answer) => {
      if (ending === 'answered') {
        const wrong = names.find((_, i) => ((write.mask >> i) & 1) === 1 && inputAt(answer, i) !== (((write.value >> i) & 1) === 1));
        finished(wrong === undefined ? done : wireFault(link.id, 'readbackMismatch', `${link.id} took the write, but output "${wrong}" reads back otherwise. Its position is not known. Check the module.`));
      } else if ((ending === 'timeout' || ending === 'garbled') && attemptsLeft > 1) verify(write, attemptsLeft - 1, finished);
      else finished(ending === 'exception' ? exceptionFault(link.id, exceptionOf(answer), document.exceptions) : endingFault(link.id, ending));
    });

  const attempt = (write: CoilWrite, permitted: StillPermitted, attemptsLeft: number, finished: Finished): void => {
    const numbered = sequence.next();
    if (link.bootId() === undefined || numbered === undefined) {
      finished(link.bootId() === undefined ? linkFailure(link) : epochFailure(link.id));
      return;
    }
    const words = commandWords(document, { ...write, ...numbered, leaseMs: LEASE_MS });
    link.request(writeRegisters(device.unit, blockAt, words), permitted, (ending, answer) => {
      if (ending === 'answered') verify(write, ATTEMPTS, finished);
      // The same levels once more are the same levels; the permit is asked again, when the module has answered a reading.
      else if ((ending === 'timeout' || ending === 'garbled') && attemptsLeft > 1) link.onNextStatus(() => { attempt(write, permitted, attemptsLeft - 1, finished); });
      else finished(ending === 'exception' ? exceptionFault(link.id, exceptionOf(answer), document.exceptions) : endingFault(link.id, ending));
    });
  };

  return (outputs: Readonly<Record<string, boolean>>, permitted: StillPermitted, finished: Finished): void => {
    const write = coilWrite(outputs, names);
    if (typeof write === 'string') finished(wireFault(link.id, 'rejected', `${write} Nothing was sent to ${link.id}.`));
    else attempt(write, permitted, ATTEMPTS, finished);
  };
}

/** A remote IO module of `config/devices/io-module.yaml`; the site file names its inputs and outputs in order. */
export function createIoModuleDriver(parts: DriverParts): Driver<IoModule> {
  const layout = inputLayout(parts.document);
  const poll = readBits(parts.device.unit, READ_INPUTS, layout.start, layout.count);
  const link = createDeviceLink<IoStatus>({ ...parts, format: { ...layout, decode: decoder(parts, layout) }, pollRequest: () => poll });
  const write = createWrite(parts, link);
  return {
    port: {
      id: link.id,
      link: link.link,
      observed: link.observed,
      linkFault: link.linkFault,
      write: (outputs, permitted) => new Promise((resolve) => write(outputs, permitted, resolve)),
    },
    translated: link,
  };
}
