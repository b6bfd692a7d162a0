import { TOWER } from './backend-bench.ts';

/** An event as a tower sends it. */
export function eventOf(seq: number, name: string, data: Readonly<Record<string, unknown>>, bootid = 'boot-1'): Readonly<Record<string, unknown>> {
  const [kind = ''] = name.split('.');
  return {
    specversion: '1.0', id: `${TOWER}/${bootid}/${String(seq)}`, source: `/towers/${TOWER}`, type: `io.carillon.${name}.v1`, subject: `${kind}/x`,
    time: new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString(), datacontenttype: 'application/json', bootid, seq, data,
  };
}

const HOUR_MS = 3_600_000;
const FROM_UTC_MS = Date.UTC(2026, 0, 1, 9);

/** A booking from its making to its car's return, with a deposit: seven events from `firstSeq`. */
export function driveOf(bookingId: string, carId: string, firstSeq = 1): readonly Readonly<Record<string, unknown>>[] {
  const payment = { paymentId: `p-${bookingId}`, memberId: 'demo', bookingId, kind: 'deposit', amountMinor: 300_000, currency: 'CNY' };
  return [
    eventOf(firstSeq, 'booking.made', { bookingId, memberId: 'demo', carId, origin: 'phone', fromUtcMs: FROM_UTC_MS, untilUtcMs: FROM_UTC_MS + HOUR_MS, returnByUtcMs: FROM_UTC_MS + 72 * HOUR_MS }),
    eventOf(firstSeq + 1, 'payment.changed', { ...payment, state: 'asked' }),
    eventOf(firstSeq + 2, 'payment.changed', { ...payment, state: 'held' }),
    eventOf(firstSeq + 3, 'car.left', { bookingId, carId, outUtcMs: FROM_UTC_MS + 1000 }),
    eventOf(firstSeq + 4, 'drive.extended', { bookingId, days: 1, returnByUtcMs: FROM_UTC_MS + 96 * HOUR_MS }),
    eventOf(firstSeq + 5, 'car.returned', { bookingId, carId, endedUtcMs: FROM_UTC_MS + 80 * HOUR_MS }),
    eventOf(firstSeq + 6, 'payment.changed', { ...payment, state: 'released' }),
  ];
}
