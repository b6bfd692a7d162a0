import assert from 'node:assert/strict';
import type { BookingView, CollectionView, Problem, Recognition } from './contract/index.ts';
import { statement } from '../journal/statements.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import { book, demoSite, faceOf, openApiBench, problemOf, wish } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

const face = { consent: true, templates: [faceOf(1), faceOf(1, 0.1), faceOf(1, -0.1)] };

describe('collecting a booked car', () => {
  let bench: ApiBench;
  let kiosk: string;
  beforeEach(async () => {
    bench = await openApiBench();
    kiosk = await bench.signIn('kiosk');
  });
  afterEach(() => bench.close());
  const recognise = (body: object): Promise<Heard<Recognition>> => bench.post('/api/v1/recognitions', kiosk, body);
  const collect = (ticket: string, key: string): Promise<Heard<CollectionView>> => bench.post('/api/v1/collections', kiosk, { ticket }, key);
  const bookings = async (): Promise<readonly BookingView[]> =>
    (await bench.get<{ bookings: BookingView[] }>('/api/v1/bookings', await bench.signIn('phone'))).body.bookings;
  const templates = (): number => Number(granted(bench.journal.store.readNow(statement('template.leftOver')))[0]?.['templates']);

  it('goes from booking by face to a car that has left, and forgets the face', async () => {
    const booking = await book(bench, { face });
    assert.ok(booking.hasFace);
    const found = await recognise({ by: 'face', templates: [faceOf(1, 0.2), faceOf(1, 0.25)] });
    assert.equal(found.status, 201, JSON.stringify(found.body));
    assert.deepEqual(
      { ...found.body, ticket: '', car: found.body.car.carId },
      { ticket: '', errand: 'collect', bookingId: booking.bookingId, maskedName: 'L** X**', language: 'zh', car: 'SH-05', cell: '2-1L', returnByUtcMs: booking.returnByUtcMs, secondFactor: false },
    );
    const begun = await collect(found.body.ticket, 'collect-1');
    assert.equal(begun.status, 201);
    assert.deepEqual(bench.tower.asked, [`collect ${begun.body.collectionId} SH-05`]);
    bench.tower.tell({ kind: 'carLeft', carId: 'SH-05', collectionId: begun.body.collectionId, utcMs: 0 });
    const [out] = await bookings();
    assert.equal(out?.state, 'out');
    assert.equal(out.hasFace, false);
  });
  it('takes code and pass as equals of the face', async () => {
    const booking = await book(bench);
    for (const way of [{ by: 'code', code: booking.code }, { by: 'pass', payload: booking.pass }]) {
      assert.equal((await recognise(way)).body.bookingId, booking.bookingId);
    }
  });
  it('starts one collection for a key, however often it is asked', async () => {
    const booking = await book(bench);
    const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
    const [one, two] = await Promise.all([collect(ticket, 'same'), collect(ticket, 'same')]);
    const three = await collect(ticket, 'same');
    assert.equal(one.status, 201);
    assert.deepEqual([two.body, three.body], [one.body, one.body]);
    assert.equal(bench.tower.asked.length, 1);
  });
  it('fulfils a booking once: not by a used ticket, nor by recognising again', async () => {
    const booking = await book(bench);
    const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
    const second = (await recognise({ by: 'code', code: booking.code })).body.ticket;
    const begun = await collect(ticket, 'first');
    // The core writes this row itself.
    granted(await bench.journal.journal.order({ kind: 'deliver', orderId: begun.body.collectionId, bookingId: booking.bookingId, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase: 'coming' }));
    assert.equal(problemOf(await collect(ticket, 'again')), 'ticketWrong');
    assert.equal(problemOf(await collect(second, 'other')), 'bookingDone');
    assert.equal(problemOf(await recognise({ by: 'pass', payload: booking.pass })), 'alreadyCollecting');
    bench.tower.tell({ kind: 'carLeft', carId: 'SH-05', collectionId: begun.body.collectionId, utcMs: 0 });
    await bookings();
    assert.deepEqual((await recognise({ by: 'pass', payload: booking.pass })).body.errand, 'bringBack');
  });
  it('gives booking and ticket back when the tower refuses, with its reasons', async () => {
    const booking = await book(bench);
    const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
    const broken = [{
      interlockId: 'IL-03', fact: 'hatchLocked', value: undefined, expects: true, cause: 'stale', sinceMs: 5, sources: ['io-structure.hatchLocked'], reaction: 'stop', reset: 'technician',
      words: { customer: 'a', operator: 'b', technician: 'c' }, bay: undefined,
    }] as const;
    bench.tower.refuseNext('collect', { code: 'notPermitted', message: 'The hatch is open.', broken });
    const refused = await collect(ticket, 'key-1');
    assert.equal(problemOf(refused), 'notPermitted');
    const [reason] = (refused.body as unknown as Problem).reasons ?? [];
    assert.deepEqual([reason?.interlockId, reason?.value, reason?.customer], ['IL-03', null, 'a']);
    assert.equal((await bookings())[0]?.state, 'booked');
    assert.equal((await collect(ticket, 'key-1')).status, 201, 'the same wish may be tried again');
  });
  it('frees a booking whose collection the tower never took on, after a restart', async () => {
    const booking = await book(bench);
    granted(await bench.journal.store.commit([statement('booking.collect', { bookingId: booking.bookingId, collectionId: 'c-lost' }, 1)]));
    bench = await bench.restart();
    assert.equal((await bookings())[0]?.state, 'booked');
  });
  it('closes a booking whose car left while the controller was down', async () => {
    const booking = await book(bench, { face });
    granted(await bench.journal.store.commit([statement('booking.collect', { bookingId: booking.bookingId, collectionId: 'c-1' }, 1)]));
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: 'SH-05', to: 'outside' }], by: 'test', why: 'it left' }));
    bench = await bench.restart();
    const [out] = await bookings();
    assert.deepEqual([out?.state, out?.hasFace], ['out', false]);
    assert.equal(templates(), 0);
  });
  it('goes on with a collection whose answer was lost in a crash, under the same key', async () => {
    const booking = await book(bench);
    const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
    const requestKey = 'kiosk/kiosk/POST /api/v1/collections/lost';
    const begun = await collect(ticket, 'lost');
    granted(await bench.journal.journal.order({ kind: 'deliver', orderId: begun.body.collectionId, bookingId: booking.bookingId, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase: 'coming' }));
    granted(await bench.journal.store.commit([statement('answer.end', { requestKey, status: null, sealedAnswer: null }, 1)]));
    bench = await bench.restart();
    kiosk = await bench.signIn('kiosk');
    const again = await collect(ticket, 'lost');
    assert.equal(again.status, 201, JSON.stringify(again.body));
    assert.equal(again.body.collectionId, begun.body.collectionId);
  });
  for (const code of ['recovering', 'towerUnavailable'] as const) {
    it(`keeps a collection that the tower has taken on, although it answers ${code} when it is asked for again`, async () => {
      const booking = await book(bench);
      const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
      const requestKey = 'kiosk/kiosk/POST /api/v1/collections/lost';
      const { collectionId } = (await collect(ticket, 'lost')).body;
      granted(await bench.journal.journal.order({ kind: 'deliver', orderId: collectionId, bookingId: booking.bookingId, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase: 'coming' }));
      granted(await bench.journal.store.commit([statement('answer.end', { requestKey, status: null, sealedAnswer: null }, 1)]));
      bench = await bench.restart();
      kiosk = await bench.signIn('kiosk');
      bench.tower.refuseNext('collect', { code, message: 'Not at this moment.' });
      assert.equal(problemOf(await collect(ticket, 'lost')), code);
      assert.equal((await bookings())[0]?.state, 'collecting');
      bench.tower.tell({ kind: 'carLeft', carId: 'SH-05', collectionId, utcMs: 0 });
      await bench.get('/health');
      assert.equal((await bookings())[0]?.state, 'out');
    });
  }
  it('shows a collection while it runs and from the journal afterwards', async () => {
    const booking = await book(bench);
    const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
    const { collectionId } = (await collect(ticket, 'k')).body;
    assert.equal((await bench.get<CollectionView>(`/api/v1/collections/${collectionId}`)).body.phase, 'finding');
    bench.tower.publish({ collections: [] });
    // One that goes home again is cancelled to its customer, however far its pallet still has to go.
    for (const [phase, shown] of [['shutting', 'cancelled'], ['returning', 'cancelled'], ['cancelled', 'cancelled'], ['stalled', 'stalled'], ['done', 'done']] as const) {
      granted(await bench.journal.journal.order({ kind: 'deliver', orderId: collectionId, bookingId: booking.bookingId, carId: 'SH-05', palletId: 'P05', fromCell: '2-1L', bay: 'A', phase }));
      assert.equal((await bench.get<CollectionView>(`/api/v1/collections/${collectionId}`)).body.phase, shown);
    }
    assert.equal(problemOf(await bench.get('/api/v1/collections/c-none')), 'collectionUnknown');
  });
  it('goes on after a pause by the customer: a reset, then a command', async () => {
    const booking = await book(bench);
    const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
    const { collectionId } = (await collect(ticket, 'k')).body;
    const path = `/api/v1/collections/${collectionId}/resumptions`;
    assert.equal((await bench.post(path, kiosk, {})).status, 204);
    assert.deepEqual(bench.tower.asked.slice(1), ['reset customer', `resume ${collectionId}`]);
    bench.tower.refuseNext('reset', { code: 'resetNotAllowed', message: 'A technician must look.' });
    assert.equal(problemOf(await bench.post(path, kiosk, {})), 'resetNotAllowed');
    assert.equal(bench.tower.asked.at(-1), 'reset customer', 'nothing was commanded');
    bench.tower.refuseNext('reset', { code: 'nothingToReset', message: 'Nothing is latched.' });
    assert.equal((await bench.post(path, kiosk, {})).status, 204);
    assert.equal(problemOf(await bench.post('/api/v1/collections/c-none/resumptions', kiosk, {})), 'collectionUnknown');
  });
  it('asks for the code after the face where the site wants both', async () => {
    await bench.close();
    bench = await openApiBench({ site: demoSite((site) => ({ ...site, identity: { ...site.identity, secondFactorForFace: true } })) });
    kiosk = await bench.signIn('kiosk');
    const booking = await book(bench, { face });
    const byFace = (await recognise({ by: 'face', templates: [faceOf(1), faceOf(1)] })).body;
    assert.ok(byFace.secondFactor);
    assert.equal(problemOf(await collect(byFace.ticket, 'k1')), 'secondFactorNeeded');
    const byCode = (await recognise({ by: 'code', code: booking.code })).body;
    assert.equal((await collect(byCode.ticket, 'k2')).status, 201);
  });
  it('lets a ticket live three minutes', async () => {
    const booking = await book(bench);
    const { ticket } = (await recognise({ by: 'code', code: booking.code })).body;
    bench.later(180_000);
    assert.equal(problemOf(await collect(ticket, 'k')), 'ticketWrong');
    assert.deepEqual(bench.tower.asked, []);
  });
  it('says when a car is not in its place', async () => {
    const booking = await book(bench);
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'pallet', id: 'P05', to: 'unknown' }], by: 'test', why: 'test' }));
    assert.equal(problemOf(await recognise({ by: 'code', code: booking.code })), 'carNotHere');
  });
  it('keeps the second wish for one car at one time out', async () => {
    await book(bench);
    const second = await bench.post('/api/v1/bookings', await bench.signIn('phone'), wish(), 'book-2');
    assert.equal(problemOf(second), 'carTaken');
  });
});
