import type { BookingView, ExtensionOffer, Extensions } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readView } from '../booking-view.ts';
import { paymentStatements } from '../money/payment-statements.ts';
import { readOwnBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Judge, RuleParts } from '../rules/judging.ts';
import { offerOf } from './extension-offers.ts';
import type { ExtensionFacts } from './extension-offers.ts';

/** Drives that last longer, where nobody who comes later suffers. */
export interface DriveExtensions {
  readonly offers: (memberId: string, bookingId: string) => Promise<Result<Extensions, Refusal>>;
  /** Extends by whole days. Asking again with the same `extensionId` extends once. Errors: the code of the offer. */
  readonly extend: (memberId: string, bookingId: string, extensionId: string, days: number) => Promise<Result<BookingView, Refusal>>;
}

/** What extensions need beyond the parts of the rules. */
export interface ExtensionParts extends RuleParts {
  readonly judge: Judge;
  /** Carries out what was just asked of the provider; see `money/money.ts`. */
  readonly settle: (bookingId: string) => Promise<Result<void, Refusal>>;
}

const NOT_POSSIBLE = 'The drive cannot be extended by that. Nothing was changed. The offers say what is possible, and why the rest is not.';

async function factsOf(parts: ExtensionParts, memberId: string, bookingId: string): Promise<Result<ExtensionFacts & { readonly drive: BookingRecord }, Refusal>> {
  const own = await readOwnBooking(parts, memberId, bookingId);
  if (!own.ok) return own;
  const judged = await parts.judge('release', memberId, own.value);
  return judged.ok ? ok({ drive: own.value, facts: judged.value.facts }) : judged;
}

function extension(parts: ExtensionParts, { bookingId, memberId, returnByUtcMs: wasUtcMs }: BookingRecord, extensionId: string, { days, returnByUtcMs, feeMinor }: ExtensionOffer): readonly Statement[] {
  const utcMs = parts.wall.utcMs();
  return [
    statement('extension.add', { extensionId, bookingId, days, returnByUtcMs, utcMs }, 1),
    statement('booking.extend', { bookingId, days, returnByUtcMs, wasUtcMs }, 1),
    ...paymentStatements(parts, [{ memberId, bookingId, kind: 'extension', amountMinor: feeMinor }]),
    auditStatement('driveExtended', { bookingId, days, returnByUtcMs }, utcMs),
    tell(parts, { type: 'drive.extended', subject: `booking/${bookingId}`, data: { bookingId, days, returnByUtcMs } }),
  ];
}

function createExtend(parts: ExtensionParts): DriveExtensions['extend'] {
  const viewOf = async (memberId: string, bookingId: string): Promise<Result<BookingView, Refusal>> => {
    const own = await readOwnBooking(parts, memberId, bookingId);
    return own.ok ? readView(parts, own.value) : own;
  };
  return async (memberId, bookingId, extensionId, days) => {
    const known = await parts.store.read(statement('extension.one', { extensionId }));
    if (!known.ok) return storeRefused(known.error);
    if (known.value[0]?.['bookingId'] === bookingId) return viewOf(memberId, bookingId);
    const about = await factsOf(parts, memberId, bookingId);
    if (!about.ok) return about;
    const offer = offerOf(about.value, days);
    if (offer.code !== undefined) return refuse(offer.code, NOT_POSSIBLE);
    const stored = await parts.store.commit(extension(parts, about.value.drive, extensionId, offer));
    // The journal has the last word: somebody has booked the car, brought it back or extended the drive since it was read.
    if (!stored.ok) return stored.error.code === 'conflict' ? refuse('extensionTaken', NOT_POSSIBLE) : storeRefused(stored.error);
    const settled = await parts.settle(bookingId);
    return settled.ok ? viewOf(memberId, bookingId) : settled;
  };
}

/** Extensions at one tower. */
export function createExtensions(parts: ExtensionParts): DriveExtensions {
  const { currency, beyond } = parts.site.booking;
  return {
    offers: async (memberId, bookingId) => {
      const about = await factsOf(parts, memberId, bookingId);
      if (!about.ok) return about;
      return ok({ currency, offers: Array.from({ length: beyond.mostExtensionDays }, (_, day) => offerOf(about.value, day + 1)) });
    },
    extend: createExtend(parts),
  };
}
