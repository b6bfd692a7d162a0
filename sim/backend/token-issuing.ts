import type { Result } from '../../hal/ports/result.ts';
import type { BackendParts, StoreFailed } from './backend.port.ts';
import { signJws } from './jws.ts';
import type { Memory } from './memory.ts';
import type { Wish } from './records.ts';
import { bookOf } from './state.ts';
import type { IssuedToken, TowerBook } from './state.ts';

/** A token is good for so long at most. */
const LIFE_S = 604_800;
/** A tower's clock may be behind this one's. */
const EARLIER_S = 60;
const PAGE = 100;

/** Makes tokens and hands them out. */
export interface TokenIssuing {
  /** Makes a token for one tower. */
  readonly issue: (towerId: string, wish: Wish) => Result<void, StoreFailed>;
  /** What comes after a cursor; everything, when the cursor is not known. What has run out and is still true is made anew first. */
  readonly page: (towerId: string, after: string) => Result<{ readonly tokens: readonly { readonly cursor: string; readonly token: string }[]; readonly next: string }, StoreFailed>;
}

const subjectOf = (wish: Wish): string => ('bookingId' in wish ? `booking/${wish.bookingId}` : `member/${wish.memberId}`);

/** An attestation holds until the person is forgotten, an erasure and a tombstone until the tower has told of it; the window of a booking may be over. */
function stillTrue(book: TowerBook, { wish }: IssuedToken): boolean {
  switch (wish.op) {
    case 'member': return !book.projection.erasedMembers.has(wish.memberId);
    case 'eraseMember': return !book.projection.erasedMembers.has(wish.memberId);
    case 'cancel': return book.projection.bookings.get(wish.bookingId)?.state === 'booked';
    case 'book':
    case 'amend': return false;
  }
}

function newestOfEach(book: TowerBook): readonly IssuedToken[] {
  return [...new Map(book.tokens.map((token) => [token.subject, token])).values()];
}

/** Tokens of one backend. */
export function createTokenIssuing({ memory, wall, rng, issuer, kid, privateKey }: Pick<BackendParts, 'wall' | 'rng' | 'issuer' | 'kid' | 'privateKey'> & { readonly memory: Memory }): TokenIssuing {
  const issue: TokenIssuing['issue'] = (towerId, wish) => {
    const utcMs = wall.utcMs();
    const subject = subjectOf(wish);
    // Follows the clock: also a backend that was restored from an older copy goes on above what the tower has seen.
    const seq = Math.max(utcMs, (bookOf(memory.state, towerId).tokenSeqs.get(subject) ?? 0) + 1);
    const iat = Math.floor(utcMs / 1000);
    const jti = Buffer.from(rng.bytes(12)).toString('hex');
    const claims = { iss: issuer, aud: towerId, jti, iat, nbf: iat - EARLIER_S, exp: iat + LIFE_S, seq, ...wish };
    const token = signJws(claims, { typ: 'tower-booking+jwt', kid, privateKey });
    return memory.write({ kind: 'token', towerId, jti, subject, seq, expUtcMs: claims.exp * 1000, token, wish });
  };
  const renew = (towerId: string): Result<void, StoreFailed> => {
    const book = bookOf(memory.state, towerId);
    for (const token of newestOfEach(book)) {
      if (token.expUtcMs > wall.utcMs() || !stillTrue(book, token)) continue;
      const issued = issue(towerId, token.wish);
      if (!issued.ok) return issued;
    }
    return { ok: true, value: undefined };
  };
  return {
    issue,
    page: (towerId, after) => {
      const renewed = renew(towerId);
      if (!renewed.ok) return renewed;
      const { tokens } = bookOf(memory.state, towerId);
      const rest = tokens.slice(tokens.findIndex(({ cursor }) => cursor === after) + 1);
      // What has run out would only be refused.
      const good = rest.filter(({ expUtcMs }) => expUtcMs > wall.utcMs()).slice(0, PAGE);
      const next = good.length === PAGE ? good.at(-1)?.cursor : tokens.at(-1)?.cursor;
      return { ok: true, value: { tokens: good.map(({ cursor, token }) => ({ cursor, token })), next: next ?? after } };
    },
  };
}
