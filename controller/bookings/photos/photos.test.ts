import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'jpeg-js';
import type { BookingView, PhotoView } from '../../api/contract/index.ts';
import { book, openApiBench, problemOf } from '../../api/testing/api-bench.ts';
import type { ApiBench } from '../../api/testing/api-bench.ts';

const DAY_MS = 86_400_000;

function picture(shade = 0, width = 120): Buffer {
  const data = Buffer.alloc(width * 90 * 4, shade);
  return encode({ width, height: 90, data }, 60).data;
}

describe('photos of the car', () => {
  let bench: ApiBench;
  let phone: string;
  let booking: BookingView;
  beforeEach(async () => {
    bench = await openApiBench();
    phone = await bench.signIn('phone');
    booking = await book(bench);
  });
  afterEach(() => bench.close());
  const put = (body: Buffer, place = 'handOver/front', token = phone, bookingId = booking.bookingId) =>
    bench.ask<PhotoView>({ method: 'PUT', url: `/api/v1/bookings/${bookingId}/photos/${place}`, headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' }, payload: body });
  const list = async () => (await bench.get<{ photos: PhotoView[] }>(`/api/v1/bookings/${booking.bookingId}/photos`, phone)).body.photos;
  const folder = () => join(bench.journal.folder, 'photos');
  const drive = async (): Promise<string> => {
    const kiosk = await bench.signIn('kiosk');
    const { ticket } = (await bench.post<{ ticket: string }>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
    const { collectionId } = (await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket }, 'k')).body;
    bench.tower.tell({ kind: 'carLeft', carId: 'SH-05', collectionId, utcMs: 0 });
    await list();
    return collectionId;
  };

  it('are refused before the car is handed over, and of somebody else', async () => {
    assert.equal(problemOf(await put(picture())), 'notOut');
    assert.equal(problemOf(await put(picture(), 'handOver/front', phone, 'b-nobody')), 'bookingUnknown');
    assert.equal(problemOf(await put(picture(), 'handOver/front', await bench.signIn('kiosk'))), 'wrongRole');
    assert.equal(problemOf(await put(picture(), 'handOver/roof')), 'malformed');
  });
  it('are kept, listed and shown to their driver', async () => {
    await drive();
    assert.equal((await put(picture())).status, 200);
    assert.equal((await put(picture(9), 'return/left')).status, 200);
    assert.deepEqual((await list()).map(({ moment, position }) => [moment, position]), [['handOver', 'front'], ['return', 'left']]);
    const shown = await bench.ask({ method: 'GET', url: `/api/v1/bookings/${booking.bookingId}/photos/handOver/front`, headers: { authorization: `Bearer ${phone}` } });
    assert.equal(shown.headers['content-type'], 'image/jpeg');
    assert.equal(shown.status, 200);
    assert.equal(problemOf(await bench.get(`/api/v1/bookings/${booking.bookingId}/photos/handOver/rear`, phone)), 'notFound');
  });
  it('lie sealed beside the journal: no byte of the picture is found in a file', async () => {
    await drive();
    const bytes = picture(77);
    await put(bytes);
    const [name] = readdirSync(folder());
    const sealed = readFileSync(join(folder(), name!));
    assert.ok(!sealed.includes(bytes.subarray(200, 232)));
    assert.ok(!sealed.includes('JFIF'));
  });
  it('have one effect, however often they arrive; another picture takes the place of the first while the drive lasts', async () => {
    await drive();
    const [first, again] = [await put(picture()), await put(picture())];
    assert.deepEqual(again.body, first.body);
    assert.equal(readdirSync(folder()).length, 1);
    assert.equal((await put(picture(200))).status, 200);
    assert.deepEqual([(await list()).length, readdirSync(folder()).length], [1, 1]);
  });
  it('stay as they are once the car is back; what is missing may still come for two days', async () => {
    await drive();
    const first = await put(picture());
    bench.tower.tell({ kind: 'carReturned', carId: 'SH-05', bookingId: booking.bookingId, returnId: 'r-1', utcMs: 0 });
    await list();
    assert.equal(problemOf(await put(picture(200))), 'bookingDone');
    assert.deepEqual((await put(picture())).body, first.body, 'the answer that was lost');
    assert.equal((await put(picture(3), 'return/rear')).status, 200);
    bench.later(6 * DAY_MS);
    const late = await bench.signIn('phone');
    assert.equal(problemOf(await put(picture(4), 'return/left', late)), 'bookingDone');
  });
  it('are refused when they are no photo, too large, or no picture at all', async () => {
    await drive();
    assert.equal(problemOf(await put(Buffer.from('GIF89a'))), 'photoWrong');
    assert.equal(problemOf(await put(picture(0, 40))), 'photoWrong');
    assert.equal(problemOf(await put(Buffer.alloc(1_600_000))), 'tooLarge');
    const asJson = await bench.ask({ method: 'PUT', url: `/api/v1/bookings/${booking.bookingId}/photos/handOver/front`, headers: { authorization: `Bearer ${phone}` }, payload: { a: 1 } });
    assert.equal(problemOf(asJson), 'malformed');
    assert.deepEqual(await list(), []);
  });
  it('go thirty days after the end of the drive, file and row; a file that no row knows goes at once', async () => {
    await drive();
    await put(picture());
    bench.tower.tell({ kind: 'carReturned', carId: 'SH-05', bookingId: booking.bookingId, returnId: 'r-1', utcMs: 0 });
    await list();
    bench.later(29 * DAY_MS);
    bench = await bench.restart();
    assert.equal(readdirSync(folder()).length, 1);
    bench.later(6 * DAY_MS);
    bench = await bench.restart();
    assert.deepEqual(readdirSync(folder()), []);
    phone = await bench.signIn('phone');
    assert.deepEqual(await list(), []);
  });
});
