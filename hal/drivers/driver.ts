import type { DeviceDocument } from '../../config/schema/device-document.schema.ts';
import type { DeviceConfig } from '../../config/schema/site.schema.ts';
import type { TimeTranslated } from '../ports/clock.port.ts';
import type { WireFault } from '../ports/device.port.ts';
import type { Result } from '../ports/result.ts';
import type { LinkContext } from './device-link.ts';

/** What a driver is given. */
export interface DriverParts extends LinkContext {
  readonly device: DeviceConfig;
  readonly document: DeviceDocument;
  /** The controller's epoch; 0 while it is not known, and then no command leaves. */
  readonly epoch: () => number;
  /** A lease ends this long after it was last granted. */
  readonly leaseHoldMs: number;
}

/** A device with what the tower needs beside its port. */
export interface Driver<Port> {
  readonly port: Port;
  readonly translated: TimeTranslated;
  /** Present on everything that moves. */
  readonly stopNow?: (finished: (result: Result<void, WireFault>) => void) => void;
}
