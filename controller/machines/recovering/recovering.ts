import { done, type Clock, type Result } from '../../ports.ts';
import type { JournalImage, Journal, OpenIntent } from '../../journal/journal.port.ts';
import type { QuarantinedPlace } from '../../journal/recovery-journal.port.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { compare, silentFacts, type ComparisonInput, type Disagreement } from './compare.ts';

/** The time between boot and a settled inventory. Nothing moves in it; nothing is guessed. */
export interface Recovering {
  /** Whether the inventory is settled. */
  readonly settled: () => boolean;
  readonly stage: () => 'waiting' | 'listening' | 'unsettled' | 'settled';
  readonly disagreements: () => readonly Disagreement[];
  /** Disagreements that would unsettle the tower, if their places were not out of service. */
  readonly contained: () => readonly Disagreement[];
  /** Begins with what the journal holds; also again, after a delivery has found the inventory wrong. */
  readonly begin: (openIntents: readonly OpenIntent[], notes?: readonly Disagreement[]) => void;
  /** Somebody has worked inside: compares anew. What is open from before stays open; what was accepted is asked again. */
  readonly again: () => void;
  /** Looks at the sensors anew. */
  readonly look: () => void;
  /** A technician accepts what is offered. Refused while one disagreement has no proof. */
  readonly settle: (by: string, why: string) => Promise<Result<void, RequestFault>>;
  /** The same for one item of the list, by its object and word. The others stay. */
  readonly settleOne: (item: Pick<Disagreement, 'object' | 'word'>, by: string, why: string) => Promise<Result<void, RequestFault>>;
}

export interface RecoveringWorld {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'settle'>;
  readonly compared: () => Omit<ComparisonInput, 'openIntents'>;
  readonly moved: (moves: Parameters<Journal['settle']>[0]['moves']) => void;
  readonly changed: () => void;
  /** Without it, no place is out of service. */
  readonly isOutOfService?: (place: QuarantinedPlace) => boolean;
}

/** All devices identify themselves within this, or their silence is shown as what it is. */
const LISTEN_MS = 10_000;

/** What an item says; the same item later is the same text. */
const textOf = ({ object, word, sensors, journal }: Disagreement): string => JSON.stringify([object, word, sensors, journal]);

/** What recovering remembers between two looks. */
interface Memory {
  openIntents: JournalImage['openIntents'];
  notes: readonly Disagreement[];
  found: readonly Disagreement[];
  /** Accepted one by one: not asked again while it says the same. */
  accepted: Set<string>;
  stage: ReturnType<Recovering['stage']>;
}

/** Unsettled until it has begun and found agreement, or until a technician has settled. */
export function createRecovering(world: RecoveringWorld): Recovering {
  const memory: Memory = { openIntents: [], notes: [], found: [], accepted: new Set(), stage: 'waiting' };
  const isContained = ({ place }: Disagreement): boolean => place !== undefined && world.isOutOfService?.(place) === true;
  const compareAll = (): readonly Disagreement[] =>
    [...memory.notes, ...compare({ ...world.compared(), openIntents: memory.openIntents })].filter((item) => !memory.accepted.has(textOf(item)));

  function judge(): void {
    const before = JSON.stringify(memory.found);
    memory.found = compareAll().filter((item) => !isContained(item));
    memory.stage = memory.found.length === 0 ? 'settled' : 'unsettled';
    if (memory.stage === 'settled' || JSON.stringify(memory.found) !== before) world.changed();
  }

  function look(): void {
    if (memory.stage === 'unsettled') judge();
    const { site, facts } = world.compared();
    if (memory.stage === 'listening' && silentFacts(site, facts).length === 0) judge();
  }

  function listen(intents: readonly OpenIntent[], noted: readonly Disagreement[] = []): void {
    Object.assign(memory, { openIntents: intents, notes: noted, accepted: new Set(), stage: 'listening' } satisfies Partial<Memory>);
    world.changed();
    world.clock.setTimeout(() => { if (memory.stage === 'listening') judge(); }, LISTEN_MS);
    look();
  }

  return {
    settled: () => memory.stage === 'settled',
    stage: () => memory.stage,
    disagreements: () => memory.found,
    // A silent sensor of a place out of service is no news once the tower is settled.
    contained: () => compareAll().filter((item) => isContained(item) && (memory.stage !== 'settled' || item.word !== 'recovery.sensorsSilent')),
    begin: listen,
    again: () => { listen(memory.openIntents, memory.notes); },
    look,
    settle: (by, why) => settleAll(world, memory, look, by, why),
    settleOne: (item, by, why) => settleOne(world, memory, { look, judge }, item, by, why),
  };
}

/** Nothing is in doubt any more. */
function end(world: RecoveringWorld, memory: Memory): void {
  Object.assign(memory, { openIntents: [], notes: [], found: [], accepted: new Set(), stage: 'settled' } satisfies Memory);
  world.changed();
}

type Answer = Promise<Result<void, RequestFault>>;

async function write(world: RecoveringWorld, memory: Memory, items: readonly Disagreement[], by: string, why: string): Answer {
  const moves = items.flatMap((item) => item.offer?.moves ?? []);
  const intentIds = items.flatMap((item) => item.offer?.intentIds ?? []);
  const written = await world.journal.settle({ intentIds, moves, by, why });
  if (!written.ok) return refused('towerUnavailable', `The settlement could not be written: ${written.error.message} Nothing was changed.`);
  world.moved(moves);
  memory.openIntents = memory.openIntents.filter(({ intentId }) => !intentIds.includes(intentId));
  return done;
}

async function settleAll(world: RecoveringWorld, memory: Memory, look: () => void, by: string, why: string): Answer {
  if (memory.stage !== 'unsettled') return refused('nothingToReset', 'There is nothing to settle.');
  // What is accepted is what was shown, and what the sensors still say.
  const shown = JSON.stringify(memory.found);
  look();
  const { found } = memory;
  if (found.length === 0) return done;
  if (JSON.stringify(found) !== shown) return refused('stillUnsafe', 'The sensors say something else than when this was shown. Nothing was settled; look at it again.');
  const unproven = found.filter((item) => item.offer === undefined);
  if (unproven.length > 0) {
    return refused('stillUnsafe', `Not proven by two dissimilar signals yet: ${unproven.map((item) => item.object).join(', ')}. Nothing was settled; look at the tower and mend what is silent first.`);
  }
  const written = await write(world, memory, found, by, why);
  if (written.ok) end(world, memory);
  return written;
}

async function settleOne(world: RecoveringWorld, memory: Memory, { look, judge }: { readonly look: () => void; readonly judge: () => void }, { object, word }: Parameters<Recovering['settleOne']>[0], by: string, why: string): Answer {
  look();
  const item = memory.found.find((one) => one.object === object && one.word === word);
  if (item === undefined) return refused('nothingToReset', 'There is nothing to settle about it any more.');
  if (item.offer === undefined) return refused('stillUnsafe', `Not proven by two dissimilar signals yet: ${object}. Nothing was settled.`);
  const written = await write(world, memory, [item], by, why);
  if (!written.ok) return written;
  memory.accepted.add(textOf(item));
  memory.notes = memory.notes.filter((note) => note !== item);
  judge();
  if (memory.found.length === 0) end(world, memory);
  return done;
}

function refused(code: RequestFault['code'], message: string): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code, message } };
}
