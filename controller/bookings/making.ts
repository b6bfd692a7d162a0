import type { BookingRequest } from '../api/contract/index.ts';
import { auditStatement } from '../journal/audit.ts';
import { statement } from '../journal/statements.ts';
import type { Statement } from '../ports.ts';
import { tell } from './backend/outbox.ts';
import type { BookingParts } from './booking-parts.ts';
import { codeAbout } from './booking-record.ts';
import type { BookingRecord } from './booking-record.ts';
import { randomCode } from './crockford.ts';
import { bookedStatement } from './messages/message-statement.ts';
import { paymentStatements } from './money/payment-statements.ts';
import { makePass, newPassId } from './pass.ts';
import type { Judged } from './rules/judging.ts';
import { templateToBytes } from './template-codec.ts';

/** A booking that is to be made. */
export interface NewBooking extends Omit<BookingRequest, 'face'> {
  readonly bookingId: string;
  readonly memberId: string;
  readonly returnByUtcMs: number;
  readonly origin: BookingRecord['origin'];
  readonly face?: BookingRequest['face'];
}

const CODE_LENGTH = 8;

/** What a template is sealed to. */
export const templateAbout = (bookingId: string, number: number): string => `template/${bookingId}/${String(number)}`;

function faceStatements(parts: BookingParts, bookingId: string, face: BookingRequest['face']): readonly Statement[] {
  return (face?.templates ?? []).map(({ version, vector }, number) =>
    statement('template.add', { bookingId, number, version, sealedTemplate: parts.seal.seal(templateToBytes(vector), templateAbout(bookingId, number)) }),
  );
}

function madeNews({ bookingId, memberId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, origin, afterBookingId }: NewBooking) {
  const data = { bookingId, memberId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, origin, ...(afterBookingId !== undefined && { afterBookingId }) };
  return { type: 'booking.made', subject: `booking/${bookingId}`, data } as const;
}

/**
 * A booking as one batch: its code and pass, its face, the deposit and the fee that are asked for it, the row of the audit, the event and the
 * message. The journal has the last word: it refuses with `conflict` what another booking has claimed since the rules were judged.
 */
export function makeBooking(parts: BookingParts, booking: NewBooking, { facts, feeMinor, depositMinor }: Judged): readonly Statement[] {
  const { site, rng, seal, keys, wall } = parts;
  const { bookingId, memberId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, language, origin, afterBookingId = null, face } = booking;
  const code = randomCode(rng, CODE_LENGTH);
  const passId = newPassId(rng);
  const utcMs = wall.utcMs();
  return [
    statement('booking.add', {
      bookingId, memberId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, language, passId, utcMs, origin, afterBookingId, ownBookings: facts.own.length,
      codeHash: seal.keyedHash('code', code),
      sealedCode: seal.seal(Buffer.from(code), codeAbout(bookingId)),
      pass: makePass({ passId, fromUtcMs, untilUtcMs }, site.id, keys),
      consentUtcMs: face === undefined ? null : utcMs,
    }, 1),
    ...faceStatements(parts, bookingId, face),
    ...paymentStatements(parts, [{ memberId, bookingId, kind: 'deposit', amountMinor: depositMinor }, { memberId, bookingId, kind: 'belowFloorFee', amountMinor: feeMinor }]),
    auditStatement('bookingMade', { bookingId, carId, hasFace: face !== undefined }, utcMs),
    tell(parts, madeNews(booking)),
    bookedStatement(parts, bookingId),
  ];
}
