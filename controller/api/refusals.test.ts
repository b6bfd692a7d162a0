import assert from 'node:assert/strict';
import { statement } from '../journal/statements.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import type { Problem } from './contract/index.ts';
import { KIOSK_KEY, MEMBER, book, demoSite, faceOf, openApiBench, problemOf, signInAs, wish } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

describe('what the API refuses', () => {
  let bench: ApiBench;
  before(async () => (bench = await openApiBench()));
  after(() => bench.close());
  const auditKinds = (): readonly unknown[] => granted(bench.journal.store.readNow(statement('audit.all'))).map(({ kind }) => kind);

  it('refuses everything that changes something without a session', async () => {
    for (const url of ['/api/v1/bookings', '/api/v1/recognitions', '/api/v1/collections', '/api/v1/collections/c/resumptions', '/api/v1/returns', '/api/v1/returns/r/all-clears', '/api/v1/returns/r/resumptions', '/api/v1/returns/r/withdrawals', '/api/v1/orders', '/api/v1/resets', '/api/v1/homings', '/api/v1/settlements', '/api/v1/stop', '/api/v1/kiosk/heartbeat']) {
      assert.equal(problemOf(await bench.post(url, undefined, {})), 'noSession', url);
      assert.equal(problemOf(await bench.post(url, 'no-such-token', {})), 'noSession', url);
    }
    assert.equal(problemOf(await bench.ask({ method: 'DELETE', url: '/api/v1/bookings/b-1/templates' })), 'noSession');
    assert.equal(problemOf(await bench.get('/api/v1/bookings')), 'noSession');
    assert.deepEqual(bench.tower.asked, []);
  });
  it('refuses the wrong role', async () => {
    const tokens = { kiosk: await bench.signIn('kiosk'), phone: await bench.signIn('phone'), technician: await bench.signIn('technician') };
    const allowed: readonly (readonly [string, readonly (keyof typeof tokens)[]])[] = [
      ['/api/v1/bookings', ['phone']], ['/api/v1/recognitions', ['kiosk']], ['/api/v1/collections', ['kiosk']], ['/api/v1/returns', ['kiosk']], ['/api/v1/returns/r/withdrawals', ['kiosk']], ['/api/v1/returns/r/resumptions', ['kiosk', 'technician']], ['/api/v1/orders', ['technician']], ['/api/v1/resets', ['technician']], ['/api/v1/homings', ['technician']],
      ['/api/v1/settlements', ['technician']], ['/api/v1/stop', ['kiosk', 'technician']], ['/api/v1/kiosk/heartbeat', ['kiosk']],
    ];
    for (const [url, roles] of allowed) {
      for (const role of ['kiosk', 'phone', 'technician'] as const) {
        if (!roles.includes(role)) assert.equal(problemOf(await bench.post(url, tokens[role], {})), 'wrongRole', `${url} as ${role}`);
      }
    }
    assert.deepEqual(bench.tower.asked, []);
  });
  it('refuses a host that is not its own, whoever asks (DNS rebinding)', async () => {
    for (const host of ['evil.example', 'evil.example:8460', '127.0.0.1:1', '127.0.0.1', '']) {
      assert.equal(problemOf(await bench.ask({ method: 'GET', url: '/api/v1/tower', headers: { host } })), 'wrongHost', host);
    }
    for (const host of ['127.0.0.1:8460', 'localhost:8460', '[::1]:8460', 'LOCALHOST:8460']) {
      assert.equal((await bench.ask({ method: 'GET', url: '/api/v1/tower', headers: { host } })).status, 200, host);
    }
  });
  it('refuses pages of other origins, even with a good session', async () => {
    const token = await bench.signIn('kiosk');
    const stop = (headers: Record<string, string>) => bench.ask({ method: 'POST', url: '/api/v1/stop', payload: {}, headers: { authorization: `Bearer ${token}`, ...headers } });
    for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1:8460', 'http://127.0.0.1:8461']) assert.equal(problemOf(await stop({ origin })), 'wrongOrigin', origin);
    assert.equal(problemOf(await stop({ 'sec-fetch-site': 'cross-site' })), 'wrongOrigin');
    assert.equal(problemOf(await stop({ 'sec-fetch-site': 'same-site' })), 'wrongOrigin');
    assert.equal((await stop({ origin: 'http://127.0.0.1:8460', 'sec-fetch-site': 'same-origin' })).status, 204);
    assert.equal((await stop({ 'sec-fetch-site': 'none' })).status, 204);
  });
  it('refuses what is too large, no JSON, or of another kind', async () => {
    const token = await bench.signIn('phone');
    const send = (payload: string, type = 'application/json') => bench.ask({ method: 'POST', url: '/api/v1/bookings', payload, headers: { authorization: `Bearer ${token}`, 'content-type': type } });
    assert.equal(problemOf(await send(JSON.stringify({ carId: 'x'.repeat(70_000) }))), 'tooLarge');
    assert.equal(problemOf(await send('{"carId":')), 'malformed');
    assert.equal(problemOf(await send('')), 'malformed');
    assert.equal(problemOf(await send('{"__proto__":{"role":"technician"}}')), 'malformed');
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      assert.equal(problemOf(await send('{}', type)), 'unsupportedMediaType', type);
    }
  });
  it('names the part that breaks the contract and repeats no value', async () => {
    const token = await bench.signIn('phone');
    const refused = await bench.post<Problem>('/api/v1/bookings', token, { ...wish(), carId: 5, secret: 'sesame-value' }, 'key');
    assert.equal(problemOf(refused), 'malformed');
    assert.match(refused.body.detail, /\/carId/u);
    assert.doesNotMatch(refused.body.detail, /sesame-value/u);
  });
  it('tells a missing consent and a wrong template from other mistakes', async () => {
    const token = await bench.signIn('phone');
    const ask = (face: object) => bench.post('/api/v1/bookings', token, wish({ face }), 'key');
    assert.equal(problemOf(await ask({ consent: false, templates: [faceOf(1)] })), 'consentMissing');
    assert.equal(problemOf(await ask({ templates: [faceOf(1)] })), 'consentMissing');
    assert.equal(problemOf(await ask({ consent: true, templates: [] })), 'templateWrong');
    assert.equal(problemOf(await ask({ consent: true, templates: [{ ...faceOf(1), vector: [1, 2] }] })), 'templateWrong');
    assert.equal(problemOf(await ask({ consent: true, templates: [{ ...faceOf(1), version: 'older' }] })), 'templateWrong');
    assert.equal(problemOf(await ask({ consent: true, templates: [{ ...faceOf(1), vector: Array.from({ length: 128 }, () => 0) }] })), 'templateWrong');
  });
  it('refuses a repeated key with another body, and answers the same one alike', async () => {
    const token = await bench.signIn('phone');
    const first = await bench.post('/api/v1/bookings', token, wish({ carId: 'SH-09' }), 'once');
    const again = await bench.post('/api/v1/bookings', token, wish({ carId: 'SH-09' }), 'once');
    assert.deepEqual([again.status, again.body], [first.status, first.body]);
    assert.equal(problemOf(await bench.post('/api/v1/bookings', token, wish({ carId: 'SH-10' }), 'once')), 'idempotencyMismatch');
    assert.equal(problemOf(await bench.post('/api/v1/bookings', token, wish(), undefined)), 'malformed');
    assert.equal(problemOf(await bench.post('/api/v1/bookings', token, wish(), 'a key with spaces')), 'malformed');
  });
  it('tells an address that does not exist from a method that it does not know', async () => {
    for (const url of ['/api/v1/nothing', '/etc/passwd', '/..%2f..%2fetc%2fpasswd', '/api/v2/tower']) assert.equal(problemOf(await bench.get(url)), 'notFound', url);
    assert.equal(problemOf(await bench.ask({ method: 'DELETE', url: '/api/v1/tower' })), 'methodNotAllowed');
    const refused = await bench.ask({ method: 'PUT', url: '/api/v1/bookings' });
    assert.equal(problemOf(refused), 'methodNotAllowed');
    assert.equal(refused.headers['allow'], 'POST, GET, HEAD');
    assert.equal(problemOf(await bench.get('/%zz')), 'malformed');
  });
  it('knows no way to motion but collections, and no actuator at all', async () => {
    const token = await bench.signIn('technician');
    for (const url of ['/api/v1/lift', '/api/v1/motions', '/api/v1/axes/lift/move', '/api/v1/doors/A.outer/open']) {
      assert.equal(problemOf(await bench.post(url, token, { targetMm: 0 })), 'notFound', url);
    }
    assert.equal(problemOf(await bench.post('/api/v1/collections', token, { ticket: 'x' }, 'k')), 'wrongRole');
  });
  it('hides what went wrong inside behind a reference', async () => {
    const { why } = bench.tower;
    Object.assign(bench.tower, { why: () => Promise.reject(new Error('secret path of the core')) });
    const refused = await bench.get<Problem>('/why?motion=lift.move');
    Object.assign(bench.tower, { why });
    assert.equal(problemOf(refused), 'internal');
    assert.doesNotMatch(JSON.stringify(refused.body), /secret/u);
    const reference = /(?<reference>[0-9a-f]{12})$/u.exec(refused.body.detail)?.groups?.['reference'];
    const line = bench.logged.at(-1);
    assert.equal((line?.detail as { reference: string }).reference, reference);
    assert.match(JSON.stringify(line?.detail), /secret path of the core/u);
  });
  it('answers why from the interlock table, and says when a motion does not exist', async () => {
    assert.deepEqual((await bench.get('/why?motion=lift.move')).body, { motion: 'lift.move', permitted: true, broken: [], rows: [] });
    assert.deepEqual((await bench.get('/api/v1/why?motion=lift.move')).body, (await bench.get('/why?motion=lift.move')).body);
    assert.equal(problemOf(await bench.get('/why?motion=roof.open')), 'motionUnknown');
    assert.equal(problemOf(await bench.get('/why')), 'malformed');
  });
  it('resets, settles and stops for those who may, and writes it down', async () => {
    const technician = await bench.signIn('technician');
    assert.equal((await bench.post('/api/v1/resets', technician, { note: 'looked at it' })).status, 204);
    assert.equal((await bench.post('/api/v1/settlements', technician, { why: 'seen on the carriage' })).status, 204);
    assert.equal((await bench.post('/api/v1/stop', technician, {})).status, 204);
    assert.deepEqual(bench.tower.asked.slice(-3), ['reset technician', 'settle tech', 'stop requested by technician']);
    assert.ok(auditKinds().includes('resetRequested') && auditKinds().includes('stopRequested'));
    bench.tower.refuseNext('reset', { code: 'stillUnsafe', message: 'The hatch is open.' });
    assert.equal(problemOf(await bench.post('/api/v1/resets', technician, {})), 'stillUnsafe');
  });
  it('homes an axis for a technician, and hands on what the control core refuses', async () => {
    const technician = await bench.signIn('technician');
    assert.equal((await bench.post('/api/v1/homings', technician, { axis: 'lift' })).status, 204);
    assert.equal(bench.tower.asked.at(-1), 'home lift tech');
    bench.tower.refuseNext('home', { code: 'notHomed', message: 'The distance meter does not agree.' });
    assert.equal(problemOf(await bench.post('/api/v1/homings', technician, { axis: 'travel' })), 'notHomed');
    const asked = bench.tower.asked.length;
    for (const body of [{}, { axis: 'roof' }, { axis: 'lift', speed: 800 }]) assert.equal(problemOf(await bench.post('/api/v1/homings', technician, body)), 'malformed');
    assert.equal(bench.tower.asked.length, asked);
  });
  it('hears the kiosk and tells of it in its health', async () => {
    bench.later(60_000);
    const kiosk = await bench.signIn('kiosk');
    assert.equal((await bench.post('/api/v1/kiosk/heartbeat', kiosk, { page: 'silent', recoveries: 2 })).status, 204);
    bench.later(1500);
    const health = await bench.get('/health');
    assert.equal(health.status, 200);
    assert.deepEqual(health.body, { ok: true, siteId: 'tmall-shanghai', bootId: 'boot-1', journal: 'ok', kiosk: { page: 'silent', recoveries: 2, ageMs: 1500 } });
    assert.equal((await bench.post('/api/v1/kiosk/heartbeat', kiosk, { page: 'alive', recoveries: 3, screen: 'K21' })).status, 204);
    assert.deepEqual((await bench.get<{ kiosk: object }>('/health')).body.kiosk, { page: 'alive', recoveries: 3, screen: 'K21', ageMs: 0 });
  });
});

describe('the phone’s listener', () => {
  let bench: ApiBench;
  before(async () => (bench = await openApiBench()));
  after(() => bench.close());

  it('knows sign-in, cars and bookings, and nothing that moves or tells of the tower', async () => {
    const token = await bench.signIn('phone');
    const ask = (method: 'GET' | 'POST', url: string) => bench.ask({ method, url, headers: { authorization: `Bearer ${token}` } }, 'phone');
    for (const url of ['/api/v1/cars', '/api/v1/bookings', '/api/v1/site', '/api/v1/health', '/openapi.json']) assert.equal((await ask('GET', url)).status, 200, url);
    for (const url of ['/api/v1/tower', '/why?motion=lift.move', '/api/v1/collections/c']) assert.equal(problemOf(await ask('GET', url)), 'notFound', url);
    for (const url of ['/api/v1/stop', '/api/v1/resets', '/api/v1/collections', '/api/v1/recognitions', '/api/v1/kiosk/heartbeat']) assert.equal(problemOf(await ask('POST', url)), 'notFound', url);
  });
  it('lets only members sign in', async () => {
    for (const wish of [{ role: 'kiosk', key: KIOSK_KEY }, { role: 'technician', pin: bench.pin }]) {
      assert.equal(problemOf(await bench.ask({ method: 'POST', url: '/api/v1/sessions', payload: wish }, 'phone')), 'wrongRole');
    }
    assert.equal((await bench.ask({ method: 'POST', url: '/api/v1/sessions', payload: { role: 'phone', memberId: MEMBER, signInCode: bench.signInCode } }, 'phone')).status, 201);
  });
});

describe('signing in', function () {
  // Hashing secrets is slow on purpose.
  this.timeout(20_000);
  let bench: ApiBench;
  beforeEach(async () => (bench = await openApiBench()));
  afterEach(() => bench.close());
  const open = (wish: object) => bench.post<Problem>('/api/v1/sessions', undefined, wish);
  const wrongPin = (): string => (bench.pin === '409871' ? '409872' : '409871');

  it('refuses a wrong key, and does not say how wrong', async () => {
    for (const key of ['k', `${KIOSK_KEY}k`, KIOSK_KEY.toUpperCase()]) assert.equal(problemOf(await open({ role: 'kiosk', key })), 'kioskKeyWrong');
  });
  it('takes a sign-in code as people type it, and refuses wrong ones and unknown members alike', async () => {
    const spaced = `${bench.signInCode.slice(0, 5).toLowerCase()} ${bench.signInCode.slice(5)}`;
    assert.equal((await open({ role: 'phone', memberId: MEMBER, signInCode: spaced })).status, 201);
    assert.equal(problemOf(await open({ role: 'phone', memberId: MEMBER, signInCode: 'WRONGWRONG' })), 'signInWrong');
    assert.equal(problemOf(await open({ role: 'phone', memberId: 'nobody', signInCode: bench.signInCode })), 'signInWrong');
  });
  it('pauses a PIN after five wrong ones, and doubles the pause with each further one', async () => {
    for (let left = 4; left >= 0; left -= 1) {
      const refused = await open({ role: 'technician', pin: wrongPin() });
      assert.equal(problemOf(refused), 'pinWrong');
      assert.equal(refused.body.attemptsLeft, left);
    }
    for (const pauseMs of [15_000, 30_000, 60_000]) {
      const locked = await open({ role: 'technician', pin: bench.pin });
      assert.equal(problemOf(locked), 'pinLocked', 'the right PIN is not even looked at');
      assert.equal(locked.body.retryAfterMs, pauseMs);
      bench.later(pauseMs - 1);
      assert.equal(problemOf(await open({ role: 'technician', pin: bench.pin })), 'pinLocked');
      bench.later(1);
      assert.equal(problemOf(await open({ role: 'technician', pin: wrongPin() })), 'pinWrong');
    }
    bench.later(120_000);
    assert.equal((await open({ role: 'technician', pin: bench.pin })).status, 201);
    assert.equal((await open({ role: 'technician', pin: wrongPin() })).body.attemptsLeft, 4, 'a right PIN forgives');
  });
  it('keeps the count of wrong PINs across a restart', async () => {
    for (let i = 0; i < 5; i += 1) await open({ role: 'technician', pin: wrongPin() });
    bench = await bench.restart();
    assert.equal(problemOf(await open({ role: 'technician', pin: bench.pin })), 'pinLocked');
  });
  it('slows down a flood of sign-ins', async () => {
    const answers: string[] = [];
    const wrong = { role: 'phone', memberId: 'nobody', signInCode: 'x' };
    for (let i = 0; i < 12; i += 1) answers.push(problemOf(await open(wrong)));
    assert.deepEqual([answers[9], answers[10]], ['signInWrong', 'tooManyRequests']);
    assert.equal(problemOf(await open({ role: 'kiosk', key: 'wrong' })), 'kioskKeyWrong', 'the kiosk has a right of its own');
    bench.later(3000);
    assert.equal(problemOf(await open(wrong)), 'signInWrong');
  });
  it('slows down a member who asks for changes without end, and nobody else, and answers what only looks', async () => {
    const [phone, other] = [await bench.signIn('phone'), await signInAs(bench, 'ada')];
    const change = (token: string) => bench.ask({ method: 'PUT', url: '/api/v1/me/preferences', headers: { authorization: `Bearer ${token}` }, payload: { language: 'zh', textSize: 'm', contrast: 'auto', audio: false, reach: 'usual', reducedMotion: false } });
    const statuses: number[] = [];
    for (let i = 0; i < 80; i += 1) statuses.push((await change(phone)).status);
    assert.ok(statuses.slice(0, 60).every((status) => status < 500 && status !== 429) && statuses.slice(60).every((status) => status === 429), String(statuses));
    assert.equal((await bench.get('/api/v1/me', phone)).status, 200);
    assert.notEqual((await change(other)).status, 429);
    bench.later(1000);
    assert.notEqual((await change(phone)).status, 429);
  });
  it('ends a session after its silence and after its age', async () => {
    const technician = await bench.signIn('technician');
    const works = async (): Promise<boolean> => (await bench.post('/api/v1/stop', technician, {})).status === 204;
    for (let minute = 0; minute < 56; minute += 4) {
      assert.ok(await works(), `after ${minute} min`);
      bench.later(4 * 60_000);
    }
    bench.later(4 * 60_000);
    assert.ok(!(await works()), 'an hour is the longest');
    const quiet = await bench.signIn('technician');
    bench.later(5 * 60_000);
    assert.equal(problemOf(await bench.post('/api/v1/stop', quiet, {})), 'noSession');
  });
  it('shows a member own bookings only, and erases own faces only', async () => {
    const booking = await book(bench, { face: { consent: true, templates: [faceOf(1)] } });
    const other = granted(await bench.api.people.issueSignInCode({ memberId: 'other', name: 'B', language: 'en' }));
    const { token } = (await open({ role: 'phone', memberId: 'other', signInCode: other })).body as unknown as { token: string };
    assert.deepEqual((await bench.get('/api/v1/bookings', token)).body, { bookings: [] });
    const erase = (by: string) => bench.ask({ method: 'DELETE', url: `/api/v1/bookings/${booking.bookingId}/templates`, headers: { authorization: `Bearer ${by}` } });
    assert.equal(problemOf(await erase(token)), 'bookingUnknown');
    const own = await bench.signIn('phone');
    assert.equal((await erase(own)).status, 204);
    const { bookings } = (await bench.get<{ bookings: { hasFace: boolean }[] }>('/api/v1/bookings', own)).body;
    assert.equal(bookings[0]?.hasFace, false);
  });
});

describe('an API that may not open', () => {
  it('refuses a host that others can reach without TLS', async () => {
    const open = demoSite((site) => ({ ...site, network: { ...site.network, phone: { host: '0.0.0.0', port: 0 } } }));
    await assert.rejects(openApiBench({ site: open }), /unsafeListener: The phone listener is meant for 0\.0\.0\.0.*has no TLS/u);
  });
  it('refuses a certificate that cannot be used', async () => {
    const tls = { certificatePath: 'no-such-certificate.pem', keyPath: 'no-such-key.pem' };
    const open = demoSite((site) => ({ ...site, network: { ...site.network, phone: { host: '0.0.0.0', port: 0, tls } } }));
    await assert.rejects(openApiBench({ site: open }), /unsafeListener: The certificate of the phone listener cannot be used/u);
  });
});

describe('an API whose disk is full', () => {
  it('promises nothing, starts nothing, and says so in its health', async () => {
    const bench = await openApiBench();
    const booking = await book(bench);
    const kiosk = await bench.signIn('kiosk');
    const failing = { ok: false, error: { code: 'full', message: 'The disk is full.' } } as const;
    Object.assign(bench.journal.store, { commit: async () => failing, health: () => 'full' });
    assert.equal(problemOf(await bench.post('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })), 'storeUnavailable');
    const health = await bench.get<{ ok: boolean; journal: string }>('/health');
    assert.deepEqual([health.status, health.body.ok, health.body.journal], [503, false, 'full']);
    assert.equal((await bench.post('/api/v1/stop', kiosk, {})).status, 204, 'a stop waits for nothing');
    assert.deepEqual(bench.tower.asked, ['stop requested by kiosk']);
    await bench.close();
  });
});
