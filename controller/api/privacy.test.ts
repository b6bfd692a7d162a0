import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { statement, statements } from '../journal/statements.ts';
import { granted } from '../journal/testing/journal-bench.ts';
import type { BookingView, FaceTemplate } from './contract/index.ts';
import { FACE_TEMPLATE_VERSION } from './contract/index.ts';
import { templateToBytes } from '../bookings/template-codec.ts';
import { book, openApiBench } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

/** A face whose numbers appear nowhere else. */
const canary: FaceTemplate = { version: FACE_TEMPLATE_VERSION, vector: Array.from({ length: 128 }, (_, i) => Math.sin((i + 1) * 12.9898) * 0.123_456) };
const face = { consent: true, templates: [canary, canary, canary] };
const asText = canary.vector.slice(0, 3).map(String);
const asBytes = Buffer.from(templateToBytes(canary.vector)).subarray(16, 48);

const tellsOfFace = (text: string): boolean => asText.some((number) => text.includes(number));

describe('a face, once given', () => {
  let bench: ApiBench;
  let booking: BookingView;
  let signInCode: string;
  beforeEach(async () => {
    bench = await openApiBench();
    booking = await book(bench, { face });
    ({ signInCode } = bench);
  });
  afterEach(() => bench.close());
  const filesWith = (needle: Buffer): readonly string[] =>
    readdirSync(bench.journal.folder).filter((name) => readFileSync(join(bench.journal.folder, name)).includes(needle));

  it('is read by no route, whoever asks', async () => {
    const tokens = [undefined, await bench.signIn('kiosk'), await bench.signIn('phone'), await bench.signIn('technician')];
    const { paths } = (await bench.get<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json')).body;
    const urls = Object.entries(paths)
      .filter(([, methods]) => 'get' in methods)
      .map(([path]) => path.replace('{collectionId}', 'c-1').replace('{bookingId}', booking.bookingId));
    assert.ok(urls.length >= 8);
    const answers: string[] = [];
    for (const url of [...urls, '/why?motion=lift.move', `/api/v1/bookings/${booking.bookingId}/templates`, '/openapi.json']) {
      for (const token of tokens) answers.push(JSON.stringify((await bench.get(url, token)).body));
    }
    assert.equal(answers.filter(tellsOfFace).length, 0);
    assert.ok(answers.some((answer) => answer.includes('"hasFace":true')));
  });
  it('is not in the answer of the booking, nor in what is kept of that answer', async () => {
    assert.ok(!tellsOfFace(JSON.stringify(booking)));
    const again = await bench.post('/api/v1/bookings', await bench.signIn('phone'), { carId: 'SH-05', fromUtcMs: booking.fromUtcMs, untilUtcMs: booking.untilUtcMs, language: 'zh', face }, 'book-1');
    assert.deepEqual(again.body, booking);
  });
  it('stands in no file in the clear, nor do code, sign-in code and PIN', () => {
    bench.journal.store.closeNow();
    for (const needle of [asBytes, ...[...asText, booking.code, signInCode, bench.pin].map((text) => Buffer.from(text))]) {
      assert.deepEqual(filesWith(needle), [], needle.toString());
    }
  });
  it('is in no log', async () => {
    const kiosk = await bench.signIn('kiosk');
    await bench.post('/api/v1/recognitions', kiosk, { by: 'face', templates: [canary, canary] });
    await bench.post('/api/v1/recognitions', kiosk, { by: 'face', templates: [{ ...canary, version: 'x' }] });
    assert.ok(!tellsOfFace(JSON.stringify(bench.logged)));
  });
  it('leaves nothing behind in the files when the car has left, not even sealed', async () => {
    const sealed = granted(bench.journal.store.readNow(statement('template.due', { latestFromUtcMs: booking.fromUtcMs, earliestUntilUtcMs: 0 })));
    const pieces = sealed.map(({ sealedTemplate }) => Buffer.from(sealedTemplate as Uint8Array).subarray(100, 132));
    assert.equal(pieces.length, 3);
    assert.ok(pieces.every((piece) => filesWith(piece).length > 0), 'they are there before');
    const kiosk = await bench.signIn('kiosk');
    const { ticket } = (await bench.post<{ ticket: string }>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
    const { collectionId } = (await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket }, 'k')).body;
    bench.tower.tell({ kind: 'carLeft', carId: 'SH-05', collectionId, utcMs: 0 });
    await bench.get('/health');
    assert.deepEqual(pieces.flatMap(filesWith), []);
  });
  it('goes when the booking ends unused', async () => {
    bench.later(3 * 3_600_000);
    const { bookings } = (await bench.get<{ bookings: BookingView[] }>('/api/v1/bookings', await bench.signIn('phone'))).body;
    assert.deepEqual([bookings[0]?.state, bookings[0]?.hasFace], ['expired', false]);
  });
  it('is read by one statement only', () => {
    const readers = [...statements].filter(([, { sql }]) => /sealed_template/u.test(sql) && /^\s*SELECT/u.test(sql)).map(([name]) => name);
    assert.deepEqual(readers, ['template.due']);
  });
});
