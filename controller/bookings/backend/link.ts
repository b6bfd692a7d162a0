import type { LinkState } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import type { Clock, Result, Rng, TimerId } from '../../ports.ts';
import type { BackendAccess } from './backend-access.ts';
import { fetchTokens } from './fetch-tokens.ts';
import type { FetchParts } from './fetch-tokens.ts';
import { forwardEvents } from './forward-events.ts';
import type { LinkFault } from './forward-events.ts';

/** The tower's side of the link. It only ever calls, and nothing in the tower waits for it. */
export interface Link {
  readonly state: () => LinkState;
  /** Asks at once instead of after its pause. */
  readonly wake: () => void;
  /** Ends it. What is under way is not waited for; its answer has no effect on when anything is asked next. */
  readonly close: () => void;
}

/** What the link needs. */
export interface LinkParts extends FetchParts {
  readonly access: Pick<BackendAccess, 'pollMs'>;
  readonly clock: Clock;
  readonly rng: Rng;
  /** Hears of trouble and of its end, once each. An answer from the start is what is expected. */
  readonly onChange?: (found: LinkFault | undefined) => void;
}

/** Nobody is asked more rarely than this, in ms. */
const LONGEST_PAUSE_MS = 300_000;
/** Doublings after which the longest pause is reached in any case. */
const MOST_DOUBLINGS = 12;

/** The pause after `failures` in a row: twice as long each time. Half of it is chance, so that towers do not all come back at once. */
export function pauseMs(pollMs: number, failures: number, rng: Pick<Rng, 'next'>): number {
  const fullMs = Math.min(Math.max(LONGEST_PAUSE_MS, pollMs), pollMs * 2 ** Math.min(failures, MOST_DOUBLINGS));
  return Math.round(fullMs * (failures === 0 ? 0.9 + rng.next() * 0.2 : 0.5 + rng.next() * 0.5));
}

interface Condition {
  failures: number;
  trouble: LinkFault | undefined;
  hasAnswered: boolean;
  waitingSinceUtcMs: number;
  unsent: number;
  timer: TimerId;
  isRunning: boolean;
  isClosed: boolean;
}

/** What came is taken before what is to be told goes, so that the verdicts go with it. */
async function converse(parts: LinkParts): Promise<Result<void, LinkFault>> {
  const fetched = await fetchTokens(parts);
  if (!fetched.ok && fetched.error.code === 'unreachable') return fetched;
  const sent = await forwardEvents({ ask: parts.ask, store: parts.store, towerId: parts.site.id });
  return fetched.ok ? sent : fetched;
}

async function countUnsent({ store }: LinkParts, condition: Condition): Promise<void> {
  const read = await store.read(statement('event.unsent'));
  // A journal that cannot be read says so in the health of the tower; the last count stands.
  if (read.ok) condition.unsent = Number(read.value[0]?.['unsent'] ?? 0);
}

function conclude(parts: LinkParts, condition: Condition, result: Result<void, LinkFault>): void {
  const found = result.ok ? undefined : result.error;
  const isNews = condition.trouble?.code !== found?.code;
  if (found !== undefined && condition.failures === 0) condition.waitingSinceUtcMs = parts.wall.utcMs();
  condition.failures = found === undefined ? 0 : condition.failures + 1;
  condition.trouble = found;
  condition.hasAnswered ||= found === undefined;
  if (isNews) parts.onChange?.(found);
}

/** Starts the link. It lives on the clock and the dice that it is given, and holds one page and one batch in memory at a time. */
export function startLink(parts: LinkParts): Link {
  const condition: Condition = { failures: 0, trouble: undefined, hasAnswered: false, waitingSinceUtcMs: parts.wall.utcMs(), unsent: 0, timer: undefined, isRunning: false, isClosed: false };
  const turn = async (): Promise<Result<void, LinkFault>> => {
    await countUnsent(parts, condition);
    const result = await converse(parts);
    await countUnsent(parts, condition);
    return result;
  };
  const run = (): void => {
    if (condition.isRunning || condition.isClosed) return;
    condition.isRunning = true;
    void turn().then((result) => {
      condition.isRunning = false;
      if (condition.isClosed) return;
      conclude(parts, condition, result);
      condition.timer = parts.clock.setTimeout(run, pauseMs(parts.access.pollMs, condition.failures, parts.rng));
    });
  };
  const wake = (): void => {
    parts.clock.clearTimeout(condition.timer);
    run();
  };
  run();
  return {
    state: () => {
      const { trouble, hasAnswered, waitingSinceUtcMs, unsent } = condition;
      const connected = hasAnswered && trouble === undefined;
      return { connected, unsent, ...(!connected && { waitingSinceUtcMs }), ...(trouble !== undefined && { trouble: trouble.code }) };
    },
    wake,
    close: () => {
      condition.isClosed = true;
      parts.clock.clearTimeout(condition.timer);
    },
  };
}
