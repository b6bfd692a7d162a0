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

/** Unsettled until it has begun and found agreement, or until a technician has settled. */
export function createRecovering(world: RecoveringWorld): Recovering {
  let openIntents: JournalImage['openIntents'] = [];
  let notes: readonly Disagreement[] = [];
  let found: readonly Disagreement[] = [];
  /** Accepted one by one: not asked again while it says the same. */
  let accepted = new Set<string>();
  let stage: ReturnType<Recovering['stage']> = 'waiting';

  const isContained = ({ place }: Disagreement): boolean => place !== undefined && world.isOutOfService?.(place) === true;
  const compareAll = (): readonly Disagreement[] => [...notes, ...compare({ ...world.compared(), openIntents })].filter((item) => !accepted.has(textOf(item)));

  function judge(): void {
    const before = JSON.stringify(found);
    found = compareAll().filter((item) => !isContained(item));
    stage = found.length === 0 ? 'settled' : 'unsettled';
    if (stage === 'settled' || JSON.stringify(found) !== before) world.changed();
  }

  const isSettled = (): boolean => stage === 'settled';
  /** Nothing but what is out of service anyway is silent. */
  const isHeard = (): boolean => {
    const { site, facts } = world.compared();
    return silentFacts(site, facts).length === 0;
  };

  function look(): void {
    if (stage === 'unsettled') judge();
    if (stage === 'listening' && isHeard()) judge();
  }

  function end(): void {
    [openIntents, notes, found, accepted] = [[], [], [], new Set()];
    stage = 'settled';
    world.changed();
  }

  async function write(items: readonly Disagreement[], by: string, why: string): Promise<Result<void, RequestFault>> {
    const moves = items.flatMap((item) => item.offer?.moves ?? []);
    const intentIds = items.flatMap((item) => item.offer?.intentIds ?? []);
    const written = await world.journal.settle({ intentIds, moves, by, why });
    if (!written.ok) return refused('towerUnavailable', `The settlement could not be written: ${written.error.message} Nothing was changed.`);
    world.moved(moves);
    openIntents = openIntents.filter(({ intentId }) => !intentIds.includes(intentId));
    return done;
  }

  return {
    settled: isSettled,
    stage: () => stage,
    disagreements: () => found,
    // Only bays are compared without a question to the past: what else is contained has been noted by its order.
    contained: () => (stage === 'settled' ? compareAll().filter((item) => isContained(item) && item.word !== 'recovery.sensorsSilent') : compareAll().filter(isContained)),
    begin: (intents, noted = []) => {
      openIntents = intents;
      notes = noted;
      accepted = new Set();
      stage = 'listening';
      world.changed();
      world.clock.setTimeout(() => { if (stage === 'listening') judge(); }, LISTEN_MS);
      look();
    },
    look,
    settle: async (by, why) => {
      if (stage !== 'unsettled') return refused('nothingToReset', 'There is nothing to settle.');
      // What is accepted is what was shown, and what the sensors still say.
      const shown = JSON.stringify(found);
      look();
      if (isSettled()) return done;
      if (JSON.stringify(found) !== shown) return refused('stillUnsafe', 'The sensors say something else than when this was shown. Nothing was settled; look at it again.');
      const unproven = found.filter((item) => item.offer === undefined);
      if (unproven.length > 0) {
        return refused('stillUnsafe', `Not proven by two dissimilar signals yet: ${unproven.map((item) => item.object).join(', ')}. Nothing was settled; look at the tower and mend what is silent first.`);
      }
      const written = await write(found, by, why);
      if (written.ok) end();
      return written;
    },
    settleOne: async ({ object, word }, by, why) => {
      look();
      const item = found.find((one) => one.object === object && one.word === word);
      if (item === undefined) return refused('nothingToReset', 'There is nothing to settle about it any more.');
      if (item.offer === undefined) return refused('stillUnsafe', `Not proven by two dissimilar signals yet: ${object}. Nothing was settled.`);
      const written = await write([item], by, why);
      if (!written.ok) return written;
      accepted.add(textOf(item));
      notes = notes.filter((note) => note !== item);
      judge();
      if (isSettled()) end();
      return done;
    },
  };
}

function refused(code: RequestFault['code'], message: string): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code, message } };
}
