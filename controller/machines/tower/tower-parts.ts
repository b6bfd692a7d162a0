import type { Site } from '../../../config/schema/site.schema.ts';
import type { InterlockBook } from '../../interlocks/permit.ts';
import type { Motion } from '../../interlocks/motion.ts';
import type { Permit } from '../../interlocks/permit.port.ts';
import type { Journal } from '../../journal/journal.port.ts';
import type { SiteEventJournal } from '../../journal/site-event-journal.ts';
import type { StaffCallJournal, StaffCallRecord } from '../../journal/staff-call-journal.ts';
import type { RecoveryImage, RecoveryJournal } from '../../journal/recovery-journal.port.ts';
import type { AlarmImage, AlarmJournal } from '../../journal/alarm-journal.port.ts';
import type { Clock, CoinAcceptor, Gpio, Rng, StoreHealth, TowerDevices, WallClock } from '../../ports.ts';
import type { OutputGate, StopControl } from '../../safety/gate.port.ts';
import type { Leases } from '../../safety/leases.ts';
import type { FactName, Facts } from '../../sensing/fact.ts';

/** What the tower is given. Everything that touches the world is among it. */
export interface TowerParts {
  /** Where the site has one. */
  readonly coinAcceptor: CoinAcceptor | undefined;
  readonly site: Site;
  readonly clock: Clock;
  readonly wall: WallClock;
  readonly rng: Rng;
  readonly devices: TowerDevices;
  readonly gate: OutputGate;
  readonly stop: StopControl;
  readonly journal: Journal;
  readonly recoveryJournal: RecoveryJournal;
  /** Places out of service and changes of the map, as the journal had them at boot. */
  readonly recovered: RecoveryImage;
  readonly leases: Leases;
  readonly siteEventJournal: SiteEventJournal;
  /** Events that waited for their release when the controller ended. */
  readonly pendingEvents: readonly string[];
  readonly staffCallJournal: StaffCallJournal;
  /** Calls that had not ended when the controller did. */
  readonly openCalls: readonly StaffCallRecord[];
  readonly alarmJournal: AlarmJournal;
  /** Alarms that people had put aside, and lock-out tags that hang. */
  readonly alarmImage: AlarmImage;
  readonly journalHealth: () => StoreHealth;
  /** For the I/O view: lines as they are, and the names of all facts. */
  readonly gpio: Pick<Gpio, 'input'>;
  readonly factNames: readonly FactName[];
  readonly facts: () => Facts;
  readonly permit: (motion: Motion, facts: Facts) => Permit;
  readonly book: Pick<InterlockBook, 'permit' | 'rowsOf'>;
  readonly bootId: string;
}
