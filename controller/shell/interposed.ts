import type { TowerDevices } from '../../hal/ports/tower-devices.port.ts';
import type { InterlockBook } from '../interlocks/permit.ts';
import type { Gate } from '../safety/output-gate.ts';
import type { StopLatch } from '../safety/stop-control.ts';
import type { FactTable } from '../sensing/fact-table.ts';

/**
 * What stands between the parts of the core, each time nothing unless it is given. Only a simulation gives any of it: somebody who spoils
 * one part, to see who notices.
 */
export interface Interposed {
  readonly devices?: (devices: TowerDevices) => TowerDevices;
  readonly book?: (book: InterlockBook) => InterlockBook;
  readonly facts?: (facts: FactTable) => FactTable;
  readonly stop?: (stop: StopLatch) => StopLatch;
  readonly gate?: (gate: Gate) => Gate;
}

/** A part as everybody else sees it. */
export function through<T>(between: ((part: T) => T) | undefined, part: T): T {
  return between === undefined ? part : between(part);
}
