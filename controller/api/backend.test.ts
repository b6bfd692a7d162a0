import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import { accessFor, claimsAt, sharedSecret, signJws, signingKey, tokenAt, tokenHeader } from '../bookings/backend/testing/backend-hand.ts';
import type { Claims } from '../bookings/backend/testing/backend-hand.ts';
import { createFakeBackend } from '../bookings/backend/testing/fake-backend.ts';
import { statement } from '../journal/statements.ts';
import { NOON_UTC_MS, granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, Recognition, TokenVerdict } from './contract/index.ts';
import { book, openApiBench, problemOf, signInAs } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('the backend of the operator', () => {
  let bench: ApiBench;
  let token: string;
  const now = (): number => bench.journal.wall.utcMs();
  const session = (claims: Claims = {}, typ = 'tower-session+jwt'): string => {
    const nowS = Math.floor(now() / 1000);
    return signJws(claimsAt(now(), { exp: nowS + 300, ...claims }), tokenHeader('key-1', typ));
  };
  const signIn = async (target: ApiBench = bench): Promise<string> => {
    const heard = await target.post<{ token: string }>('/api/v1/sessions', undefined, { role: 'backend', assertion: session() });
    assert.equal(heard.status, 201, JSON.stringify(heard.body));
    return heard.body.token;
  };
  const give = async (text: string, target: ApiBench = bench, by = token): Promise<TokenVerdict> => {
    const heard = await target.post<TokenVerdict>('/api/v1/backend/tokens', by, { token: text });
    assert.equal(heard.status, 200, JSON.stringify(heard.body));
    return heard.body;
  };
  const verdictOf = async (claims: Claims): Promise<string> => (await give(tokenAt(now(), claims))).verdict;
  const rows = (name: Parameters<typeof statement>[0], params: Parameters<typeof statement>[1] = {}) => granted(bench.journal.store.readNow(statement(name, params)));
  const events = (): readonly (readonly [unknown, unknown])[] => rows('event.toSend', { most: 10_000 }).map(({ type, subject }) => [type, subject] as const);
  const stateOf = (bookingId: string): unknown => rows('booking.one', { bookingId })[0]?.['state'];

  const member = (memberId: string, seq = 1, more: Claims = {}): Claims =>
    ({ op: 'member', seq, memberId, memberName: 'Lin Mei', language: 'zh', tier: 'super', creditScore: 720, licenceUntilUtcMs: NOON_UTC_MS + 400 * DAY_MS, isBlocked: false, ...more });
  const wish = (bookingId: string, seq: number, more: Claims = {}): Claims =>
    ({ op: 'book', seq, bookingId, memberId: 'm-1', memberName: 'Lin Mei', carId: 'SH-05', fromUtcMs: NOON_UTC_MS, untilUtcMs: NOON_UTC_MS + HOUR_MS, language: 'zh', ...more });

  beforeEach(async () => {
    bench = await openApiBench({ backend: accessFor(), http: createFakeBackend().http });
    token = await signIn();
  });
  afterEach(() => bench.close());

  it('opens a session by a signed assertion, once each, and by nothing else', async () => {
    const ask = async (assertion: string): Promise<string> => problemOf(await bench.post('/api/v1/sessions', undefined, { role: 'backend', assertion }));
    const assertion = session();
    assert.equal((await bench.post('/api/v1/sessions', undefined, { role: 'backend', assertion })).status, 201);
    assert.equal(await ask(assertion), 'tokenUsed');
    assert.equal(await ask(session({}, 'tower-booking+jwt')), 'tokenWrong');
    assert.equal(await ask(session({ exp: NOON_UTC_MS / 1000 + 301 })), 'tokenWrong');
    assert.equal(await ask(session({ aud: 'tmall-guangzhou' })), 'tokenWrong');
    assert.equal(await ask(tokenAt(now(), { op: 'cancel', seq: 1, bookingId: 'k-1' })), 'tokenWrong');
    bench = await bench.restart();
    assert.equal(await ask(assertion), 'tokenUsed');
  });

  it('may give tokens and may nothing else; and nobody else may give any', async () => {
    for (const role of ['kiosk', 'phone', 'technician'] as const) assert.equal(problemOf(await bench.post('/api/v1/backend/tokens', await bench.signIn(role), { token: 'x' })), 'wrongRole');
    assert.equal(problemOf(await bench.post('/api/v1/backend/tokens', undefined, { token: 'x' })), 'noSession');
    for (const url of ['/api/v1/collections', '/api/v1/resets', '/api/v1/stop', '/api/v1/homings', '/api/v1/orders']) assert.equal(problemOf(await bench.post(url, token, {}, 'k')), 'wrongRole', url);
    assert.equal((await bench.ask({ method: 'POST', url: '/api/v1/backend/tokens', payload: { token: 'x' } }, 'phone')).status, 404);
    assert.deepEqual(bench.tower.asked, []);
  });

  it('attests a member and books a car for them, which they collect by the code of the booking', async () => {
    assert.equal(await verdictOf(wish('k-1', 1)), 'refused', 'nothing is known of the member');
    assert.equal(await verdictOf(member('m-1')), 'taken');
    assert.equal(await verdictOf(wish('k-1', 2)), 'taken');
    assert.equal(stateOf('k-1'), 'booked');
    assert.deepEqual(events().filter(([type]) => String(type).startsWith('booking') || String(type).startsWith('member')), [['booking.refused', 'booking/k-1'], ['member.changed', 'member/m-1'], ['booking.made', 'booking/k-1']]);
    const pass = String(rows('booking.one', { bookingId: 'k-1' })[0]?.['pass']);
    const heard = await bench.post<Recognition>('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'pass', payload: pass });
    assert.equal(heard.status, 201, JSON.stringify(heard.body));
    assert.equal(heard.body.bookingId, 'k-1');
  });

  it('is told every broken rule of a booking that it may not make', async () => {
    await verdictOf(member('m-1', 1, { tier: 'standard', isBlocked: true, licenceUntilUtcMs: null }));
    const refused = await give(tokenAt(now(), wish('k-1', 1)));
    assert.deepEqual([refused.verdict, [...refused.codes].sort()], ['refused', ['licenceMissing', 'memberBlocked', 'tierTooLow']]);
    const [told] = rows('event.toSend', { most: 100 }).filter(({ type }) => type === 'booking.refused');
    assert.deepEqual((JSON.parse(String(told?.['data'])) as { codes: string[] }).codes.sort(), ['licenceMissing', 'memberBlocked', 'tierTooLow']);
    assert.equal(stateOf('k-1'), undefined);
  });

  it('gives the same token once, also after a restart and at the same time as itself', async () => {
    await verdictOf(member('m-1'));
    const text = tokenAt(now(), wish('k-1', 1));
    const verdicts = await Promise.all(Array.from({ length: 12 }, () => give(text)));
    assert.deepEqual(verdicts.map(({ verdict }) => verdict).sort(), ['taken', ...Array.from({ length: 11 }, () => 'tokenUsed')]);
    bench = await bench.restart();
    token = await signIn();
    const again = await give(text);
    assert.deepEqual([again.verdict, again.earlier], ['tokenUsed', 'taken']);
    assert.equal(rows('booking.ofMember', { memberId: 'm-1' }).length, 1);
    bench.later(30 * DAY_MS);
    token = await signIn();
    assert.equal((await give(text)).verdict, 'tokenExpired');
  });

  it('keeps a booking cancelled that was cancelled before it was made', async () => {
    await verdictOf(member('m-1'));
    assert.equal(await verdictOf({ op: 'cancel', seq: 3, bookingId: 'k-1' }), 'taken');
    for (const seq of [1, 4, 9]) assert.equal(await verdictOf(wish('k-1', seq)), 'tokenOutdated', String(seq));
    assert.equal(stateOf('k-1'), undefined);
  });

  it('goes by the highest seq, in whatever order tokens come', async () => {
    await verdictOf(member('m-1', 5));
    assert.equal(await verdictOf(member('m-1', 4, { isBlocked: true })), 'tokenOutdated');
    assert.equal(await verdictOf(member('m-1', 5, { isBlocked: true })), 'tokenOutdated');
    assert.equal(rows('standing.one', { memberId: 'm-1' })[0]?.['isBlocked'], 0);
    await verdictOf(wish('k-1', 1));
    const untilUtcMs = NOON_UTC_MS + 2 * HOUR_MS;
    assert.equal(await verdictOf({ op: 'amend', seq: 3, bookingId: 'k-1', untilUtcMs }), 'taken');
    assert.equal(await verdictOf({ op: 'amend', seq: 2, bookingId: 'k-1', untilUtcMs: NOON_UTC_MS + 3 * HOUR_MS }), 'tokenOutdated');
    const [booking] = rows('booking.one', { bookingId: 'k-1' });
    assert.equal(booking?.['untilUtcMs'], untilUtcMs);
    assert.equal(booking['returnByUtcMs'], untilUtcMs + 3 * DAY_MS);
  });

  it('takes no car away from somebody who is collecting it or out with it, and may put off its return', async () => {
    await verdictOf(member('m-1'));
    await verdictOf(wish('k-1', 1));
    granted(bench.journal.store.commitNow([statement('booking.collect', { bookingId: 'k-1', collectionId: 'c-1' }, 1)]));
    const refused = await give(tokenAt(now(), { op: 'cancel', seq: 2, bookingId: 'k-1' }));
    assert.deepEqual([refused.verdict, refused.codes], ['refused', ['driveUnderWay']]);
    assert.equal(await verdictOf({ op: 'eraseMember', seq: 2, memberId: 'm-1' }), 'refused');
    assert.equal(await verdictOf({ op: 'amend', seq: 3, bookingId: 'k-1', fromUtcMs: NOON_UTC_MS + HOUR_MS / 2 }), 'refused');
    assert.equal(await verdictOf({ op: 'amend', seq: 4, bookingId: 'k-1', returnByUtcMs: NOON_UTC_MS + 2 * DAY_MS }), 'refused');
    assert.equal(await verdictOf({ op: 'amend', seq: 5, bookingId: 'k-1', returnByUtcMs: NOON_UTC_MS + 5 * DAY_MS }), 'taken');
    assert.equal(stateOf('k-1'), 'collecting');
    assert.equal(rows('booking.one', { bookingId: 'k-1' })[0]?.['returnByUtcMs'], NOON_UTC_MS + 5 * DAY_MS);
  });

  it('cancels a booking that a member has made here, and its pass and code end with it', async () => {
    const made: BookingView = await book(bench);
    assert.equal(await verdictOf({ op: 'cancel', seq: 1, bookingId: made.bookingId }), 'taken');
    assert.equal(stateOf(made.bookingId), 'cancelled');
    const kiosk = await bench.signIn('kiosk');
    assert.equal(problemOf(await bench.post('/api/v1/recognitions', kiosk, { by: 'pass', payload: made.pass })), 'passUsed');
  });

  it('moves no booking into one of somebody else', async () => {
    await verdictOf(member('m-1'));
    await verdictOf(member('m-2'));
    await verdictOf(wish('k-1', 1));
    await verdictOf(wish('k-2', 1, { memberId: 'm-2', fromUtcMs: NOON_UTC_MS + 5 * DAY_MS, untilUtcMs: NOON_UTC_MS + 5 * DAY_MS + HOUR_MS }));
    const refused = await give(tokenAt(now(), { op: 'amend', seq: 2, bookingId: 'k-1', returnByUtcMs: NOON_UTC_MS + 6 * DAY_MS }));
    assert.deepEqual([refused.verdict, refused.codes], ['refused', ['carTaken']]);
  });

  it('has a verdict for the wildest instants that a token can carry', async () => {
    await verdictOf(member('m-1', 1, { licenceUntilUtcMs: 253_402_300_799_999 }));
    await verdictOf(wish('k-1', 1));
    const instants = [0, 1, NOON_UTC_MS - 1, NOON_UTC_MS, NOON_UTC_MS + HOUR_MS, 4_102_444_800_000, 253_402_300_799_999];
    let seq = 10;
    for (const fromUtcMs of instants) {
      for (const untilUtcMs of instants) {
        seq += 1;
        const verdicts = [await verdictOf(wish(`w-${String(seq)}`, 1, { fromUtcMs, untilUtcMs, carId: 'SH-07' })), await verdictOf({ op: 'amend', seq, bookingId: 'k-1', fromUtcMs, untilUtcMs, returnByUtcMs: instants[seq % instants.length] })];
        for (const verdict of verdicts) assert.ok(verdict === 'refused' || verdict === 'taken', verdict);
      }
    }
    const [booking] = rows('booking.one', { bookingId: 'k-1' });
    assert.ok(Number(booking?.['untilUtcMs']) - Number(booking?.['fromUtcMs']) <= 4 * HOUR_MS && Number(booking?.['fromUtcMs']) <= NOON_UTC_MS + 14 * DAY_MS, JSON.stringify([booking?.['fromUtcMs'], booking?.['untilUtcMs']]));
  });

  it('forgets a member, and attests the same one anew only with a higher seq', async () => {
    await verdictOf(member('m-1', 3));
    assert.equal(await verdictOf({ op: 'eraseMember', seq: 4, memberId: 'm-1' }), 'taken');
    assert.equal(rows('member.one', { memberId: 'm-1' })[0]?.['name'], '');
    assert.equal(rows('standing.one', { memberId: 'm-1' }).length, 0);
    assert.equal(await verdictOf(member('m-1', 3)), 'tokenOutdated');
    assert.equal(await verdictOf(member('m-1', 5)), 'taken');
    assert.equal(rows('member.one', { memberId: 'm-1' })[0]?.['name'], 'Lin Mei');
    assert.equal(await verdictOf({ op: 'eraseMember', seq: 1, memberId: 'nobody' }), 'taken');
  });

  it('shows a member out whom it has forgotten: no session goes on that could leave something behind again', async () => {
    const phone = await bench.signIn('phone');
    const others = await signInAs(bench, 'ada');
    assert.equal(await verdictOf({ op: 'eraseMember', seq: 4, memberId: 'demo' }), 'taken');
    assert.equal(problemOf(await bench.get('/api/v1/me', phone)), 'noSession');
    assert.equal((await bench.get('/api/v1/me', others)).status, 200);
  });

  it('books no car for a member who books the same one here at that very moment: each car is had once', async () => {
    const phone = await bench.signIn('phone');
    const { commit } = bench.journal.store;
    const arrived: (() => void)[] = [];
    Object.assign(bench.journal.store, {
      // Neither is written before both have been judged.
      commit: async (batch: Parameters<typeof commit>[0]) => {
        const isBooking = batch.some(({ name }) => name === 'booking.add');
        if (isBooking && arrived.length === 0) await new Promise<void>((resolve) => { arrived.push(resolve); });
        else if (isBooking) arrived[0]?.();
        return commit(batch);
      },
    });
    const later = wish('k-9', 1, { memberId: 'demo', fromUtcMs: NOON_UTC_MS + 6 * DAY_MS, untilUtcMs: NOON_UTC_MS + 6 * DAY_MS + HOUR_MS });
    const booked = bench.post('/api/v1/bookings', phone, { carId: 'SH-05', fromUtcMs: NOON_UTC_MS, untilUtcMs: NOON_UTC_MS + HOUR_MS, language: 'zh' }, 'now');
    const [here, there] = await Promise.all([booked, verdictOf(later)]);
    assert.equal(rows('booking.ofMember', { memberId: 'demo' }).length, 1, `${String(here.status)} ${there}`);
    assert.ok((here.status === 201) !== (there === 'taken'));
  });

  it('says nothing to a stranger and keeps nothing of what a stranger sends', async () => {
    const before = [rows('event.toSend', { most: 10_000 }).length, rows('audit.all').length];
    const stranger = signingKey('stranger');
    for (const text of [tokenAt(now(), member('m-9'), stranger), tokenAt(now(), { ...member('m-9'), aud: 'elsewhere' }), 'x', tokenAt(now() - 30 * DAY_MS, member('m-9'))]) {
      assert.match((await give(text)).verdict, /^(?:tokenWrong|tokenExpired)$/u);
    }
    assert.deepEqual([rows('event.toSend', { most: 10_000 }).length, rows('audit.all').length], before);
    assert.equal(rows('member.one', { memberId: 'm-9' }).length, 0);
  });

  it('is shown in the health of the tower, which is well without it', async () => {
    const health = (await bench.get<{ ok: boolean; backend: object }>('/health')).body;
    assert.equal(health.ok, true);
    assert.equal(typeof (health.backend as { unsent: number }).unsent, 'number');
    const alone = await openApiBench();
    assert.equal((await alone.get<{ backend?: object }>('/health')).body.backend, undefined);
    assert.equal(problemOf(await alone.post('/api/v1/sessions', undefined, { role: 'backend', assertion: 'x' })), 'tokenWrong');
    await alone.close();
  });
});

describe('a notice of the backend', () => {
  let bench: ApiBench;
  const notice = (id: string, more: object = {}): string =>
    JSON.stringify({ specversion: '1.0', id, source: 'backend', type: 'io.carillon.payment.changed.v1', time: new Date(NOON_UTC_MS).toISOString(), data: { paymentId: 'y-1' }, ...more });
  const send = (id: string, body: string, change: Readonly<Record<string, string>> = {}, utcMs = NOON_UTC_MS) => {
    const signature = new Webhook(sharedSecret('one')).sign(id, new Date(utcMs), body);
    const headers = { 'content-type': 'application/cloudevents+json', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(utcMs / 1000)), 'webhook-signature': signature, ...change };
    return bench.ask({ method: 'POST', url: '/api/v1/backend/notices', payload: body, headers });
  };
  const used = (id: string): number => granted(bench.journal.store.readNow(statement('token.one', { jti: `notice/${id}` }))).length;
  beforeEach(async () => (bench = await openApiBench({ backend: accessFor(), http: createFakeBackend().http })));
  afterEach(() => bench.close());

  it('is heard when it is signed, as the bytes that came, once for ever', async () => {
    const body = ` ${notice('n-1')}\n`;
    assert.equal((await send('n-1', body)).status, 204);
    assert.equal((await send('n-1', body)).status, 204);
    assert.equal(used('n-1'), 1);
    assert.equal((await send('n-2', notice('n-2'), { 'content-type': 'application/json' })).status, 204);
    bench = await bench.restart();
    assert.equal((await send('n-1', body)).status, 204);
  });

  it('is refused unsigned, altered, old, or when it says nothing', async () => {
    assert.equal(problemOf(await send('n-1', notice('n-1'), { 'webhook-signature': `v1,${'A'.repeat(43)}=` })), 'signatureWrong');
    assert.equal(problemOf(await send('n-1', notice('n-1'), { 'webhook-id': 'n-2' })), 'signatureWrong');
    assert.equal(problemOf(await send('n-1', notice('n-1'), {}, NOON_UTC_MS - 301_000)), 'signatureWrong');
    assert.equal(problemOf(await send('n-1', notice('n-2'))), 'malformed');
    assert.equal(problemOf(await send('n-1', '{')), 'malformed');
    assert.equal(problemOf(await send('n-1', notice('n-1', { type: 'io.carillon.car.left.v1' }))), 'malformed');
    assert.equal(problemOf(await send('n-1', notice('n-1', { data: {} }))), 'malformed');
    assert.equal(problemOf(await bench.ask({ method: 'POST', url: '/api/v1/backend/notices', payload: notice('n-1'), headers: { 'content-type': 'application/cloudevents+json' } })), 'malformed');
    assert.equal(problemOf(await send('n-1', 'x'.repeat(9000))), 'tooLarge');
    assert.equal(used('n-1'), 0);
  });
});
