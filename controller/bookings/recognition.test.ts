import assert from 'node:assert/strict';
import { statement } from '../journal/statements.ts';
import type { Problem } from '../api/contract/index.ts';
import type { BookingView, Recognition } from '../api/contract/index.ts';
import { NOON_UTC_MS, granted } from '../journal/testing/journal-bench.ts';
import { book, faceOf, openApiBench, problemOf, signInAs, wish } from '../api/testing/api-bench.ts';
import type { ApiBench, Heard } from '../api/testing/api-bench.ts';

const HALF_HOUR_MS = 1_800_000;
const faceOfPerson = (person: number) => ({ consent: true, templates: [faceOf(person), faceOf(person, 0.05)] });

describe('recognising a customer', () => {
  let bench: ApiBench;
  let kiosk: string;
  let booking: BookingView;
  beforeEach(async () => {
    bench = await openApiBench();
    kiosk = await bench.signIn('kiosk');
    booking = await book(bench, { face: faceOfPerson(1), untilUtcMs: NOON_UTC_MS + 4 * 3_600_000 });
  });
  afterEach(() => bench.close());
  const recognise = (body: object): Promise<Heard<Recognition & Problem>> => bench.post('/api/v1/recognitions', kiosk, body);
  const byFace = (...apart: readonly number[]) => recognise({ by: 'face', templates: apart.map((each) => faceOf(1, each)) });
  const byCode = (code: string) => recognise({ by: 'code', code });
  const failures = (subject: string): number => Number(granted(bench.journal.store.readNow(statement('attempt.one', { subject })))[0]?.['failures'] ?? 0);

  it('pauses codes after five wrong ones, for everybody at this kiosk, and leaves the other ways open', async () => {
    for (let left = 4; left >= 0; left -= 1) {
      const wrong = await byCode('00000000');
      assert.equal(problemOf(wrong), 'codeWrong');
      assert.equal(wrong.body.attemptsLeft, left);
    }
    const locked = await byCode(booking.code);
    assert.equal(problemOf(locked), 'codeLocked');
    assert.equal(locked.body.retryAfterMs, HALF_HOUR_MS);
    assert.equal(locked.headers['retry-after'], '1800');
    assert.equal((await recognise({ by: 'pass', payload: booking.pass })).status, 201);
    assert.equal((await byFace(0.1, 0.1)).status, 201);
    bench.later(HALF_HOUR_MS - 1);
    assert.equal(problemOf(await byCode(booking.code)), 'codeLocked');
    bench.later(1);
    assert.equal((await byCode(booking.code)).status, 201);
    assert.equal((await byCode('00000000')).body.attemptsLeft, 4, 'a right code forgives');
  });
  it('counts an attempt before it judges it: nothing is judged that could not be counted', async () => {
    const { commit } = bench.journal.store;
    const seen: number[] = [];
    Object.assign(bench.journal.store, {
      commit: async (batch: Parameters<typeof commit>[0]) => {
        seen.push(failures('code:kiosk'));
        return batch.some(({ name }) => name === 'attempt.count') ? { ok: false, error: { code: 'io', message: 'gone' } } : commit(batch);
      },
    });
    assert.equal(problemOf(await byCode(booking.code)), 'storeUnavailable', 'not even the right code');
    assert.deepEqual(seen, [0]);
  });
  it('keeps the count across a restart', async () => {
    for (let i = 0; i < 5; i += 1) await byCode('00000000');
    bench = await bench.restart();
    kiosk = await bench.signIn('kiosk');
    assert.equal(problemOf(await byCode(booking.code)), 'codeLocked');
  });
  it('does not shorten a pause when the clock of the tower is set back', async () => {
    for (let i = 0; i < 5; i += 1) await byCode('00000000');
    bench.journal.wall.set(NOON_UTC_MS - 60_000);
    assert.equal((await byCode(booking.code)).body.retryAfterMs, HALF_HOUR_MS);
  });
  it('pauses the face of a booking after three near misses, and of that booking only', async () => {
    await book(bench, { carId: 'SH-06', face: faceOfPerson(2), untilUtcMs: NOON_UTC_MS + 4 * 3_600_000 }, 'book-2', await signInAs(bench, 'ada'));
    for (let left = 2; left >= 0; left -= 1) {
      const miss = await byFace(0.55, 0.55);
      assert.equal(problemOf(miss), 'notRecognised');
      assert.equal(miss.body.attemptsLeft, left);
    }
    assert.equal(problemOf(await byFace(0.1, 0.1)), 'notRecognised', 'the owner is no longer looked for');
    assert.equal((await recognise({ by: 'face', templates: [faceOf(2), faceOf(2)] })).status, 201);
    assert.equal((await byCode(booking.code)).status, 201);
    bench.later(HALF_HOUR_MS);
    assert.equal((await byFace(0.1, 0.1)).status, 201);
  });
  it('says that the face is paused when nobody else is looked for', async () => {
    for (let i = 0; i < 3; i += 1) await byFace(0.55, 0.55);
    const locked = await byFace(0.1, 0.1);
    assert.equal(problemOf(locked), 'faceLocked');
    assert.equal(locked.body.retryAfterMs, HALF_HOUR_MS);
  });
  it('lets a stranger try for ever without closing the way to anybody', async () => {
    for (let i = 0; i < 6; i += 1) {
      const stranger = await recognise({ by: 'face', templates: [faceOf(7), faceOf(7)] });
      assert.equal(problemOf(stranger), 'notRecognised');
      assert.equal(stranger.body.attemptsLeft, undefined);
    }
    assert.equal((await byFace(0.1, 0.1)).status, 201);
  });
  it('needs two probes, and counts nothing for one', async () => {
    assert.equal(problemOf(await byFace(0)), 'notRecognised');
    assert.equal(failures(`face:${booking.bookingId}`), 0);
  });
  it('looks only among the bookings that are due now', async () => {
    bench.later(5 * 3_600_000);
    assert.equal(problemOf(await byFace(0, 0)), 'notRecognised');
    assert.equal(problemOf(await byCode(booking.code)), 'bookingDone', 'its window is over and it was swept');
  });
  it('says too early with the time to wait, and too late within the sweep', async () => {
    const later = await book(bench, { carId: 'SH-07', fromUtcMs: NOON_UTC_MS + 7_200_000, untilUtcMs: NOON_UTC_MS + 10_800_000 }, 'later', await signInAs(bench, 'ada'));
    const early = await recognise({ by: 'pass', payload: later.pass });
    assert.equal(problemOf(early), 'tooEarly');
    assert.equal(early.body.retryAfterMs, 7_200_000 - 15 * 60_000);
    bench.later(19 * 600_000);
    await bench.get('/health');
    bench.later(300_001);
    assert.equal(problemOf(await recognise({ by: 'pass', payload: later.pass })), 'tooLate');
  });
  it('hands the car over on a clock that cannot be believed, and audits that', async () => {
    bench.journal.wall.set(NOON_UTC_MS + 30 * 86_400_000);
    const found = await byCode(booking.code);
    assert.equal(found.status, 201, 'a window says nothing on a doubtful clock, and no clock keeps a car in');
    assert.equal((await bench.post('/api/v1/collections', kiosk, { ticket: found.body.ticket }, 'collect')).status, 201);
    const begun = granted(bench.journal.store.readNow(statement('audit.all'))).find(({ kind }) => kind === 'collectionBegun');
    assert.equal(JSON.parse(String(begun?.['detail'])).clockDoubtful, true);
    assert.equal(problemOf(await bench.post('/api/v1/bookings', await signInAs(bench, 'ada'), wish({ carId: 'SH-06' }), 'new')), 'windowPast');
  });
  it('refuses passes that are not of this tower', async () => {
    for (const payload of ['', 'hello', booking.pass.slice(0, -1), `${booking.pass}A`]) {
      const refused = await recognise({ by: 'pass', payload });
      assert.equal(problemOf(refused), payload === '' ? 'malformed' : 'passWrong', payload);
    }
  });
  it('takes a code in the form that keypads give only', async () => {
    for (const code of ['1234567', '123456789', 'ILOU0000', booking.code.toLowerCase().concat('!')]) assert.equal(problemOf(await byCode(code)), 'malformed', code);
    assert.equal(failures('code:kiosk'), 0);
  });
  it('judges attempts that arrive together one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => byCode('00000000')));
    assert.deepEqual(answers.map(problemOf), [...Array.from({ length: 5 }, () => 'codeWrong'), ...Array.from({ length: 3 }, () => 'codeLocked')]);
  });
});

describe('booking a car', () => {
  let bench: ApiBench;
  let phone: string;
  beforeEach(async () => {
    bench = await openApiBench();
    phone = await bench.signIn('phone');
  });
  afterEach(() => bench.close());
  const ask = (more: object, key: string, token = phone) => bench.post<BookingView>('/api/v1/bookings', token, wish(more), key);
  const HOUR_MS = 3_600_000;
  const DAY_MS = 24 * HOUR_MS;

  it('refuses a car that the tower does not know, and one that is not there', async () => {
    assert.equal(problemOf(await ask({ carId: 'SH-99' }, 'a')), 'carUnknown');
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: 'SH-05', to: 'outside' }], by: 'test', why: 'test' }));
    assert.equal(problemOf(await ask({}, 'b')), 'carNotHere');
  });
  it('keeps the car from the beginning of the window until it must be back, to the millisecond', async () => {
    const first = (await ask({ fromUtcMs: NOON_UTC_MS + 5 * DAY_MS, untilUtcMs: NOON_UTC_MS + 5 * DAY_MS + HOUR_MS }, 'first')).body;
    const other = await signInAs(bench, 'ada');
    const third = await signInAs(bench, 'bo');
    const at = (fromUtcMs: number, key: string, token = other) => ask({ fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS }, key, token);
    assert.equal(first.returnByUtcMs, NOON_UTC_MS + 8 * DAY_MS + HOUR_MS);
    assert.equal(problemOf(await at(first.returnByUtcMs - 1, 'a')), 'carTaken');
    assert.equal((await at(first.returnByUtcMs, 'b')).status, 201);
    // Its own return must lie before the other begins.
    assert.equal(problemOf(await at(first.fromUtcMs - 3 * DAY_MS - HOUR_MS + 1, 'c', third)), 'carTaken');
    assert.equal((await at(first.fromUtcMs - 3 * DAY_MS - HOUR_MS, 'd', third)).status, 201);
  });
  it('gives a car to one of two who ask at the same instant', async () => {
    const answers = await Promise.all(['a', 'b', 'c'].map((key) => ask({}, key)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
  });
  it('is held by the journal itself when a reader was late', () => {
    const add = (bookingId: string) =>
      statement('booking.add', {
        bookingId, memberId: 'demo', carId: 'SH-05', fromUtcMs: 1, untilUtcMs: 2, returnByUtcMs: 3, language: 'en', codeHash: bookingId, sealedCode: new Uint8Array(1),
        passId: bookingId, pass: 'x', consentUtcMs: null, utcMs: 0, origin: 'phone', ownBookings: null, afterBookingId: bookingId === 'b-2' ? 'b-1' : null,
      });
    granted(bench.journal.store.commitNow([add('b-1')]));
    const second = bench.journal.store.commitNow([add('b-2')]);
    assert.match(second.ok ? '' : second.error.message, /the car is taken in this window/u);
  });
  it('gives each booking a code and a pass of its own', async () => {
    const seen = new Set<string>();
    for (const carId of ['SH-01', 'SH-02', 'SH-03', 'SH-04']) {
      const { code, pass } = (await ask({ carId }, carId, await signInAs(bench, `of-${carId}`))).body;
      assert.match(code, /^[0-9A-HJKMNP-TV-Z]{8}$/u);
      seen.add(code).add(pass);
    }
    assert.equal(seen.size, 8);
  });
  it('shows which cars are free now', async () => {
    await ask({}, 'a');
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: 'SH-06', to: 'outside' }], by: 'test', why: 'test' }));
    const { cars } = (await bench.get<{ cars: { carId: string; available: boolean }[] }>('/api/v1/cars', phone)).body;
    assert.deepEqual(cars.filter(({ available }) => !available).map(({ carId }) => carId), ['SH-05', 'SH-06']);
  });
});
