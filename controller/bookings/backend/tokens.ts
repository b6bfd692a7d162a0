import type { ProblemCode, TokenVerdict } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { tell } from './outbox.ts';
import type { TowerNews } from './outbox.ts';
import { subjectOf } from './token-claims.ts';
import type { TokenClaims } from './token-claims.ts';
import type { Effect, PlanEffect } from './token-effects.ts';
import type { NotTaken, Verify } from './verify.ts';

/** Tokens of the backend, at the tower that they are for. */
export interface Tokens {
  /**
   * Judges a token and does what it asks for: verdict, effect, `jti` and event in one transaction, or none of it. Errors: the journal's; the
   * token may then be given again.
   */
  readonly take: (token: string) => Promise<Result<Judged, Refusal>>;
  /** Uses up an id that must work once for ever; false when it was used before. */
  readonly useOnce: (id: string, op: 'session' | 'notice', subject: string) => Promise<Result<boolean, Refusal>>;
}

/** The verdict; `notTaken`: of a token that left no row, because it may be anybody's, or is out of its time. */
export interface Judged {
  readonly verdict: TokenVerdict;
  readonly notTaken?: NotTaken;
}

/** What tokens need beyond the room's parts. */
export interface TokenParts extends BookingParts {
  readonly verify: Verify;
  readonly plan: PlanEffect;
  /** Hears of each token whose effect is durable: what it has asked of others begins. Nothing waits for it. */
  readonly onTaken: (claims: TokenClaims) => void;
}

/** So often another token, a customer or a sweep may have been faster; then the journal's contradiction is about the token itself. */
const MOST_TRIES = 3;

const row = (claims: TokenClaims, utcMs: number) => ({ jti: claims.jti, op: claims.op, subject: subjectOf(claims), seq: claims.seq, utcMs });

/** What the backend hears of a token that was not taken: about a booking that it asked for every code, about anything else the first. */
function refusalNews(claims: TokenClaims, codes: readonly ProblemCode[]): TowerNews {
  const subject = subjectOf(claims);
  const { jti, op, seq } = claims;
  if (op !== 'book' || codes[0] === 'tokenOutdated') return { type: 'token.refused', subject, data: { jti, op, subject, seq, code: codes[0] ?? 'internal' } };
  return { type: 'booking.refused', subject, data: { jti, bookingId: claims.bookingId, memberId: claims.memberId, carId: claims.carId, codes: [...codes] } };
}

/** The verdict on the row of a token that left nothing else behind. */
const refusing = (parts: TokenParts, claims: TokenClaims, codes: readonly ProblemCode[]): readonly Statement[] => [
  statement('token.add', { ...row(claims, parts.wall.utcMs()), verdict: codes[0] ?? 'internal' }, 1),
  tell(parts, refusalNews(claims, codes)),
];

function batchOf(parts: TokenParts, claims: TokenClaims, effect: Effect): readonly Statement[] {
  if (effect.kind === 'refused') return refusing(parts, claims, effect.codes);
  const { jti, op, seq } = claims;
  return [
    statement('token.take', row(claims, parts.wall.utcMs()), 1),
    ...effect.statements,
    auditStatement('tokenTaken', { jti, op, seq, subject: subjectOf(claims) }, parts.wall.utcMs()),
  ];
}

function verdictOf(effect: Effect): TokenVerdict {
  if (effect.kind === 'taken') return { verdict: 'taken', codes: [] };
  return { verdict: effect.codes[0] === 'tokenOutdated' ? 'tokenOutdated' : 'refused', codes: [...effect.codes] };
}

/** What is known of a token before its effect is looked at: used, outdated, or neither. */
async function standing({ store }: TokenParts, claims: TokenClaims): Promise<Result<'fresh' | 'outdated' | { readonly earlier: string }, Refusal>> {
  const [used, newest] = await Promise.all([store.read(statement('token.one', { jti: claims.jti })), store.read(statement('token.newest', { subject: subjectOf(claims) }))]);
  if (!used.ok) return storeRefused(used.error);
  if (!newest.ok) return storeRefused(newest.error);
  const [before] = used.value;
  if (before !== undefined) return ok({ earlier: String(before['verdict']) });
  const [last] = newest.value;
  return ok(last?.['isTombstone'] === 1 || Number(last?.['seq'] ?? 0) >= claims.seq ? 'outdated' : 'fresh');
}

async function apply(parts: TokenParts, claims: TokenClaims, tries: number): Promise<Result<TokenVerdict, Refusal>> {
  const known = await standing(parts, claims);
  if (!known.ok) return known;
  if (typeof known.value === 'object') return ok({ verdict: 'tokenUsed', codes: ['tokenUsed'], earlier: known.value.earlier });
  const planned: Result<Effect, Refusal> = known.value === 'outdated' ? ok({ kind: 'refused', codes: ['tokenOutdated'] }) : await parts.plan(claims);
  if (!planned.ok) return planned;
  const effect: Effect = tries < MOST_TRIES || planned.value.kind === 'refused' ? planned.value : { kind: 'refused', codes: [planned.value.onConflict] };
  const stored = await parts.store.commit(batchOf(parts, claims, effect));
  if (stored.ok) return ok(verdictOf(effect));
  // Something else was stored between reading and writing; the journal has kept this out, and everything is looked at once more.
  return stored.error.code === 'conflict' && tries <= MOST_TRIES ? apply(parts, claims, tries + 1) : storeRefused(stored.error);
}

/** Tokens of one tower. */
export function createTokens(parts: TokenParts): Tokens {
  return {
    take: async (token) => {
      const verified = await parts.verify.token(token);
      if (!verified.ok) {
        const { code } = verified.error.refusal;
        return ok({ verdict: { verdict: code === 'tokenExpired' ? code : 'tokenWrong', codes: [code] }, notTaken: verified.error });
      }
      const verdict = await apply(parts, verified.value, 1);
      if (!verdict.ok) return verdict;
      if (verdict.value.verdict === 'taken') parts.onTaken(verified.value);
      return ok({ verdict: verdict.value });
    },
    useOnce: async (id, op, subject) => {
      const stored = await parts.store.commit([statement('token.add', { jti: `${op}/${id}`, op, subject, seq: 0, verdict: 'taken', utcMs: parts.wall.utcMs() }, 1)]);
      if (stored.ok) return ok(true);
      return stored.error.code === 'conflict' ? ok(false) : storeRefused(stored.error);
    },
  };
}
