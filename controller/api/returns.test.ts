import assert from 'node:assert/strict';
import type { BookingView, Recognition, ReturnView } from './contract/index.ts';
import { book, openApiBench, problemOf } from './testing/api-bench.ts';
import type { ApiBench, Heard } from './testing/api-bench.ts';

type Begun = Heard<{ readonly returnId: string; readonly carId: string; readonly allClearKey: string }>;

describe('bringing a car back', () => {
  let bench: ApiBench;
  let kiosk: string;
  let booking: BookingView;
  beforeEach(async () => {
    bench = await openApiBench();
    kiosk = await bench.signIn('kiosk');
    booking = await book(bench);
  });
  afterEach(() => bench.close());

  const begin = (body: object, key = 'return-1'): Promise<Begun> => bench.post('/api/v1/returns', kiosk, body, key);
  const byCode = () => ({ by: 'code', code: booking.code, people: 2 });
  /** The car of the booking has been collected and driven away. */
  async function carIsOut(): Promise<void> {
    const found = await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code });
    const begun = await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket: found.body.ticket }, 'collect-1');
    bench.tower.tell({ kind: 'carLeft', carId: booking.carId, collectionId: begun.body.collectionId, utcMs: 0 });
    bench.tower.asked.length = 0;
    await bench.get('/api/v1/health', kiosk);
  }

  it('asks the tower for an empty pallet, for whom the code or the pass names', async () => {
    await carIsOut();
    const begun = await begin(byCode());
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    assert.equal(begun.body.carId, booking.carId);
    assert.deepEqual(bench.tower.asked, [`order ${begun.body.returnId} receive`]);
    const passed = await begin({ by: 'pass', payload: booking.pass, people: 1 }, 'return-2');
    assert.equal(passed.status, 201);
  });

  it('is offered to whoever is recognised while the car of the booking is out, by code and by pass, late as well', async () => {
    await carIsOut();
    bench.later(40 * 86_400_000);
    const again = await bench.signIn('kiosk');
    for (const request of [{ by: 'code', code: booking.code }, { by: 'pass', payload: booking.pass }]) {
      const found = await bench.post<Recognition>('/api/v1/recognitions', again, request);
      assert.equal(found.status, 201, JSON.stringify(found.body));
      assert.equal(found.body.errand, 'bringBack');
    }
  });

  it('begins with the ticket of a recognition, which brings back its own car only and collects none', async () => {
    await carIsOut();
    const found = await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code });
    const { ticket } = found.body;
    assert.equal((await bench.post('/api/v1/collections', kiosk, { ticket }, 'collect-2')).status, 409);
    const begun = await begin({ by: 'ticket', ticket, people: 2 });
    assert.deepEqual([begun.status, begun.body.carId], [201, booking.carId]);
    bench.later(181_000);
    assert.equal(problemOf(await begin({ by: 'ticket', ticket, people: 2 }, 'late')), 'ticketWrong');
    assert.equal(problemOf(await begin({ by: 'ticket', ticket: 'made-up', people: 2 }, 'none')), 'ticketWrong');
  });

  it('goes on with the return that is under way when its customer is recognised once more', async () => {
    await carIsOut();
    const { returnId, carId } = (await begin(byCode())).body;
    bench.tower.publish({ returns: [{ returnId, carId, bay: 'A', phase: 'awaiting', paused: false } satisfies ReturnView] });
    const again = await begin(byCode(), 'another-kiosk');
    assert.equal(again.body.returnId, returnId);
    assert.equal((await bench.post(`/api/v1/returns/${returnId}/all-clears`, kiosk, { allClearKey: again.body.allClearKey })).status, 204);
    assert.deepEqual(bench.tower.asked, [`order ${returnId} receive`, `allClear ${returnId} customer`]);
  });

  it('is taken back by the person that was recognised only', async () => {
    await carIsOut();
    const { returnId, allClearKey } = (await begin(byCode())).body;
    const withdraw = (key: string) => bench.post(`/api/v1/returns/${returnId}/withdrawals`, kiosk, { allClearKey: key });
    assert.equal(problemOf(await withdraw('somebody-elses')), 'notYours');
    assert.equal((await withdraw(allClearKey)).status, 204);
    assert.deepEqual(bench.tower.asked.slice(1), [`cancel ${returnId} customer`]);
  });

  it('goes on after a pause by a fresh reset and a fresh command, and only while it is under way', async () => {
    assert.equal(problemOf(await bench.post('/api/v1/returns/r-none/resumptions', kiosk, {})), 'returnUnknown');
    bench.tower.publish({ returns: [{ returnId: 'r-1', carId: booking.carId, bay: 'A', phase: 'awaiting', paused: true } satisfies ReturnView] });
    bench.tower.refuseNext('reset', { code: 'nothingToReset', message: 'Nothing is stopped.' });
    assert.equal((await bench.post('/api/v1/returns/r-1/resumptions', kiosk, {})).status, 204);
    bench.tower.refuseNext('reset', { code: 'resetNotAllowed', message: 'Staff must.' });
    assert.equal(problemOf(await bench.post('/api/v1/returns/r-1/resumptions', kiosk, {})), 'resetNotAllowed');
    assert.deepEqual(bench.tower.asked, ['reset customer', 'resume r-1', 'reset customer']);
    bench.tower.publish({ returns: [{ returnId: 'r-1', carId: booking.carId, bay: 'A', phase: 'done', paused: false } satisfies ReturnView] });
    assert.equal(problemOf(await bench.post('/api/v1/returns/r-1/resumptions', kiosk, {})), 'returnUnknown', 'its car stands in its place');
  });

  it('is not mixed up with the one before it, which is still told with its last phase', async () => {
    await carIsOut();
    bench.tower.publish({ returns: [{ returnId: 'r-before', carId: booking.carId, bay: 'A', phase: 'done', paused: false } satisfies ReturnView] });
    const { returnId } = (await begin(byCode())).body;
    assert.notEqual(returnId, 'r-before');
    assert.deepEqual(bench.tower.asked, [`order ${returnId} receive`]);
  });

  it('is one return, however often the same request comes', async () => {
    await carIsOut();
    const [first, again] = [await begin(byCode()), await begin(byCode())];
    assert.deepEqual(again.body, first.body);
    assert.equal(bench.tower.asked.length, 1);
  });

  it('is refused for a car that is not out, for a wrong code, and without a number of people', async () => {
    assert.equal(problemOf(await begin(byCode())), 'bookingDone');
    await carIsOut();
    assert.equal(problemOf(await begin({ by: 'code', code: '00000000', people: 1 }, 'r2')), 'codeWrong');
    assert.equal(problemOf(await begin({ by: 'code', code: booking.code }, 'r3')), 'malformed');
    assert.deepEqual(bench.tower.asked, []);
  });

  it('takes the all-clear from the person that was recognised, and from staff by name, and from nobody else', async () => {
    await carIsOut();
    const { returnId, allClearKey } = (await begin(byCode())).body;
    const say = (token: string, body: object) => bench.post(`/api/v1/returns/${returnId}/all-clears`, token, body);
    assert.equal(problemOf(await say(kiosk, {})), 'notYours');
    assert.equal(problemOf(await say(kiosk, { allClearKey: `${allClearKey.slice(0, -1)}${allClearKey.endsWith('A') ? 'B' : 'A'}` })), 'notYours');
    assert.equal((await say(kiosk, { allClearKey })).status, 204);
    assert.equal((await say(await bench.signIn('technician'), {})).status, 204);
    const [, customer, attendant] = bench.tower.asked;
    assert.equal(customer, `allClear ${returnId} customer`);
    assert.match(attendant ?? '', new RegExp(`^allClear ${returnId} \\S+$`, 'u'));
    assert.notEqual(attendant, customer);
  });

  it('tells why the tower does not take the all-clear', async () => {
    await carIsOut();
    const { returnId, allClearKey } = (await begin(byCode())).body;
    bench.tower.refuseNext('allClear', { code: 'somebodyPresent', message: 'Somebody is seen.' });
    const refused = await bench.post(`/api/v1/returns/${returnId}/all-clears`, kiosk, { allClearKey });
    assert.deepEqual([refused.status, problemOf(refused)], [409, 'somebodyPresent']);
  });
});
