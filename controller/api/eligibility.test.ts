import assert from 'node:assert/strict';
import { NOON_UTC_MS } from '../journal/testing/journal-bench.ts';
import type { Eligibility } from './contract/index.ts';
import { MEMBER, book, demoSite, openApiBench, problemOf, signInAs, wish } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';
import { bringBack, fetchCar } from './testing/drive-visits.ts';
import { attest } from './testing/standing.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const question = (carId = 'SH-05', fromUtcMs = NOON_UTC_MS): string => `/api/v1/eligibility?carId=${carId}&fromUtcMs=${String(fromUtcMs)}&untilUtcMs=${String(fromUtcMs + HOUR_MS)}`;

describe('asking whether a car may be booked', () => {
  let bench: ApiBench;
  let phone: string;
  beforeEach(async () => {
    bench = await openApiBench();
    phone = await bench.signIn('phone');
  });
  afterEach(() => bench.close());
  const ask = async (url = question()): Promise<Eligibility> => {
    const heard = await bench.get<Eligibility>(url, phone);
    assert.equal(heard.status, 200, JSON.stringify(heard.body));
    return heard.body;
  };
  const codes = ({ rules }: Eligibility) => rules.flatMap(({ code }) => (code === undefined ? [] : [code]));

  it('explains every rule and what it would cost, and promises nothing', async () => {
    const { eligible, rules, terms } = await ask();
    assert.deepEqual([eligible, rules.length], [true, 15]);
    assert.deepEqual([terms.currency, terms.depositMinor, terms.feeMinor, terms.returnByUtcMs], ['CNY', 300_000, 0, NOON_UTC_MS + HOUR_MS + 3 * DAY_MS]);
    assert.equal((await bench.get<{ bookings: unknown[] }>('/api/v1/bookings', phone)).body.bookings.length, 0);
  });
  it('tells everything that is broken, and the booking is refused by the first of it', async () => {
    attest(bench.journal, MEMBER, { tier: 'standard', isBlocked: true, licenceUntilUtcMs: NOON_UTC_MS });
    const found = await ask();
    assert.deepEqual([found.eligible, codes(found)], [false, ['memberBlocked', 'tierTooLow', 'licenceExpires']]);
    assert.equal(problemOf(await bench.post('/api/v1/bookings', phone, wish(), 'a')), 'memberBlocked');
  });
  it('tells the fee of a score below the floor, which is asked for together with the deposit', async () => {
    attest(bench.journal, MEMBER, { creditScore: 699 });
    assert.equal((await ask()).terms.feeMinor, 9900);
    const { payments, terms } = await book(bench);
    assert.deepEqual(payments.map(({ kind, amountMinor, state }) => [kind, amountMinor, state]).sort(), [['belowFloorFee', 9900, 'held'], ['deposit', 300_000, 'held']]);
    assert.equal(terms.feeMinor, 9900);
  });
  it('knows nothing good of a member whom nobody has attested', async () => {
    await bench.api.people.issueSignInCode({ memberId: 'new', name: 'New', language: 'en' }).then(async (code) => {
      assert.ok(code.ok);
      const heard = await bench.post<{ token: string }>('/api/v1/sessions', undefined, { role: 'phone', memberId: 'new', signInCode: code.value });
      assert.equal(problemOf(await bench.post('/api/v1/bookings', heard.body.token, wish(), 'a')), 'standingUnknown');
    });
  });
  it('refuses new bookings while the clock is doubtful', async () => {
    bench.journal.wall.set(NOON_UTC_MS + DAY_MS);
    assert.deepEqual(codes(await ask(question('SH-05', NOON_UTC_MS + DAY_MS))), ['clockDoubtful']);
    bench.journal.wall.set(NOON_UTC_MS);
    assert.deepEqual(codes(await ask()), []);
  });
  it('says why not, also when two requests of one member race each other', async () => {
    const answers = await Promise.all(['SH-05', 'SH-06', 'SH-07'].map((carId) => bench.post('/api/v1/bookings', phone, wish({ carId }), carId)));
    const [made, ...refused] = [...answers].sort((a, b) => a.status - b.status);
    assert.equal(made?.status, 201);
    assert.deepEqual(refused.map(problemOf), ['oneAtATime', 'oneAtATime']);
  });
  it('lets a member have five cars within two months, each once, and not the sixth', async () => {
    for (const carId of ['SH-01', 'SH-02', 'SH-03', 'SH-04', 'SH-05']) {
      assert.deepEqual(codes(await ask(question(carId))), []);
      const booking = await book(bench, { carId }, carId);
      await bringBack(bench, booking, await fetchCar(bench, booking));
    }
    assert.deepEqual(codes(await ask(question('SH-06'))), ['carsExhausted']);
    assert.deepEqual(codes(await ask(question('SH-01'))), ['carHadBefore'], 'it counts already, and was had');
    const { rules } = await ask(question('SH-06'));
    assert.equal(rules.find(({ rule }) => rule === 'mostCars')?.params['freeFromUtcMs'], Date.UTC(2026, 7, 1, 4), 'two months later on the clocks of Shanghai');
    assert.equal((await bench.get<Eligibility>(question('SH-06'), await signInAs(bench, 'ada'))).body.eligible, true, 'others are not concerned');
  });
  it('asks nobody for money where it costs nothing, and refuses what costs where nobody can be paid', async () => {
    const free = demoSite((site) => ({ ...site, booking: { ...site.booking, rules: { ...site.booking.rules, depositMinor: 0 } } }));
    for (const [site, expected] of [[free, []], [demoSite(), ['paymentUnavailable']]] as const) {
      const alone = await openApiBench({ site, providers: {} });
      const heard = await alone.get<Eligibility>(question(), await alone.signIn('phone'));
      assert.deepEqual(codes(heard.body), expected);
      await alone.close();
    }
  });
});
