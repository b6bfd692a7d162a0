import type { Device } from '../ports/device.port.ts';
import { readRegisters } from '../wire/modbus-ascii/request.ts';
import { createDeviceLink } from './device-link.ts';
import type { Driver, DriverParts } from './driver.ts';
import type { StatusLayout } from './status-layout.ts';

/** What differs between devices that are only read. */
export interface Sensing<S> {
  readonly layout: StatusLayout;
  /** Undefined when the device calls its own reading invalid: unknown is never rounded to a number. */
  readonly decode: (answer: Uint8Array) => S | undefined;
  readonly ageMsOf?: (answer: Uint8Array) => number;
}

const INPUT_REGISTERS = 4;

/** A device that is only read (function 4). */
export function createSensor<S>(parts: DriverParts, sensing: Sensing<S>): Driver<Device<S>> {
  const { layout, decode, ageMsOf } = sensing;
  const poll = readRegisters(parts.device.unit, INPUT_REGISTERS, layout.start, layout.count);
  const format = { ...layout, decode, ...(ageMsOf && { ageMsOf }) };
  const link = createDeviceLink<S>({ ...parts, format, pollRequest: () => poll });
  return {
    port: { id: link.id, link: link.link, observed: link.observed, linkFault: link.linkFault },
    translated: link,
  };
}
