import assert from 'node:assert/strict';
import fc from 'fast-check';
import { countingRng } from '../../api/testing/manual-rim.ts';
import { demoSite } from '../../api/testing/api-bench.ts';
import { statement } from '../../journal/statements.ts';
import { NOON_UTC_MS, granted, openSeededBench } from '../../journal/testing/journal-bench.ts';
import type { JournalBench } from '../../journal/testing/journal-bench.ts';
import { fault, ok } from '../../ports.ts';
import type { Store } from '../../ports.ts';
import { createAttempts } from '../attempts.ts';
import { createSeal } from '../sealing.ts';
import { makeSiteKeys } from '../site-keys.ts';
import type { Claims } from './testing/backend-hand.ts';
import { claimsAt } from './testing/backend-hand.ts';
import { tokenClaimsSchema } from './token-claims.ts';
import { createPlanEffect } from './token-effects.ts';
import { createTokens } from './tokens.ts';
import type { Tokens } from './tokens.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('what tokens do to the journal', () => {
  let journal: JournalBench;
  let tokens: Tokens;
  let taken: number;

  /** Tokens over a store; the signature was judged before, and every rule holds. */
  const over = (store: Store): Tokens => {
    const rng = countingRng();
    const keys = makeSiteKeys(rng);
    const { wall } = journal;
    const site = demoSite();
    const parts = { site, store, wall, rng, keys, clock: { nowMs: () => 0 }, seal: createSeal(keys.sealKey, rng), attempts: createAttempts(store, wall), bootId: () => 'boot-1' };
    const judge: Parameters<typeof createPlanEffect>[0]['judge'] = async (_moment, _memberId, wish) =>
      ok({
        rules: [], feeMinor: 0, depositMinor: 0,
        facts: { moment: 'booking', nowUtcMs: wall.utcMs(), clockDoubtful: false, rules: site.booking, timezone: site.timezone, wish, standing: undefined, own: [], car: 'here', claims: [], promisedTo: 'nobody', canPay: true, owes: false },
      });
    return createTokens({
      ...parts, plan: createPlanEffect({ ...parts, judge }), onTaken: () => (taken += 1),
      verify: { token: async (text) => ok(tokenClaimsSchema.parse(JSON.parse(text))), assertion: async () => ({ ok: false, error: { refusal: { code: 'tokenWrong', message: '' } } }) },
    });
  };
  const text = (claims: Claims): string => JSON.stringify(claimsAt(NOON_UTC_MS, claims));
  const give = async (token: string, to = tokens): Promise<string> => granted(await to.take(token)).verdict.verdict;
  const rows = (name: Parameters<typeof statement>[0], params: Parameters<typeof statement>[1] = {}) => granted(journal.store.readNow(statement(name, params)));
  const booking = (bookingId: string) => rows('booking.one', { bookingId })[0];
  const book = (n: number, seq = 1): Claims =>
    ({ op: 'book', seq, bookingId: `k-${String(n)}`, memberId: `m-${String(n)}`, memberName: 'Lin', carId: 'SH-05', language: 'zh', fromUtcMs: NOON_UTC_MS + n * 10 * DAY_MS, untilUtcMs: NOON_UTC_MS + n * 10 * DAY_MS + HOUR_MS });

  beforeEach(async () => {
    journal = await openSeededBench();
    tokens = over(journal.store);
    taken = 0;
  });
  afterEach(() => journal.remove());

  it('depends on the highest seq only, in whatever order, however often and at whatever time together they come', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 2, max: 30 }), { minLength: 1, maxLength: 6 }), fc.boolean(), fc.infiniteStream(fc.nat(1000)), fc.boolean(), async (seqs, ends, dice, together) => {
        n += 1;
        const first = book(n);
        const from = Number(first['fromUtcMs']);
        const newest = Math.max(...seqs);
        const wanted = seqs.map((seq) => text(seq === newest && ends
          ? { op: 'cancel', seq, bookingId: `k-${String(n)}` }
          : { op: 'amend', seq, bookingId: `k-${String(n)}`, fromUtcMs: from + seq * 60_000, untilUtcMs: from + HOUR_MS + seq * 60_000, returnByUtcMs: from + DAY_MS + seq * 60_000 }));
        const order = [...wanted, ...wanted].map((token) => ({ token, key: dice.next().value })).sort((a, b) => a.key - b.key).map(({ token }) => token);
        assert.equal(await give(text(first)), 'taken');
        if (together) await Promise.all(order.map((token) => give(token)));
        else for (const token of order) await give(token);
        const row = booking(`k-${String(n)}`);
        assert.equal(row?.['state'], ends ? 'cancelled' : 'booked');
        if (!ends) assert.deepEqual([row['fromUtcMs'], row['untilUtcMs'], row['returnByUtcMs']], [from + newest * 60_000, from + HOUR_MS + newest * 60_000, from + DAY_MS + newest * 60_000]);
      }),
      { numRuns: 60 },
    );
  });

  it('has nothing of a booking without its verdict, wherever the journal breaks off', async () => {
    const breaking: Store = { ...journal.store, commit: async () => fault('full', 'The disk is full.') };
    const token = text(book(1));
    const refused = await over(breaking).take(token);
    assert.ok(!refused.ok && refused.error.code === 'storeUnavailable');
    assert.deepEqual([booking('k-1'), rows('member.one', { memberId: 'm-1' }).length, rows('event.toSend', { most: 9 }).length, taken], [undefined, 0, 0, 0]);
    assert.equal(await give(token), 'taken');
    assert.deepEqual([booking('k-1')?.['state'], taken], ['booked', 1]);
  });

  it('is refused by the journal itself when somebody was faster, and looked at once more', async () => {
    const token = text(book(1));
    // What is read is old: it was read before the same token was taken by another way.
    const stale: Store = { ...journal.store, read: async (query) => (query.name === 'token.one' && taken === 0 ? ok([]) : journal.store.read(query)) };
    granted(journal.store.commitNow([statement('token.add', { jti: String((JSON.parse(token) as Claims)['jti']), op: 'book', subject: 'booking/k-1', seq: 1, verdict: 'carTaken', utcMs: 0 }, 1)]));
    const judged = await over(stale).take(token);
    assert.ok(!judged.ok, 'nobody may say that it was taken');
    assert.equal(booking('k-1'), undefined);
  });

  it('says why when the journal contradicts what every rule allowed', async () => {
    assert.equal(await give(text(book(1))), 'taken');
    const other = granted(await tokens.take(text({ ...book(1), bookingId: 'k-other', memberId: 'm-other' })));
    assert.deepEqual(other.verdict, { verdict: 'refused', codes: ['carTaken'] });
    assert.deepEqual(rows('event.toSend', { most: 99 }).at(-1)?.['type'], 'booking.refused');
  });

  it('uses each id of a session or a notice up once, and keeps them apart from those of tokens', async () => {
    assert.deepEqual([granted(await tokens.useOnce('same-id-1', 'session', 'backend')), granted(await tokens.useOnce('same-id-1', 'session', 'backend')), granted(await tokens.useOnce('same-id-1', 'notice', 'payment/y')) ], [true, false, true]);
    assert.equal(await give(JSON.stringify({ ...claimsAt(NOON_UTC_MS, book(1)), jti: 'same-id-1' })), 'taken');
  });
});
