import assert from 'node:assert/strict';
import fc from 'fast-check';
import sinon from 'sinon';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { countingRng, manualClock } from '../../api/testing/manual-rim.ts';
import { statement } from '../../journal/statements.ts';
import { NOON_UTC_MS, SITE, granted, openSeededBench } from '../../journal/testing/journal-bench.ts';
import type { JournalBench } from '../../journal/testing/journal-bench.ts';
import { demoSite } from '../../api/testing/api-bench.ts';
import { MOST_EVENTS } from './forward-events.ts';
import type { LinkFault } from './forward-events.ts';
import { pauseMs, startLink } from './link.ts';
import type { Link } from './link.ts';
import { openBackend } from './open-backend.ts';
import { tell } from './outbox.ts';
import { accessFor, claimsAt, signJws, sharedSecret, tokenHeader } from './testing/backend-hand.ts';
import { createFakeBackend } from './testing/fake-backend.ts';
import type { FakeBackend } from './testing/fake-backend.ts';
import type { Judged } from './tokens.ts';

const DAY_MS = 86_400_000;
/** The attributes of a CloudEvent in JSON, from the specification (1.0.2, JSON event format 1.0.2): context attributes are strings, booleans or 32-bit integers of lower-case letters and digits. */
const cloudEventSchema = z.strictObject({
  specversion: z.literal('1.0'), id: z.string().min(1), source: z.string().regex(/^\/towers\/[\w-]+$/u), type: z.string().min(1), subject: z.string().min(1),
  time: z.iso.datetime(), datacontenttype: z.literal('application/json'), bootid: z.string(), seq: z.number().int().min(1).max(2 ** 31 - 1), data: z.looseObject({}),
});

describe('the link to the backend', () => {
  let journal: JournalBench;
  let backend: FakeBackend;
  let clock: ReturnType<typeof manualClock>;
  let link: Link;
  let news: (LinkFault['code'] | 'well')[];
  let taken: string[];
  const rng = countingRng();
  const site = demoSite();
  const take = async (token: string): Promise<{ ok: true; value: Judged }> => {
    taken.push(token);
    return { ok: true, value: { verdict: { verdict: 'taken', codes: [] } } };
  };

  const open = (secret = sharedSecret('one')): Link => {
    const { wall, store } = journal;
    const { access, ask } = granted(openBackend({ access: accessFor({ secret }), towerId: SITE, http: backend.http, wall, rng }));
    return startLink({ site, store, wall, clock, rng, ask, access, tokens: { take }, bootId: () => 'boot-1', onChange: (found) => news.push(found?.code ?? 'well') });
  };
  /** Work in progress ends: the store of these tests answers within the turn of the event loop. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 400; turn += 1) await Promise.resolve();
  };
  const pass = async (ms: number, stepMs = 300_000): Promise<void> => {
    for (let left = ms; left > 0; left -= stepMs) {
      const step = Math.min(left, stepMs);
      journal.wall.set(journal.wall.utcMs() + step);
      clock.advance(step);
      await settle();
    }
  };
  const happen = (count: number): void => {
    const parts = { bootId: () => 'boot-1', wall: journal.wall };
    granted(journal.store.commitNow(Array.from({ length: count }, (_, n) => tell(parts, { type: 'car.left', subject: `car/SH-${String(n)}`, data: { carId: `SH-${String(n)}` } }))));
  };
  const unsent = (): unknown => granted(journal.store.readNow(statement('event.unsent')))[0]?.['unsent'];

  beforeEach(async () => {
    journal = await openSeededBench();
    backend = createFakeBackend();
    clock = manualClock();
    news = [];
    taken = [];
    link = open();
    await settle();
  });
  afterEach(() => {
    link.close();
    journal.remove();
  });

  it('forwards what happened, in order and once, as CloudEvents that the specification knows', async () => {
    happen(5);
    await pass(6000);
    happen(2);
    await pass(6000);
    assert.deepEqual(backend.events.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6, 7]);
    for (const event of backend.events) assert.ok(cloudEventSchema.safeParse(event).success, JSON.stringify(event));
    assert.deepEqual(backend.events.map(({ id }) => id).slice(0, 2), [`${SITE}/boot-1/1`, `${SITE}/boot-1/2`]);
    assert.equal(unsent(), 0);
    assert.deepEqual(link.state(), { connected: true, unsent: 0 });
  });

  it('signs every request so that the public package verifies it, a GET over an empty body', async () => {
    link.close();
    link = open(`${sharedSecret('two')} ${sharedSecret('one')}`);
    happen(1);
    await pass(6000);
    const methods = new Set(backend.requests.map(({ method }) => method));
    assert.deepEqual([...methods].sort(), ['GET', 'POST']);
    // The package asks the machine for the time; here the tower says it.
    const machine = sinon.useFakeTimers({ now: journal.wall.utcMs(), toFake: ['Date'] });
    try {
      const { headers, body = new Uint8Array() } = backend.requests.at(-1)!;
      for (const name of ['one', 'two']) assert.doesNotThrow(() => new Webhook(sharedSecret(name)).verify(Buffer.from(body), { ...headers }));
    } finally {
      machine.restore();
    }
    assert.equal(new Set(backend.requests.map(({ headers }) => headers['webhook-id'])).size, backend.requests.length);
  });

  it('takes tokens page after page in their order and goes on from its cursor after a restart', async () => {
    const tokens = Array.from({ length: 7 }, (_, n) => `token-${String(n)}`);
    backend.tokens.push(...tokens);
    await pass(6000);
    assert.deepEqual(taken, tokens);
    link.close();
    link = open();
    await settle();
    backend.tokens.push('token-7');
    await pass(6000);
    assert.deepEqual(taken, [...tokens, 'token-7']);
  });

  it('stays in front of a token that the journal could not take', async () => {
    link.close();
    const { ask, access } = granted(openBackend({ access: accessFor(), towerId: SITE, http: backend.http, wall: journal.wall, rng }));
    let full = true;
    link = startLink({
      site, store: journal.store, wall: journal.wall, clock, rng, ask, access, bootId: () => 'boot-1',
      tokens: { take: async (token) => (full && token === 'second' ? { ok: false, error: { code: 'storeUnavailable', message: 'full' } } : take(token)) },
    });
    backend.tokens.push('first', 'second', 'third');
    await pass(6000);
    assert.equal(link.state().trouble, 'journal');
    full = false;
    await pass(20_000);
    assert.deepEqual(taken.slice(-2), ['second', 'third']);
    assert.ok(link.state().connected);
  });

  it('tells the backend of a token of its own that came too late, and of nothing that anybody could have sent', async () => {
    link.close();
    const { ask, access, verify } = granted(openBackend({ access: accessFor(), towerId: SITE, http: backend.http, wall: journal.wall, rng }));
    const late = signJws(claimsAt(NOON_UTC_MS - 30 * DAY_MS, { op: 'cancel', seq: 1, bookingId: 'k-1', jti: 'too-late-1' }), tokenHeader());
    const elsewhere = signJws(claimsAt(NOON_UTC_MS, { op: 'cancel', seq: 1, bookingId: 'k-1', aud: 'another-tower' }), tokenHeader());
    const judged = new Map<string, Judged>();
    for (const token of [late, 'garbage', elsewhere]) {
      const verified = await verify.token(token);
      assert.ok(!verified.ok);
      judged.set(token, { verdict: { verdict: 'tokenWrong', codes: [verified.error.refusal.code] }, notTaken: verified.error });
    }
    backend.tokens.push(late, 'garbage', elsewhere);
    link = startLink({
      site, store: journal.store, wall: journal.wall, clock, rng, ask, access, bootId: () => 'boot-1',
      tokens: { take: async (token) => ({ ok: true, value: judged.get(token)! }) },
    });
    await pass(12_000);
    assert.deepEqual(backend.events.map(({ type, data }) => [type, data['jti'], data['code']]), [['io.carillon.token.refused.v1', 'too-late-1', 'tokenExpired']]);
  });

  it('waits for a token whose time has not come by a clock that is behind, and for nothing that is made for next week', async () => {
    link.close();
    const { ask, access, verify } = granted(openBackend({ access: accessFor(), towerId: SITE, http: backend.http, wall: journal.wall, rng }));
    const ahead = (ms: number, jti: string): string => signJws(claimsAt(NOON_UTC_MS + ms, { op: 'cancel', seq: 1, bookingId: 'k-1', jti, exp: NOON_UTC_MS / 1000 + 6 * 86_400 }), tokenHeader());
    const [soon, behind, never] = [ahead(20 * 60_000, 'soon-enough'), ahead(0, 'behind-it'), ahead(DAY_MS, 'much-too-soon')];
    const early = new Map<string, Judged>();
    for (const token of [soon, never]) {
      const verified = await verify.token(token);
      assert.ok(!verified.ok);
      early.set(token, { verdict: { verdict: 'tokenExpired', codes: [verified.error.refusal.code] }, notTaken: verified.error });
    }
    backend.tokens.push('first', soon, behind, never);
    link = startLink({
      site, store: journal.store, wall: journal.wall, clock, rng, ask, access, bootId: () => 'boot-1',
      tokens: { take: async (token) => (early.has(token) && (token === never || journal.wall.utcMs() < NOON_UTC_MS + 19 * 60_000) ? { ok: true, value: early.get(token)! } : take(token)) },
    });
    await pass(15 * 60_000);
    assert.deepEqual(taken, ['first']);
    await pass(15 * 60_000);
    assert.deepEqual(taken, ['first', soon, behind]);
    assert.deepEqual(backend.events.map(({ data }) => [data['jti'], data['code']]), [['much-too-soon', 'tokenExpired']]);
  });

  it('waits out three months without anybody, asking ever more rarely, and then tells everything in bounded batches', async () => {
    backend.isDown = true;
    await pass(6000);
    for (let day = 0; day < 90; day += 1) {
      happen(10);
      await pass(DAY_MS, DAY_MS / 4);
    }
    const { trouble, unsent: waiting, waitingSinceUtcMs } = link.state();
    assert.deepEqual([trouble, waiting], ['unreachable', 900]);
    assert.ok(waitingSinceUtcMs !== undefined && waitingSinceUtcMs - NOON_UTC_MS < 10_000);
    backend.isDown = false;
    await pass(600_000);
    assert.deepEqual(backend.events.map(({ seq }) => seq), Array.from({ length: 900 }, (_, n) => n + 1));
    const batches = backend.requests.filter(({ body }) => body !== undefined).map(({ body }) => (JSON.parse(Buffer.from(body!).toString()) as unknown[]).length);
    assert.ok(Math.max(...batches) <= MOST_EVENTS, String(batches));
    assert.deepEqual(news, ['unreachable', 'well'], 'that it answers from the start is no news');
  });

  it('pauses although a backend says that there is always one more page, or that it has lost everything again', async () => {
    let pages = 0;
    const { http } = backend;
    Object.assign(backend, { http: async (request: Parameters<typeof http>[0]) => {
      const answer = await http(request);
      if (!answer.ok) return answer;
      pages += 1;
      if (pages > 100_000) return answer;
      const said = new URL(request.url).pathname.endsWith('/events') ? { takenSeq: pages % 2 === 0 ? 0 : 5 } : { tokens: [{ cursor: String(pages), token: 'garbage' }], next: String(pages) };
      return { ok: true, value: { ...answer.value, body: Buffer.from(JSON.stringify(said)) } };
    } });
    link.close();
    link = open();
    happen(5);
    await pass(6000);
    for (let turn = 0; turn < 20; turn += 1) await settle();
    const afterOneTurn = pages;
    for (let turn = 0; turn < 20; turn += 1) await settle();
    assert.ok(afterOneTurn > 1 && pages === afterOneTurn, `${String(afterOneTurn)} then ${String(pages)}`);
    await pass(6000);
    assert.ok(pages > afterOneTurn, 'it is asked again after its pause');
  });

  it('sends again what was taken when the answer was lost, and the backend has it once', async () => {
    happen(3);
    backend.losesAnswers = true;
    await pass(30_000);
    assert.equal(unsent(), 3);
    backend.losesAnswers = false;
    await pass(120_000);
    assert.deepEqual(backend.events.map(({ seq }) => seq), [1, 2, 3]);
    assert.equal(unsent(), 0);
  });

  it('tells a backend that was restored everything that it has lost', async () => {
    happen(6);
    await pass(6000);
    backend.events.splice(2);
    happen(1);
    await pass(12_000);
    assert.deepEqual(backend.events.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6, 7]);
    assert.equal(unsent(), 0);
  });

  it('believes no backend that has heard more than the tower has told: one of them was restored, and a person settles that', async () => {
    happen(1);
    for (const instead of [{ status: 200, body: { takenSeq: 9 } }, { status: 409, body: { code: 'historyForked', detail: 'no' } }]) {
      backend.instead = instead;
      await pass(600_000);
      assert.deepEqual([link.state().trouble, link.state().unsent, unsent()], ['historyForked', 1, 1]);
    }
    // Tokens are taken all the same.
    backend.tokens.push('token-0');
    await pass(600_000);
    assert.deepEqual(taken, ['token-0']);
  });

  it('takes nothing for an answer that is none', async () => {
    happen(1);
    for (const instead of [{ status: 200, body: 'ok' }, { status: 200, body: { takenSeq: '1' } }, { status: 200, body: { takenSeq: -1 } }, { status: 500, body: {} }, { status: 401, body: { code: 'signatureInvalid', detail: '' } }, { status: 204, body: '' }]) {
      backend.instead = instead;
      await pass(400_000);
      assert.equal(unsent(), 1, JSON.stringify(instead));
      assert.deepEqual([link.state().connected, link.state().trouble], [false, 'unreachable'], JSON.stringify(instead));
    }
  });

  it('asks less and less often, with chance in it, and never rarer than every five minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 60_000 }), fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (pollMs, failures, chance) => {
        const waited = pauseMs(pollMs, failures, { next: () => chance });
        assert.ok(waited >= pollMs * 0.5 - 1 && waited <= 300_000);
        if (failures >= 12) assert.ok(waited >= 150_000);
      }),
    );
    assert.notEqual(pauseMs(5000, 3, { next: () => 0 }), pauseMs(5000, 3, { next: () => 0.9 }));
  });

  it('asks nobody any more once it is closed', async () => {
    link.close();
    const before = backend.requests.length;
    await pass(600_000);
    assert.equal(backend.requests.length, before);
  });
});
