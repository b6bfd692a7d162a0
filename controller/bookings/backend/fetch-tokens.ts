import { z } from 'zod';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { AskBackend } from './ask-backend.ts';
import { journalFault } from './forward-events.ts';
import type { LinkFault } from './forward-events.ts';
import { tell } from './outbox.ts';
import type { Judged, Tokens } from './tokens.ts';

/** What fetching needs. */
export interface FetchParts extends Pick<BookingParts, 'store' | 'site' | 'bootId' | 'wall'> {
  readonly ask: AskBackend;
  readonly tokens: Pick<Tokens, 'take'>;
}

/** How long a token may be is judged with the token: one that is too long must not keep the others out. */
const pageSchema = z.object({ tokens: z.array(z.object({ cursor: z.string().max(200), token: z.string() })).max(100), next: z.string().max(200) });

/** What is the backend's own and came too late, or says what no token says, is told: nobody else would notice that it has no effect. */
function tellRefused(parts: FetchParts, { notTaken, verdict: { codes } }: Judged): readonly Statement[] {
  const jti = notTaken?.claims?.jti;
  return jti === undefined ? [] : [tell(parts, { type: 'token.refused', subject: `token/${jti}`, data: { jti, code: codes[0] ?? 'tokenWrong' } })];
}

/** A clock that is kept badly may be this much behind, in s; a token that is made further ahead is refused. */
const LONGEST_WAIT_S = 3600;

/** Its time has not come by the clock of the tower: it is waited for, with everything behind it, so that a slow clock loses nothing. */
function isEarly({ notTaken }: Judged, utcMs: number): boolean {
  if (notTaken?.claims === undefined || notTaken.refusal.code !== 'tokenExpired') return false;
  const aheadS = Math.max(notTaken.claims.nbf, notTaken.claims.iat) - utcMs / 1000;
  return aheadS > 0 && aheadS <= LONGEST_WAIT_S;
}

/** Moves the cursor on, together with what is told of the tokens before it. Answers `further` when it moved. */
async function goOn({ store }: FetchParts, from: string, to: string, told: readonly Statement[], further: boolean): Promise<Result<boolean, LinkFault>> {
  if (to === from) return ok(false);
  const stored = await store.commit([statement('cursor.write', { cursor: to }, 1), ...told]);
  return stored.ok ? ok(further) : journalFault(stored.error);
}

/**
 * One page. Tokens are taken one after the other, each in its own transaction; the cursor goes on when the whole page is judged. A cut in between
 * brings the page again, and what was judged is known by its `jti`. Answers whether there may be another page.
 */
async function fetchPage(parts: FetchParts): Promise<Result<boolean, LinkFault>> {
  const { store, ask, site } = parts;
  const read = await store.read(statement('cursor.one'));
  if (!read.ok) return journalFault(read.error);
  const cursor = String(read.value[0]?.['cursor'] ?? '');
  const path = `/v1/towers/${encodeURIComponent(site.id)}/tokens${cursor === '' ? '' : `?after=${encodeURIComponent(cursor)}`}`;
  const page = await ask({ method: 'GET', path }, pageSchema);
  if (!page.ok) return page;
  const { tokens } = page.value;
  const told: Statement[] = [];
  let judgedUntil = cursor;
  for (const { cursor: own, token } of tokens) {
    const judged = await parts.tokens.take(token);
    // A token that the journal could not take stays in front of the cursor.
    if (!judged.ok) return journalFault(judged.error);
    if (isEarly(judged.value, parts.wall.utcMs())) return goOn(parts, cursor, judgedUntil, told, false);
    told.push(...tellRefused(parts, judged.value));
    judgedUntil = own;
  }
  return goOn(parts, cursor, page.value.next, told, tokens.length > 0);
}

/** Pages without a pause between them, 100 tokens each. */
const MOST_PAGES = 100;

/**
 * Fetches and takes what the backend has for this tower, to the end; what is left after many pages comes after the next pause. Each page is a
 * write of the journal: a backend that always has one more must not keep it busy.
 */
export async function fetchTokens(parts: FetchParts): Promise<Result<void, LinkFault>> {
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const further = await fetchPage(parts);
    if (!further.ok) return further;
    if (!further.value) return done;
  }
  return done;
}
