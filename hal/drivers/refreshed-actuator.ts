import { registerAddress } from '../../config/device-documents.ts';
import type { Actuator } from '../ports/device.port.ts';
import { EXCHANGE_WRITE_AT, exchangeRegisters, putWord } from '../wire/modbus-ascii/request.ts';
import { createActuator, type StoppableActuator } from './actuator.ts';
import type { BlockFields } from './command-block.ts';
import { createDeviceLink, type DeviceLink } from './device-link.ts';
import type { Driver, DriverParts } from './driver.ts';
import { createLease } from './lease.ts';
import { createSequence } from './sequence.ts';
import type { StatusLayout } from './status-layout.ts';

/** What differs between the devices that move and must be refreshed. */
export interface Mover<S, Command> {
  readonly layout: StatusLayout;
  readonly decode: (answer: Uint8Array) => S;
  readonly executedSequenceOf: (status: S) => number;
  readonly fieldsOf: (command: Command) => BlockFields | string;
}

/** A device whose status is read and whose lease is refreshed in one exchange (function 23). */
export function createRefreshedActuator<S, Command>(parts: DriverParts, mover: Mover<S, Command>): Driver<Actuator<S, Command>> {
  const { bus, clock, device, document } = parts;
  const { layout } = mover;
  const lease = createLease(clock, parts.leaseHoldMs);
  const exchange = exchangeRegisters(device.unit, layout.start, layout.count, registerAddress(document, 'refresh', 'leaseCounter'), [0, 0]);
  const stoppable: { current: StoppableActuator<S, Command> | undefined } = { current: undefined };

  const link: DeviceLink<S> = createDeviceLink<S>({
    ...parts,
    format: { ...layout, decode: mover.decode },
    pollRequest: () => {
      const epoch = parts.epoch();
      // A device that hangs or is not known gets no refresh: it must stop by itself.
      const counter = epoch !== 0 && link.link() === 'live' ? lease.nextCounter() : 0;
      putWord(exchange.adu, EXCHANGE_WRITE_AT, counter);
      putWord(exchange.adu, EXCHANGE_WRITE_AT + 2, epoch & 0xffff);
      return exchange;
    },
    onVoid: () => stoppable.current?.makeVoid(),
  });
  const made = createActuator(
    { unit: device.unit, document, link, lease, sequence: createSequence(parts.epoch), fieldsOf: mover.fieldsOf, executedSequenceOf: mover.executedSequenceOf },
    () => bus.cancel(link.member),
  );
  stoppable.current = made;
  return {
    port: made.actuator,
    stopNow: made.stopNow,
    translated: {
      translateMs: (deltaMs) => {
        link.translateMs(deltaMs);
        lease.translateMs(deltaMs);
      },
    },
  };
}
