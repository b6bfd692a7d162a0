import type { Place } from '../../../../config/places.ts';
import type { AxisId, Site } from '../../../../config/schema/site.schema.ts';
import type { Motion } from '../../../interlocks/motion.ts';
import type { Permit } from '../../../interlocks/permit.port.ts';
import type { OrderRecord } from '../../../journal/journal.port.ts';
import type { QuarantinedPlace } from '../../../journal/recovery-journal.port.ts';
import type { TowerDevices } from '../../../ports.ts';
import type { StopReason } from '../../../safety/gate.port.ts';
import type { Facts } from '../../../sensing/fact.ts';
import type { OrderFault } from '../../orders/order-fault.ts';
import type { Inventory } from '../../tower/inventory.ts';
import type { Disagreement } from '../compare.ts';

/** An order that has not ended, as recovery sees it. */
export interface OrderSign {
  readonly record: OrderRecord;
  readonly stage: 'queued' | 'running' | 'paused';
  /** Why it is paused; undefined when it was found at boot or stopped. */
  readonly fault: OrderFault | undefined;
  /** Under way, but nothing of it moves before people, or another order, have done something. */
  readonly waits: boolean;
  /** It can be taken back from where it is. */
  readonly reversible: boolean;
}

/** Everything that doubts and ways on follow from; read at one moment. */
export interface Signs {
  readonly site: Site;
  readonly places: readonly Place[];
  readonly devices: TowerDevices;
  readonly facts: () => Facts;
  readonly permit: (motion: Motion, facts: Facts) => Permit;
  readonly nowMs: number;
  readonly inventory: Inventory;
  readonly orders: readonly OrderSign[];
  readonly settled: boolean;
  /** What keeps the tower from being settled. */
  readonly disagreements: readonly Disagreement[];
  /** What would, if its place were not out of service. */
  readonly contained: readonly Disagreement[];
  readonly latched: StopReason | undefined;
  readonly homing: AxisId | undefined;
  /** A unit is at an order. */
  readonly busy: boolean;
  readonly isOutOfService: (place: QuarantinedPlace) => boolean;
  /** Cells out of service into which the carriage may be sent to look: what it sees brings them back. */
  readonly unseenCells: readonly string[];
}
