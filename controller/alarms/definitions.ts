import type { AlarmPriority } from '../api/contract/index.ts';
import type { Interlock } from '../interlocks/interlock.ts';
import { INTERLOCKS } from '../interlocks/interlocks.ts';
import type { OrderFault } from '../machines/orders/order-fault.ts';
import type { StoreHealth } from '../ports.ts';
import type { StopReason } from '../safety/gate.port.ts';

type StopTag = `stop.${StopReason['code']}`;
type OrderTag = `order.${OrderFault['code'] | 'overdue' | 'somebodyInside'}`;
type JournalTag = `journal.${Exclude<StoreHealth, 'ok'>}`;
type PlainTag =
  | 'link.lost' | 'bus.silent' | 'wire.errors' | 'drive.fault' | 'drive.notCleared' | 'door.fault' | 'recovery.doubt'
  | 'inventory.differs' | 'wind.warning' | 'sensor.contradiction' | 'person.sensor' | 'key.unknown' | 'maintenance.idle' | 'hold.wedged' | 'api.lost' | 'alarms.flood' | 'staff.call';

/** Everything that the core can raise. `interlock.<id>` is a row of the interlock table that has stopped something. */
export type AlarmTag = StopTag | OrderTag | JournalTag | PlainTag | `interlock.${string}`;

/** What is known of an alarm before it comes. */
export interface AlarmDefinition {
  readonly priority: AlarmPriority;
  /** Keeps until a person has reset it, also when its cause has gone. */
  readonly latching: boolean;
  /** A person may put it aside. Never what the safety hardware reports, never a person sensor. */
  readonly shelvable: boolean;
  /** Its sentences stand under `alarm.<words>.cause|consequence|action`. */
  readonly words: string;
}

const trip = (words: string, priority: AlarmPriority = 'critical'): AlarmDefinition => ({ priority, latching: true, shelvable: false, words });
const stop = (words: string, priority: AlarmPriority = 'high'): AlarmDefinition => ({ priority, latching: true, shelvable: false, words });
const fault = (words: string, priority: AlarmPriority = 'medium'): AlarmDefinition => ({ priority, latching: false, shelvable: true, words });

const STOPS: Readonly<Record<StopTag, AlarmDefinition>> = {
  'stop.safetyChain': trip('stop.hardware'), 'stop.runEnableLost': trip('stop.hardware'), 'stop.watchdog': trip('stop.watchdog'),
  'stop.interlock': stop('stop.interlock'), 'stop.uncommandedMotion': trip('stop.stray'),
  'stop.contradiction': stop('stop.contradiction'), 'stop.noMotion': stop('stop.motion'), 'stop.deadline': stop('stop.motion'),
  'stop.machineError': stop('stop.program'), 'stop.journalUnavailable': stop('journal'),
  'stop.requested': stop('stop.requested', 'low'), 'stop.recovering': stop('stop.started', 'low'),
};

const ORDERS: Readonly<Record<OrderTag, AlarmDefinition>> = {
  'order.overdue': fault('order.overdue', 'low'),
  'order.somebodyInside': { ...fault('order.somebodyInside', 'high'), shelvable: false },
  'order.wrongPallet': fault('order.inventory', 'high'), 'order.phantomCar': fault('order.inventory', 'high'), 'order.placeTaken': fault('order.inventory', 'high'),
  'order.carriageTaken': fault('order.inventory'), 'order.palletMissing': fault('order.inventory', 'high'),
  'order.shuttleElsewhere': fault('order.inventory'), 'order.palletBetween': fault('order.inventory', 'high'),
  'order.cellTooSmall': fault('order.cell'),
  'order.bayNotProven': fault('order.bay'), 'order.lampFailed': fault('order.bay', 'low'), 'order.obstructed': fault('order.bay'),
  'order.journalUnavailable': fault('journal', 'high'), 'order.outcomeNotDurable': fault('journal', 'high'),
  'order.stopped': fault('order.paused', 'low'), 'order.stopLatched': fault('order.paused', 'low'), 'order.notReady': fault('order.paused', 'low'),
  'order.refused': fault('order.refused'), 'order.interlock': fault('order.refused'),
  'order.notTaken': fault('order.machine'), 'order.commandFailed': fault('order.machine'), 'order.noMotion': fault('order.machine'),
  'order.deviceFault': fault('order.machine', 'high'), 'order.deadline': fault('order.machine'), 'order.notConfirmed': fault('order.machine', 'high'),
  'order.machineError': fault('stop.program', 'high'), 'order.unclear': fault('order.machine'), 'order.endless': fault('order.machine'),
};

const JOURNAL: Readonly<Record<JournalTag, AlarmDefinition>> = {
  'journal.full': fault('journal.full', 'high'), 'journal.readOnly': fault('journal', 'high'), 'journal.io': fault('journal', 'high'),
  'journal.locked': fault('journal', 'high'), 'journal.corrupt': fault('journal', 'high'), 'journal.closed': fault('journal', 'high'),
};

const PLAIN: Readonly<Record<PlainTag, AlarmDefinition>> = {
  'link.lost': fault('link.lost'), 'bus.silent': fault('bus.silent', 'high'), 'wire.errors': fault('wire.errors', 'low'),
  'drive.fault': fault('drive.fault', 'high'), 'drive.notCleared': fault('drive.notCleared'), 'door.fault': fault('door.fault'),
  'recovery.doubt': fault('recovery.doubt'), 'inventory.differs': fault('inventory.differs', 'high'),
  'wind.warning': fault('wind.warning', 'low'), 'sensor.contradiction': fault('sensor.contradiction', 'high'),
  // Inazawa 2014: six of eight person sensors had been dead for years, and known to be.
  'person.sensor': { ...fault('person.sensor', 'high'), shelvable: false },
  'key.unknown': { ...fault('key.unknown'), shelvable: false },
  'maintenance.idle': fault('maintenance.idle', 'low'),
  'hold.wedged': { ...fault('hold.wedged', 'high'), shelvable: false },
  // Somebody stands in front of the tower and asks for a person.
  'staff.call': { ...fault('staff.call', 'high'), shelvable: false },
  'api.lost': fault('api.lost', 'low'), 'alarms.flood': fault('alarms.flood', 'low'),
};

const PERSON_FACTS: ReadonlySet<string> = new Set(['personClear', 'exitReleased']);

/** A row of the table as an alarm: what mirrors the safety hardware latches, and neither that nor a person sensor is put aside. */
function ofRow(row: Interlock): AlarmDefinition {
  const isMirror = row.kind === 'safetyMirror';
  return {
    priority: isMirror ? 'high' : row.reaction === 'stop' ? 'medium' : 'low',
    latching: isMirror,
    shelvable: !isMirror && !PERSON_FACTS.has(row.fact.name),
    words: `interlock.${row.id}`,
  };
}

const ALL: ReadonlyMap<string, AlarmDefinition> = new Map(Object.entries({
  ...STOPS, ...ORDERS, ...JOURNAL, ...PLAIN,
  ...Object.fromEntries(INTERLOCKS.map((row) => [`interlock.${row.id}`, ofRow(row)])),
}));

/** Every alarm that there can be, by its tag. */
export function alarmTags(): readonly string[] {
  return [...ALL.keys()];
}

/** Undefined for a tag that nobody has defined, which the compiler lets nobody raise. */
export function definitionOf(tag: string): AlarmDefinition | undefined {
  return ALL.get(tag);
}

/** `<tag>`, or `<tag>:<object>`. */
export function alarmIdOf(tag: string, object: string | undefined): string {
  return object === undefined ? tag : `${tag}:${object}`;
}

const INTERLOCK = /^interlock\.(?<id>.+)$/u;
const REACTIONS: ReadonlyMap<string, string> = new Map(INTERLOCKS.map(({ id, reaction }) => [id, reaction]));

type Words = { readonly cause: string; readonly consequence: string; readonly action: string };

const WORDS: ReadonlyMap<string, Words> = new Map([...ALL.keys()].map((tag) => [tag, sentencesOf(tag)]));

/** Ids of its three sentences. A row of the table has its own: what is wrong for the operator, what to do for the technician. */
export function wordsOf(tag: string): Words {
  return WORDS.get(tag) ?? sentencesOf(tag);
}

function sentencesOf(tag: string): Words {
  const id = INTERLOCK.exec(tag)?.groups?.['id'];
  if (id !== undefined) {
    return { cause: `interlock.${id}.operator`, consequence: `alarm.interlock.${REACTIONS.get(id) ?? 'stop'}.consequence`, action: `interlock.${id}.technician` };
  }
  const words = `alarm.${definitionOf(tag)?.words ?? tag}`;
  return { cause: `${words}.cause`, consequence: `${words}.consequence`, action: `${words}.action` };
}
