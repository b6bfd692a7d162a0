import type { Fault, Result } from '../../hal/ports/result.ts';
import type { Announced } from '../people/customers.ts';
import type { Stage, StageTower } from '../scenarios/stage.port.ts';
import type { WireWatch } from '../wire/wire-watch.ts';
import type { Dice } from './dice.ts';
import type { DurableJournal } from './journal/durable.port.ts';

/** The process of the controller, from outside. */
export interface SubjectProcess {
  readonly isAlive: () => boolean;
  readonly kill: () => void;
  /** Starts one on the journal as it stands; refused when the journal is. */
  readonly start: () => Promise<Result<void, Fault>>;
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Starts another one beside it; what comes of that. */
  readonly startRival: () => Promise<Result<void, Fault>>;
}

/** Of a write: whether its batch begins a motion, or ends one. */
export type Written = 'intent' | 'outcome' | 'other';

/** The disk under the journal and the journal itself. */
export interface SubjectJournal {
  readonly fail: (trouble: 'full' | 'readOnly' | 'io' | 'slow') => void;
  readonly mend: () => void;
  /** Hears of each write right before it and in the instant in which it is durable. Returns what ends it. */
  readonly watch: (watcher: (when: 'before' | 'after', what: Written) => void) => () => void;
  /** Keeps a copy of the file as it is, for an old backup later. */
  readonly keepBackup: () => void;
  /** Kills the controller with its last write torn. */
  readonly killTorn: (dice: Dice) => void;
  /** Damages the file of a controller that does not run; what was there is kept. False: there was nothing to damage. */
  readonly damage: (how: 'flipped' | 'misdirected' | 'foreign' | 'old' | 'newer' | 'noLog', dice: Dice) => Promise<boolean>;
  /** Puts back what was there before the damage. */
  readonly putBack: () => void;
}

/** What the journal has of orders. */
export interface SubjectOrders {
  /** Hears of each batch that has become durable: the phases that it gives to orders, none in most. */
  readonly watch: (listener: (written: readonly { readonly orderId: string; readonly phase: string }[]) => void) => () => void;
  /** The phase of an order in the journal as it stands; undefined when it knows nothing of it. */
  readonly phaseOf: (orderId: string) => Promise<string | undefined>;
}

/** The GPIO lines at the terminals of the tower, past whoever stands between them and the controller. */
export interface SubjectLines {
  /** What an output was last told, whatever its line makes of it. */
  readonly written: (name: string) => boolean;
  /** The level of an input as it reaches the controller; undefined when it cannot be read. */
  readonly level: (name: string) => boolean | undefined;
  /** Plant time of the last edge of the watchdog, ms. */
  readonly watchdogEdgeMs: () => number;
}

/** The tower under test, with everything that a campaign does to it. The stage is that of the scenarios. */
export interface Subject {
  readonly stage: Stage;
  /** The tower port of whichever controller runs, without anybody who waits for its answers: they come as time passes, or never. */
  readonly tower: () => StageTower;
  readonly process: SubjectProcess;
  readonly journal: SubjectJournal;
  readonly orders: SubjectOrders;
  readonly durable: DurableJournal;
  /** Hears of each alarm that is raised, when its row is durable. */
  readonly alarms: { readonly watch: (listener: (raised: { readonly alarmId: string; readonly consequenceOf: string | undefined }) => void) => () => void };
  readonly power: { readonly off: () => void; readonly on: () => void };
  readonly wall: { readonly utcMs: () => number; readonly jumpMs: (byMs: number) => void; readonly setRate: (rate: number) => void };
  readonly clock: {
    readonly after: (ms: number, happen: () => void) => void;
    readonly every: (ms: number, happen: () => void) => () => void;
  };
  /** Everything that passes the lines, decoded. */
  readonly wire: Pick<WireWatch, 'listen'>;
  readonly lines: SubjectLines;
  /** Hears of each frame that may start something, right before its device does. Returns what ends it. */
  readonly onCommand: (listener: () => void) => () => void;
  /** Customers who look at the screens and do what they are asked. */
  readonly meet: (announced: Announced) => void;
  /** All targets of the site that can fail. */
  readonly targets: () => readonly string[];
  /** Programming errors that were caught at a rim. */
  readonly bugs: () => readonly string[];
  readonly premises: () => Readonly<Record<string, number>>;
}
