import type { StoreRow } from '../../ports.ts';
import type { SeededRng } from '../../../sim/time/seeded-rng.ts';
import type { Claims } from './forgery.ts';

/** One thing that the backend wants of one booking. */
export interface Wanted {
  readonly jti: string;
  readonly seq: number;
  readonly op: 'book' | 'amend' | 'cancel';
  readonly claims: Claims;
}

/** How a booking should stand: nothing is more of it than this. */
export interface Expected {
  readonly state: 'none' | 'booked' | 'cancelled';
  readonly fromUtcMs?: number;
  readonly untilUtcMs?: number;
  readonly returnByUtcMs?: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A booking with its amendments and sometimes its end, in the order in which the backend wanted them. */
export function drawHistory(rng: SeededRng, about: { readonly bookingId: string; readonly memberId: string; readonly carId: string; readonly nowMs: number; readonly driveDays: number; readonly mayEnd: boolean }): readonly Wanted[] {
  const { bookingId, memberId, carId, nowMs, driveDays, mayEnd } = about;
  const window = () => {
    const fromUtcMs = nowMs + rng.int(8) * HOUR_MS;
    const untilUtcMs = fromUtcMs + (1 + rng.int(3)) * HOUR_MS;
    return { fromUtcMs, untilUtcMs };
  };
  let seq = 1 + rng.int(5);
  const next = (op: Wanted['op'], claims: Claims): Wanted => {
    seq += 1 + rng.int(3);
    return { jti: `${bookingId}-${String(seq)}-${op}`, seq, op, claims: { op, seq, bookingId, ...claims } };
  };
  const booked = next('book', { memberId, memberName: 'Campaign', carId, language: 'zh', ...window() });
  const amended = Array.from({ length: rng.int(4) }, () => {
    const moved = window();
    return next('amend', { ...moved, returnByUtcMs: moved.untilUtcMs + driveDays * DAY_MS });
  });
  return [booked, ...amended, ...(mayEnd && rng.int(2) === 0 ? [next('cancel', {})] : [])];
}

const numberOf = (claims: Claims, name: string): number => Number(claims[name]);

function apply(state: Expected, { op, claims }: Wanted, driveDays: number): Expected {
  switch (op) {
    case 'book':
      return { state: 'booked', fromUtcMs: numberOf(claims, 'fromUtcMs'), untilUtcMs: numberOf(claims, 'untilUtcMs'), returnByUtcMs: numberOf(claims, 'untilUtcMs') + driveDays * DAY_MS };
    case 'amend':
      return { state: 'booked', fromUtcMs: numberOf(claims, 'fromUtcMs'), untilUtcMs: numberOf(claims, 'untilUtcMs'), returnByUtcMs: numberOf(claims, 'returnByUtcMs') };
    case 'cancel':
      return { ...state, state: state.state === 'none' ? 'none' : 'cancelled' };
  }
}

/**
 * The verdict that each token must get, in the order in which they come, and how the booking stands afterwards: the newest seq that was taken
 * decides, and a cancellation is the end. Stated apart from the program.
 */
export function playModel(wanted: readonly Wanted[], driveDays: number): { readonly verdicts: readonly string[]; readonly expected: Expected } {
  let expected: Expected = { state: 'none' };
  let [newest, isEnded] = [0, false];
  const seen = new Set<string>();
  const verdicts = wanted.map((token) => {
    if (seen.has(token.jti)) return 'tokenUsed';
    seen.add(token.jti);
    if (isEnded || token.seq <= newest) return 'tokenOutdated';
    if (token.op === 'amend' && expected.state === 'none') return 'refused';
    [newest, isEnded] = [token.seq, token.op === 'cancel'];
    expected = apply(expected, token, driveDays);
    return 'taken';
  });
  return { verdicts, expected };
}

/** Whether a row of the journal is what the model says. */
export function isAsExpected(row: StoreRow | undefined, expected: Expected): boolean {
  if (row === undefined || expected.state === 'none') return row === undefined && expected.state === 'none';
  const { fromUtcMs, untilUtcMs, returnByUtcMs, state } = expected;
  return row['state'] === state && row['fromUtcMs'] === fromUtcMs && row['untilUtcMs'] === untilUtcMs && row['returnByUtcMs'] === returnByUtcMs;
}

/** The same tokens in another order, some of them twice. */
export function shuffle<T>(rng: SeededRng, items: readonly T[]): readonly T[] {
  const all = [...items, ...items.filter(() => rng.int(2) === 0)];
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = rng.int(i + 1);
    const [a, b] = [all[i], all[j]];
    if (a !== undefined && b !== undefined) [all[i], all[j]] = [b, a];
  }
  return all;
}
