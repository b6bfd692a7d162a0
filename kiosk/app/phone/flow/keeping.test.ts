import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sampleSite } from '../../testing/sample-tower.ts';
import { sampleBooking } from '../testing/phone-bench.ts';
import { calendarFile } from './calendar-file.ts';
import { createPassKeeper, passToKeep } from './kept-pass.ts';

const MINUTE_MS = 60_000;
const entry = {
  uid: 'b-1@tower', title: 'Collect the car', description: 'Take your licence; it is needed.\nSee you.', place: 'Tower, Shanghai',
  fromUtcMs: Date.UTC(2026, 2, 14, 4), untilUtcMs: Date.UTC(2026, 2, 14, 5), remindMinutes: 60,
};

describe('the calendar file of a booking', () => {
  it('says begin and end in UTC, escapes what has a meaning in the format, and ends every line as it asks', () => {
    const text = calendarFile([entry], Date.UTC(2026, 2, 1));
    assert.match(text, /\r\nDTSTART:20260314T040000Z\r\nDTEND:20260314T050000Z\r\n/u);
    assert.match(text, /\r\nDESCRIPTION:Take your licence\\; it is needed\.\\nSee you\.\r\n/u);
    assert.match(text, /\r\nLOCATION:Tower\\, Shanghai\r\n/u);
    assert.ok(!/[^\r]\n/u.test(text));
    assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  });
  it('has no line of more than 75 octets, and loses no character by it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      const text = calendarFile([{ ...entry, title: title.replaceAll(/[\r\n\\;,]/gu, '') }], 0);
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
      assert.ok(text.replaceAll('\r\n ', '').includes(`SUMMARY:${title.replaceAll(/[\r\n\\;,]/gu, '')}\r\n`));
    }));
  });
});

describe('a pass that is kept on the phone', () => {
  const setUp = (text?: string) => {
    const store = { text, read: () => store.text, write: (next: string) => { store.text = next; return true; }, erase: () => { store.text = undefined; } };
    return { store, keeper: createPassKeeper(store) };
  };
  const booking = { ...sampleBooking, untilUtcMs: 1_000_000, terms: { ...sampleBooking.terms, graceMinutes: 15 } };
  it('is there until its window and the grace are over, to the millisecond, and is then erased', () => {
    const { store, keeper } = setUp();
    assert.equal(keeper.keep(passToKeep(booking, 'Aurora E7', sampleSite)), true);
    const endUtcMs = 1_000_000 + 15 * MINUTE_MS;
    assert.equal(keeper.read(endUtcMs - 1)?.code, booking.code);
    assert.equal(keeper.read(endUtcMs), undefined);
    assert.equal(store.text, undefined);
  });
  it('says nothing of the member', () => {
    const kept = Object.keys(passToKeep(booking, 'Aurora E7', sampleSite)).toSorted((a, b) => a.localeCompare(b));
    assert.deepEqual(kept, ['bookingId', 'car', 'code', 'eraseUtcMs', 'fromUtcMs', 'hasFace', 'pass', 'returnByUtcMs', 'site', 'timezone', 'untilUtcMs']);
  });
  it('of a bought car names no time to bring it back', () => {
    const { keeper } = setUp();
    keeper.keep(passToKeep({ ...booking, bought: 'fetch' }, 'Aurora E7', sampleSite));
    assert.deepEqual([keeper.read(0)?.code, keeper.read(0)?.returnByUtcMs], [booking.code, undefined]);
  });
  it('is erased when it is not as this page writes it', () => {
    for (const text of ['{', '{"pass":1}', '']) {
      const { store, keeper } = setUp(text);
      assert.equal(keeper.read(0), undefined);
      assert.equal(store.text, undefined, text);
    }
  });
});
