import { statement } from '../../../journal/statements.ts';
import { NOON_UTC_MS, granted, openSeededBench } from '../../../journal/testing/journal-bench.ts';
import type { JournalBench } from '../../../journal/testing/journal-bench.ts';
import type { StoreRow } from '../../../ports.ts';
import { demoSite } from '../../../api/testing/api-bench.ts';
import { countingRng } from '../../../api/testing/manual-rim.ts';
import { createAttempts } from '../../attempts.ts';
import type { BookingParts } from '../../booking-parts.ts';
import { createSeal } from '../../sealing.ts';
import { makeSiteKeys } from '../../site-keys.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A journal with two members and the parts of the room. */
export interface MoneyBench {
  readonly journal: JournalBench;
  readonly parts: BookingParts;
  /** Books a car by hand, an hour from noon, three days. Each further booking of a car lies ten days later. */
  readonly addBooking: (booking: { readonly bookingId: string; readonly carId?: string; readonly memberId?: string; readonly state?: 'booked' | 'collecting' | 'out' | 'closed' }) => Promise<void>;
  readonly read: (query: ReturnType<typeof statement>) => readonly StoreRow[];
  readonly later: (ms: number) => void;
  /** Types of the events for the backend, in order, since the last call. */
  readonly events: () => readonly string[];
}

/** An open bench; `journal.remove()` ends it. */
export async function openMoneyBench(): Promise<MoneyBench> {
  const journal = await openSeededBench();
  const rng = countingRng();
  const keys = makeSiteKeys(rng);
  const { store, wall } = journal;
  const parts: BookingParts = {
    site: demoSite(), store, clock: { nowMs: () => wall.utcMs() - NOON_UTC_MS }, wall, rng, keys, seal: createSeal(keys.sealKey, rng), attempts: createAttempts(store, wall), bootId: () => 'boot-1',
  };
  for (const [memberId, language] of [['lin', 'zh'], ['ada', 'en']] as const) {
    granted(await store.commit([statement('member.add', { memberId, name: memberId, language, signInHash: '', utcMs: wall.utcMs() }, 1)]));
  }
  let bookings = 0;
  let told = 0;
  const read: MoneyBench['read'] = (query) => granted(store.readNow(query));
  return {
    journal, parts, read,
    addBooking: async ({ bookingId, carId = 'SH-05', memberId = 'lin', state = 'booked' }) => {
      const fromUtcMs = wall.utcMs() + HOUR_MS + bookings * 10 * DAY_MS;
      bookings += 1;
      const row = { bookingId, memberId, carId, fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS, returnByUtcMs: fromUtcMs + HOUR_MS + 3 * DAY_MS, language: 'zh', utcMs: wall.utcMs() };
      const secrets = { codeHash: bookingId, sealedCode: new Uint8Array(), passId: bookingId, pass: bookingId, consentUtcMs: null, origin: 'phone', afterBookingId: null, ownBookings: null };
      granted(await store.commit([statement('booking.add', { ...row, ...secrets }, 1)]));
      if (state === 'booked') return;
      const [collect, out] = [statement('booking.collect', { bookingId, collectionId: `c-${bookingId}` }, 1), statement('booking.out', { collectionId: `c-${bookingId}`, utcMs: wall.utcMs() }, 1)];
      granted(await store.commit(state === 'collecting' ? [collect] : [collect, out]));
      if (state === 'closed') granted(await store.commit([statement('booking.close', { bookingId, utcMs: wall.utcMs() }, 1)]));
    },
    later: (ms) => wall.set(wall.utcMs() + ms),
    events: () => {
      const all = read(statement('event.toSend', { most: 10_000 })).map(({ type }) => String(type));
      const fresh = all.slice(told);
      told = all.length;
      return fresh;
    },
  };
}
