import assert from 'node:assert/strict';
import { statement } from '../journal/statements.ts';
import { fault } from '../ports.ts';
import { NOON_UTC_MS, granted } from '../journal/testing/journal-bench.ts';
import type { CollectionView, HandOffOffer, HandOffView, Recognition, WalkUp } from './contract/index.ts';
import { MEMBER, book, openApiBench, problemOf, signInAs } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';
import { fetchCar } from './testing/drive-visits.ts';
import { attest } from './testing/standing.ts';
import { createScriptedContracts } from '../bookings/purchases/testing/scripted-contracts.ts';
import { createScriptedProvider } from '../bookings/money/testing/scripted-provider.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CAR = 'SH-05';

describe('taking a car now, handed over from the kiosk to a phone', () => {
  let bench: ApiBench;
  let kiosk: string;
  let phone: string;
  beforeEach(async () => {
    bench = await openApiBench();
    [kiosk, phone] = [await bench.signIn('kiosk'), await bench.signIn('phone')];
  });
  afterEach(() => bench.close());

  const wall = async (): Promise<WalkUp> => {
    const heard = await bench.get<WalkUp>('/api/v1/walk-up', kiosk);
    assert.equal(heard.status, 200, JSON.stringify(heard.body));
    return heard.body;
  };
  const ask = async (more: object = {}, key = 'h1'): Promise<Heard<HandOffView>> => {
    const [window] = (await wall()).windows;
    return bench.post<HandOffView>('/api/v1/hand-offs', kiosk, { errand: 'walkUp', carId: CAR, untilUtcMs: window?.untilUtcMs ?? 0, language: 'zh', ...more }, key);
  };
  const begin = async (more: object = {}, key = 'h1'): Promise<HandOffView> => {
    const heard = await ask(more, key);
    assert.equal(heard.status, 201, JSON.stringify(heard.body));
    return heard.body;
  };
  const tokenOf = ({ link }: HandOffView): string => link.split('#take=')[1] ?? '';
  const look = (view: HandOffView) => bench.get<HandOffView>(`/api/v1/hand-offs/${view.handOffId}`, kiosk);
  const stateOf = async (view: HandOffView) => (await look(view)).body.state;
  const open = (token: string) => bench.post<HandOffOffer>('/api/v1/hand-off-openings', undefined, { token });
  const claim = (token: string, as = phone) => bench.post<HandOffOffer>('/api/v1/hand-off-claims', as, { token });
  const bookIt = (offer: HandOffOffer, as = phone, key = 'b1') => bench.post<{ bookingId: string }>('/api/v1/bookings', as, { carId: offer.carId, ...offer.window, language: 'zh' }, key);
  const recognise = (view: HandOffView) => bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'handOff', handOffId: view.handOffId });

  it('leads from the screen to the phone and back, and the car comes with the ticket of exactly that booking', async () => {
    const view = await begin();
    assert.equal(view.state, 'waiting');
    assert.match(view.link, /^http:\/\/127\.0\.0\.1:8461\/phone\/#take=[\w-]{32}$/u);
    assert.equal((await open(tokenOf(view))).body.carId, CAR);
    assert.equal(await stateOf(view), 'opened');
    assert.equal(problemOf(await recognise(view)), 'handOffOpen');
    const claimed = await claim(tokenOf(view));
    assert.equal(claimed.body.eligibility?.eligible, true);
    const seen = (await look(view)).body;
    assert.deepEqual([seen.state, seen.maskedName, seen.terms?.depositMinor], ['claimed', 'L** X**', 300_000]);
    const booked = await bookIt(claimed.body);
    assert.equal(booked.status, 201, JSON.stringify(booked.body));
    assert.deepEqual([(await look(view)).body.state, (await look(view)).body.bookingId], ['done', booked.body.bookingId]);
    const { body: found } = await recognise(view);
    assert.deepEqual([found.bookingId, found.errand, found.car.carId, found.secondFactor], [booked.body.bookingId, 'collect', CAR, false]);
    const collection = await bench.post<CollectionView>('/api/v1/collections', kiosk, { ticket: found.ticket }, 'c1');
    assert.deepEqual([collection.status, collection.body.carId], [201, CAR]);
  });

  it('shows what is free now with windows from this moment, and when the car must be back', async () => {
    const { cars, windows, terms } = await wall();
    assert.ok(cars.length > 3 && cars.every(({ free, level }) => free.length === windows.length && level !== ''));
    assert.deepEqual(windows, [1, 2, 4].map((hours) => ({ untilUtcMs: NOON_UTC_MS + hours * HOUR_MS, returnByUtcMs: NOON_UTC_MS + hours * HOUR_MS + 3 * DAY_MS })));
    assert.deepEqual([terms.depositMinor, terms.feeMinor], [300_000, 9900]);
    // A tower at rest says how long the car would take.
    assert.ok(cars.every(({ ready }) => ready !== undefined && ready.highS > ready.lowS));
  });
  it('claims nothing of the time while the tower is stopped', async () => {
    bench.tower.publish({ state: 'stopped' });
    assert.ok((await wall()).cars.every(({ ready }) => ready === undefined));
  });
  it('leaves out a car that somebody books, and one that cannot come; shortens what is booked from later on', async () => {
    await book(bench, { fromUtcMs: NOON_UTC_MS + 4 * HOUR_MS + 3 * DAY_MS - MINUTE_MS, untilUtcMs: NOON_UTC_MS + 5 * HOUR_MS + 3 * DAY_MS });
    assert.deepEqual((await wall()).cars.find(({ carId }) => carId === CAR)?.free, [NOON_UTC_MS + HOUR_MS, NOON_UTC_MS + 2 * HOUR_MS]);
    const other = (await wall()).cars.find(({ carId }) => carId !== CAR);
    bench.tower.publish({ quarantines: [{ place: `cell:${other?.cell ?? ''}`, reason: 'byPerson', sinceUtcMs: 0 }] });
    assert.ok(!(await wall()).cars.some(({ carId }) => carId === other?.carId));
    await book(bench, { carId: 'SH-07' }, 'b2', await signInAs(bench, 'other'));
    assert.ok(!(await wall()).cars.some(({ carId }) => carId === 'SH-07'));
  });

  it('holds the car from whoever would buy it as well, but not from the member who has claimed it', async () => {
    await bench.close();
    bench = await openApiBench({ providers: { contracts: createScriptedContracts(), payments: createScriptedProvider() } });
    [kiosk, phone] = [await bench.signIn('kiosk'), await bench.signIn('phone')];
    const view = await begin();
    const buy = (as: string, key: string) => bench.post('/api/v1/purchases', as, { carId: CAR }, key);
    const other = await signInAs(bench, 'other');
    assert.equal(problemOf(await buy(other, 'p1')), 'carTaken');
    await claim(tokenOf(view));
    assert.equal(problemOf(await buy(other, 'p2')), 'carTaken');
    assert.equal((await buy(phone, 'p3')).status, 201);
  });
  it('holds the car for whoever has scanned, and for nobody else, until it ends', async () => {
    const view = await begin();
    const other = await signInAs(bench, 'other');
    const window = { fromUtcMs: NOON_UTC_MS, untilUtcMs: NOON_UTC_MS + HOUR_MS };
    const taken = await bench.post('/api/v1/bookings', other, { carId: CAR, ...window, language: 'en' }, 'o1');
    assert.equal(problemOf(taken), 'carTaken');
    assert.equal((await bench.get<{ cars: { carId: string; available: boolean }[] }>('/api/v1/cars')).body.cars.find(({ carId }) => carId === CAR)?.available, false);
    assert.equal((await bookIt((await claim(tokenOf(view))).body)).status, 201);
  });
  it('is given up by the kiosk, after which the car is everybody’s and the code unknown', async () => {
    const view = await begin();
    await bench.ask({ method: 'DELETE', url: `/api/v1/hand-offs/${view.handOffId}`, headers: { authorization: `Bearer ${kiosk}` } });
    assert.equal(problemOf(await look(view)), 'handOffUnknown');
    assert.equal(problemOf(await open(tokenOf(view))), 'handOffUnknown');
    assert.equal(problemOf(await claim(tokenOf(view))), 'handOffUnknown');
    await book(bench);
  });
  it('lives five minutes for a phone, and a quarter of an hour for the member who has claimed it', async () => {
    const view = await begin();
    bench.later(5 * MINUTE_MS - 1);
    await claim(tokenOf(view));
    bench.later(14 * MINUTE_MS);
    const offer = (await claim(tokenOf(view))).body;
    assert.deepEqual(offer.window, { fromUtcMs: NOON_UTC_MS + 19 * MINUTE_MS - 1, untilUtcMs: NOON_UTC_MS + HOUR_MS });
    assert.equal(offer.eligibility?.eligible, true, 'the chosen end still leaves a window that is long enough');
    bench.later(MINUTE_MS);
    assert.equal(problemOf(await look(view)), 'handOffUnknown');
    assert.equal(problemOf(await claim(tokenOf(view))), 'handOffUnknown');
  });
  it('is alone at its kiosk: a new one ends the last, and the same request makes no second one', async () => {
    const first = await begin();
    assert.equal((await begin()).handOffId, first.handOffId);
    const second = await begin({}, 'h2');
    assert.equal(problemOf(await look(first)), 'handOffUnknown');
    assert.notEqual(tokenOf(second), tokenOf(first));
  });

  it('belongs to whoever signs in first: a second member is turned away, the first may ask again', async () => {
    const view = await begin();
    await claim(tokenOf(view));
    assert.equal(problemOf(await claim(tokenOf(view), await signInAs(bench, 'other'))), 'handOffTaken');
    assert.equal((await claim(tokenOf(view))).status, 200);
    assert.equal((await look(view)).body.maskedName, 'L** X**');
  });
  it('is claimed by nobody of whom nothing can be written down', async () => {
    const view = await begin();
    const { commit } = bench.journal.store;
    let isFull = true;
    Object.assign(bench.journal.store, {
      commit: async (batch: Parameters<typeof commit>[0]) =>
        (isFull && batch.some(({ params }) => params['kind'] === 'handOffClaimed') ? fault('full', 'The disk is full.') : commit(batch)),
    });
    assert.equal(problemOf(await claim(tokenOf(view))), 'storeUnavailable');
    assert.equal(await stateOf(view), 'waiting');
    isFull = false;
    assert.equal((await claim(tokenOf(view))).status, 200);
    const written = granted(bench.journal.store.readNow(statement('audit.all'))).filter((row) => JSON.stringify(row).includes('handOffClaimed'));
    assert.equal(written.length, 1);
  });
  it('is opened by nobody who guesses', async () => {
    const view = await begin();
    for (const token of ['x', tokenOf(view).slice(1), view.handOffId, `${tokenOf(view)}A`]) assert.equal(problemOf(await claim(token)), 'handOffUnknown', token);
    assert.equal(problemOf(await bench.get('/api/v1/hand-offs/h-0000000000000000', kiosk)), 'handOffUnknown');
    assert.equal(await stateOf(view), 'waiting');
  });
  it('tells the screen why the rules do not allow it, and goes on once they do', async () => {
    const view = await begin();
    attest(bench.journal, MEMBER, { tier: 'standard', isBlocked: true });
    const refused = (await claim(tokenOf(view))).body;
    assert.equal(refused.state, 'refused');
    assert.deepEqual((await look(view)).body.codes, ['memberBlocked', 'tierTooLow']);
    assert.equal(problemOf(await bookIt(refused)), 'memberBlocked');
    attest(bench.journal, MEMBER);
    assert.equal(await stateOf(view), 'claimed');
  });
  it('gives no ticket for a booking that the member had before', async () => {
    const earlier = await book(bench, { carId: 'SH-07' });
    const view = await begin();
    await claim(tokenOf(view));
    assert.equal((await look(view)).body.state, 'refused');
    assert.equal(problemOf(await recognise(view)), 'handOffOpen');
    assert.notEqual((await look(view)).body.bookingId, earlier.bookingId);
  });
  it('says that the choice has passed, that the car is gone, or why nothing may be collected', async () => {
    assert.equal(problemOf(await ask({ untilUtcMs: NOON_UTC_MS + 10 * DAY_MS })), 'windowPast');
    await book(bench, {}, 'o1', await signInAs(bench, 'other'));
    assert.equal(problemOf(await ask({}, 'h2')), 'carTaken');
    bench.journal.wall.set(NOON_UTC_MS + DAY_MS);
    assert.equal((await wall()).code, 'clockDoubtful');
    assert.equal(problemOf(await ask({ untilUtcMs: NOON_UTC_MS + DAY_MS }, 'h3')), 'clockDoubtful');
  });
  it('ends with a restart, and what was booked stays booked', async () => {
    const view = await begin();
    const booked = await bookIt((await claim(tokenOf(view))).body);
    const again = await bench.restart();
    try {
      assert.equal(problemOf(await again.get(`/api/v1/hand-offs/${view.handOffId}`, await again.signIn('kiosk'))), 'handOffUnknown');
      const { bookings } = (await again.get<{ bookings: { bookingId: string }[] }>('/api/v1/bookings', await again.signIn('phone'))).body;
      assert.deepEqual(bookings.map(({ bookingId }) => bookingId), [booked.body.bookingId]);
    } finally {
      await again.api.close();
    }
  });
});

describe('what is owed or bought, handed over from the kiosk', () => {
  it('is for the person that was recognised, and for nobody else', async () => {
    const bench = await openApiBench();
    try {
      const kiosk = await bench.signIn('kiosk');
      const booking = await book(bench);
      await fetchCar(bench, booking);
      const found = (await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
      for (const errand of ['buy', 'pay'] as const) {
        assert.equal(problemOf(await bench.post('/api/v1/hand-offs', kiosk, { errand, ticket: 'forged', language: 'en' }, `${errand}0`)), 'ticketWrong');
        const begun = await bench.post<HandOffView>('/api/v1/hand-offs', kiosk, { errand, ticket: found.ticket, language: 'en' }, errand);
        assert.equal(begun.status, 201, JSON.stringify(begun.body));
        const token = begun.body.link.split('#take=')[1] ?? '';
        assert.equal(problemOf(await bench.post('/api/v1/hand-off-claims', await signInAs(bench, 'other'), { token })), 'handOffTaken');
        const own = await bench.post<HandOffOffer>('/api/v1/hand-off-claims', await bench.signIn('phone'), { token });
        assert.deepEqual([own.body.state, own.body.bookingId, own.body.window], [errand === 'pay' ? 'done' : 'claimed', booking.bookingId, undefined]);
      }
    } finally {
      await bench.close();
    }
  });
  it('waits until the deposit is held', async () => {
    const provider = createScriptedProvider();
    provider.rule.onHold = 'asked';
    const bench = await openApiBench({ providers: { payments: provider } });
    try {
      const [kiosk, phone] = [await bench.signIn('kiosk'), await bench.signIn('phone')];
      const [window] = (await bench.get<WalkUp>('/api/v1/walk-up', kiosk)).body.windows;
      const view = (await bench.post<HandOffView>('/api/v1/hand-offs', kiosk, { errand: 'walkUp', carId: CAR, untilUtcMs: window?.untilUtcMs ?? 0, language: 'zh' }, 'h')).body;
      const offer = (await bench.post<HandOffOffer>('/api/v1/hand-off-claims', phone, { token: view.link.split('#take=')[1] ?? '' })).body;
      await bench.post('/api/v1/bookings', phone, { carId: CAR, ...offer.window, language: 'zh' }, 'b');
      assert.equal((await bench.get<HandOffView>(`/api/v1/hand-offs/${view.handOffId}`, kiosk)).body.state, 'paying');
      assert.equal(problemOf(await bench.post('/api/v1/recognitions', kiosk, { by: 'handOff', handOffId: view.handOffId })), 'depositMissing');
    } finally {
      await bench.close();
    }
  });
});
