import { done, type Clock, type Result } from '../../ports.ts';
import type { JournalImage, Journal, OpenIntent } from '../../journal/journal.port.ts';
import type { RequestFault } from '../../api/tower.port.ts';
import { compare, silentFacts, type ComparisonInput, type Disagreement } from './compare.ts';

/** The time between boot and a settled inventory. Nothing moves in it; nothing is guessed. */
export interface Recovering {
  /** Whether the inventory is settled. */
  readonly settled: () => boolean;
  readonly stage: () => 'waiting' | 'listening' | 'unsettled' | 'settled';
  readonly disagreements: () => readonly Disagreement[];
  /** Begins with what the journal holds; also again, after a delivery has found the inventory wrong. */
  readonly begin: (openIntents: readonly OpenIntent[], notes?: readonly Disagreement[]) => void;
  /** Looks at the sensors anew. */
  readonly look: () => void;
  /** A technician accepts what is offered. Refused while one disagreement has no proof. */
  readonly settle: (by: string, why: string) => Promise<Result<void, RequestFault>>;
}

export interface RecoveringWorld {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'settle'>;
  readonly compared: () => Omit<ComparisonInput, 'openIntents'>;
  readonly moved: (moves: Parameters<Journal['settle']>[0]['moves']) => void;
  readonly changed: () => void;
}

/** All devices identify themselves within this, or their silence is shown as what it is. */
const LISTEN_MS = 10_000;

/** Unsettled until it has begun and found agreement, or until a technician has settled. */
export function createRecovering(world: RecoveringWorld): Recovering {
  let openIntents: JournalImage['openIntents'] = [];
  let notes: readonly Disagreement[] = [];
  let found: readonly Disagreement[] = [];
  let stage: ReturnType<Recovering['stage']> = 'waiting';

  function judge(): void {
    const before = JSON.stringify(found);
    found = [...notes, ...compare({ ...world.compared(), openIntents })];
    stage = found.length === 0 ? 'settled' : 'unsettled';
    if (stage === 'settled' || JSON.stringify(found) !== before) world.changed();
  }

  const isSettled = (): boolean => stage === 'settled';

  function look(): void {
    if (stage === 'unsettled') judge();
    if (stage !== 'listening') return;
    const { site, facts } = world.compared();
    if (silentFacts(site, facts).length === 0) judge();
  }

  return {
    settled: isSettled,
    stage: () => stage,
    disagreements: () => found,
    begin: (intents, noted = []) => {
      openIntents = intents;
      notes = noted;
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
      const accepted = found;
      const moves = accepted.flatMap((item) => item.offer?.moves ?? []);
      const intentIds = accepted.flatMap((item) => item.offer?.intentIds ?? []);
      const written = await world.journal.settle({ intentIds, moves, by, why });
      if (!written.ok) return refused('towerUnavailable', `The settlement could not be written: ${written.error.message} Nothing was changed.`);
      world.moved(moves);
      [openIntents, notes, found] = [[], [], []];
      stage = 'settled';
      world.changed();
      return done;
    },
  };
}

function refused(code: RequestFault['code'], message: string): { readonly ok: false; readonly error: RequestFault } {
  return { ok: false, error: { code, message } };
}
