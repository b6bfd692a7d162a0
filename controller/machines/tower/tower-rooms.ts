import type { CoinStart } from '../coin/coin-start.ts';
import type { AlarmList } from '../../alarms/alarm-list.ts';
import type { AlarmLog } from '../../alarms/alarm-log.ts';
import type { TowerPort } from '../../api/tower.port.ts';
import type { ResetBy } from '../../interlocks/permit.port.ts';
import type { Result } from '../../ports.ts';
import type { GateFault, StopControl } from '../../safety/gate.port.ts';
import type { SiteEvents } from '../events/site-events.ts';
import type { Orders } from '../orders/orders.ts';
import type { CheckInDesk } from '../orders/receive/check-in.port.ts';
import type { Quarantine } from '../quarantine/quarantine.ts';
import type { Recovering } from '../recovering/recovering.ts';
import type { Maintenance } from '../maintenance/maintenance.ts';
import type { Units } from '../units.ts';
import type { Homing } from './homing.ts';
import type { Inventory } from './inventory.ts';
import type { StaffCalls } from '../help/staff-calls.ts';
import type { WarningUnits } from './street-warning.ts';
import type { TowerParts } from './tower-parts.ts';
import type { TowerView } from './tower-view.ts';

/** The parts of a tower as its rooms see each other. */
export interface TowerRooms {
  /** In front of every collection, where the site has a coin acceptor. */
  readonly coin: CoinStart | undefined;
  readonly parts: TowerParts;
  readonly inventory: Inventory;
  readonly orders: Orders;
  /** Checks of cars that come in. */
  readonly checkIn: CheckInDesk;
  readonly recovering: Recovering;
  readonly quarantine: Quarantine;
  /** Told of inventory moves that have become durable. */
  readonly moved: Inventory['apply'];
  readonly homing: Homing;
  readonly events: SiteEvents;
  readonly staffCalls: StaffCalls;
  readonly units: Units;
  /** Announces doors that come down towards the street. */
  readonly warning: Pick<WarningUnits, 'look'>;
  readonly alarms: AlarmList;
  readonly log: AlarmLog;
  readonly maintenance: Maintenance;
  readonly view: TowerView;
  readonly onEvent: TowerPort['onEvent'];
  /** Part of a reset: drives forget their latched faults. Resolves when none is left, or after a second. */
  readonly clearDriveFaults: (by: ResetBy) => Promise<Result<void, GateFault>>;
  /** Part of a reset: takes the latch away, as soon as what a technician has acknowledged is believed again. */
  readonly resetStop: (by: ResetBy, since: number) => Promise<ReturnType<StopControl['reset']>>;
}
