import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'jpeg-js';
import type { BookingView, Me, MemberExport, Preferences, Recognition } from '../../api/contract/index.ts';
import { statement } from '../../journal/statements.ts';
import { granted } from '../../journal/testing/journal-bench.ts';
import { book, faceOf, openApiBench, problemOf } from '../../api/testing/api-bench.ts';
import type { ApiBench } from '../../api/testing/api-bench.ts';
import { messageStatement } from '../messages/message-statement.ts';
import { createSeal } from '../sealing.ts';

const LIKES: Preferences = { language: 'zh', textSize: 'xl', contrast: 'hc-dark', audio: false, reach: 'low', reducedMotion: true };
const face = { consent: true, templates: [faceOf(1), faceOf(1, 0.02)] };

describe('what the tower keeps of a member', () => {
  let bench: ApiBench;
  let phone: string;
  let booking: BookingView;
  beforeEach(async () => {
    bench = await openApiBench();
    phone = await bench.signIn('phone');
    booking = await book(bench, { face });
  });
  afterEach(() => bench.close());
  const send = (method: 'PUT' | 'DELETE', url: string, payload?: object, token = phone) =>
    bench.ask({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload !== undefined && { payload }) });
  const read = (name: Parameters<typeof statement>[0], params = {}) => granted(bench.journal.store.readNow(statement(name, params)));
  /** Every file of the journal, its log and its photos, as one piece of bytes. */
  const everyByte = (folder = bench.journal.folder): Buffer =>
    Buffer.concat(readdirSync(folder).map((name) => join(folder, name)).map((path) => (statSync(path).isDirectory() ? everyByte(path) : readFileSync(path))));
  const leave = async (): Promise<string> => {
    const kiosk = await bench.signIn('kiosk');
    const { ticket } = (await bench.post<{ ticket: string }>('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code })).body;
    const { collectionId } = (await bench.post<{ collectionId: string }>('/api/v1/collections', kiosk, { ticket }, 'k')).body;
    bench.tower.tell({ kind: 'carLeft', carId: 'SH-05', collectionId, utcMs: 0 });
    return collectionId;
  };
  const comeBack = () => bench.tower.tell({ kind: 'carReturned', carId: 'SH-05', bookingId: booking.bookingId, returnId: 'r-1', utcMs: 0 });

  it('is shown to the member: name, standing, how many faces and photos', async () => {
    const before = (await bench.get<Me>('/api/v1/me', phone)).body;
    assert.deepEqual([before.memberId, before.name, before.faces, before.photos, before.preferences], ['demo', 'Lin Xiao', 1, 0, undefined]);
    assert.equal((await send('PUT', '/api/v1/me/preferences', LIKES)).status, 204);
    assert.deepEqual((await bench.get<Me>('/api/v1/me', phone)).body.preferences, LIKES);
    assert.equal(problemOf(await send('PUT', '/api/v1/me/preferences', { ...LIKES, textSize: 'huge' })), 'malformed');
    assert.equal(problemOf(await bench.get('/api/v1/me', await bench.signIn('kiosk'))), 'wrongRole');
  });
  it('is carried to the kiosk when it recognises the member, and nothing is carried of who has said nothing', async () => {
    const kiosk = await bench.signIn('kiosk');
    const recognise = async () => (await bench.post<Recognition>('/api/v1/recognitions', kiosk, { by: 'pass', payload: booking.pass })).body.preferences;
    assert.equal(await recognise(), undefined);
    await send('PUT', '/api/v1/me/preferences', LIKES);
    assert.deepEqual(await recognise(), LIKES);
  });
  it('is one member, whoever tells of them first: a sign-in code is issued in the instant in which another one, or the backend, adds them', async () => {
    const issue = (code: string) => bench.api.people.issueSignInCode({ memberId: 'new', name: 'Li Na', language: 'zh' }, code);
    const both = await Promise.all([issue('ABCDEFGHJKMNPQRS'), issue('TUVWXYZ234567ABC')]);
    assert.deepEqual(both.map(({ ok }) => ok), [true, true]);
    assert.ok((await bench.api.people.signIn('new', 'TUVWXYZ234567ABC')).ok, 'the later code is the one that counts');
  });
  it('is taken away as one file: own codes and times, no face, nothing of others', async () => {
    granted(await bench.api.people.issueSignInCode({ memberId: 'other', name: 'Wang Wei', language: 'en' }, 'ABCDEFGHJKMNPQRS'));
    await send('PUT', '/api/v1/me/preferences', LIKES);
    const heard = await bench.get<MemberExport>('/api/v1/me/export', phone);
    assert.match(String(heard.headers['content-disposition']), /^attachment/u);
    const { member, bookings, preferences, photos } = heard.body;
    assert.equal(member.name, 'Lin Xiao');
    assert.deepEqual(preferences, LIKES);
    assert.deepEqual(bookings.map(({ bookingId, code, hasFace, consentUtcMs }) => [bookingId, code, hasFace, consentUtcMs]), [[booking.bookingId, booking.code, true, bench.journal.wall.utcMs()]]);
    assert.deepEqual(photos, []);
    const text = JSON.stringify(heard.body);
    assert.ok(!text.includes('Wang Wei') && !text.includes('vector') && !text.includes('1.4'));
  });
  it('is gone after the erasure: no name, code, pass, face, preference, message or photo is found in any byte of the files', async () => {
    await leave();
    await send('PUT', '/api/v1/me/preferences', LIKES);
    const seal = createSeal(Buffer.alloc(32, 7), { next: () => 0.5, bytes: (n) => new Uint8Array(n).fill(9) });
    granted(await bench.journal.store.commit([messageStatement({ seal, wall: bench.journal.wall }, { kind: 'booked', memberId: 'demo', about: booking.bookingId, params: { code: booking.code } })]));
    const jpeg = encode({ width: 80, height: 80, data: Buffer.alloc(80 * 80 * 4, 3) }, 50).data;
    const photo = await bench.ask({ method: 'PUT', url: `/api/v1/bookings/${booking.bookingId}/photos/handOver/front`, headers: { authorization: `Bearer ${phone}`, 'content-type': 'image/jpeg' }, payload: jpeg });
    assert.equal(photo.status, 200);
    comeBack();
    await bench.get('/api/v1/me', phone);
    const [row] = read('booking.one', { bookingId: booking.bookingId });
    const [message] = read('member.messages', { memberId: 'demo' });
    const [signIn] = read('member.one', { memberId: 'demo' });
    const [answer] = read('answer.one', { requestKey: 'phone/demo/POST /api/v1/bookings/book-1' });
    const bytesOf = (value: unknown): Buffer => Buffer.from(value instanceof Uint8Array ? value : []);
    const pictures = readdirSync(join(bench.journal.folder, 'photos')).map((name) => readFileSync(join(bench.journal.folder, 'photos', name)).subarray(40, 80));
    const personal = [
      Buffer.from('Lin Xiao'), Buffer.from(booking.pass), Buffer.from(String(signIn?.['signInHash'])), Buffer.from('hc-dark'), bytesOf(row?.['sealedCode']),
      bytesOf(message?.['sealedParams']), bytesOf(answer?.['sealedAnswer']).subarray(0, 100), ...pictures,
    ];
    assert.ok(personal.every((piece) => everyByte().includes(piece)), 'all of it is there before');
    assert.equal((await send('DELETE', '/api/v1/me')).status, 204);
    const after = everyByte();
    assert.deepEqual(personal.filter((piece) => after.includes(piece)).map(String), []);
    assert.ok(existsSync(bench.journal.path) && after.includes(booking.bookingId), 'the booking itself stays, under its number');
  });
  it('keeps no way in: the session ends at once, and the sign-in code opens nothing', async () => {
    assert.equal((await send('DELETE', '/api/v1/me')).status, 204);
    assert.equal(problemOf(await bench.get('/api/v1/me', phone)), 'noSession');
    assert.equal(problemOf(await bench.post('/api/v1/sessions', undefined, { role: 'phone', memberId: 'demo', signInCode: bench.signInCode })), 'signInWrong');
    assert.equal(problemOf(await bench.post('/api/v1/sessions', undefined, { role: 'phone', memberId: 'demo', signInCode: 'X' })), 'signInWrong');
  });
  it('cancels a booking that has not begun, whose code then opens nothing, and tells the backend without a name', async () => {
    assert.equal((await send('DELETE', '/api/v1/me')).status, 204);
    assert.equal(read('booking.one', { bookingId: booking.bookingId })[0]?.['state'], 'cancelled');
    assert.equal(problemOf(await bench.post('/api/v1/recognitions', await bench.signIn('kiosk'), { by: 'code', code: booking.code })), 'bookingDone');
    const told = read('event.toSend', { most: 50 }).map(({ type, data }) => [type, String(data)]);
    assert.ok(told.some(([type]) => type === 'member.erased') && told.some(([type]) => type === 'booking.cancelled'));
    assert.ok(!JSON.stringify(told).includes('Lin'));
  });
  it('is not erased while the car is out, nor while money is under way; afterwards it is', async () => {
    await leave();
    await bench.get('/api/v1/me', phone);
    assert.equal(problemOf(await send('DELETE', '/api/v1/me')), 'driveUnderWay');
    assert.equal((await bench.get<Me>('/api/v1/me', phone)).body.name, 'Lin Xiao');
    comeBack();
    await bench.get('/api/v1/me', phone);
    assert.equal((await send('DELETE', '/api/v1/me')).status, 204);
  });
  it('is erased as a whole or not at all: a car that is collected in between refuses everything', async () => {
    await leave();
    await bench.get('/api/v1/me', phone);
    const { read: honest } = bench.journal.store;
    Object.assign(bench.journal.store, {
      read: async (query: Parameters<typeof honest>[0]) => {
        const rows = await honest(query);
        return query.name === 'member.kept' && rows.ok ? { ok: true, value: rows.value.map((row) => ({ ...row, hasCar: 0 })) } : rows;
      },
    });
    assert.equal(problemOf(await send('DELETE', '/api/v1/me')), 'driveUnderWay');
    assert.equal(read('member.one', { memberId: 'demo' })[0]?.['name'], 'Lin Xiao');
  });
});
