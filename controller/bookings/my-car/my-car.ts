import type { MyCar, SwapOffers, Swapped } from '../../api/contract/index.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { byTicket } from '../by-ticket.ts';
import type { DriveExtensions } from '../drives/extension.ts';
import { lateAt } from '../drives/late.ts';
import type { Money } from '../money/money.ts';
import type { Purchases } from '../purchases/purchases.ts';
import { readOwnBooking } from '../reading.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Tickets } from '../tickets.ts';
import { owedOf } from './owed.ts';
import { createSwaps } from './swaps.ts';
import type { SwapParts } from './swaps.ts';

/**
 * The car that is out with the person in front of the kiosk. Everything needs the ticket of a recognition, which is renewed by it. Errors of all: `ticketWrong`,
 * `secondFactorNeeded`; `notOut` once the car is back, or while it has not been fetched.
 */
export interface MyCars {
  readonly look: (ticket: string) => Promise<Result<MyCar, Refusal>>;
  /** Extends by whole days. Asking again with the same `extensionId` extends once. Errors: the code of the offer. */
  readonly extend: (ticket: string, extensionId: string, days: number) => Promise<Result<MyCar, Refusal>>;
  readonly swapOffers: (ticket: string) => Promise<Result<SwapOffers, Refusal>>;
  /** Books another car for when this one is back. Asking again with the same `bookingId` books once. Errors: those of the rules. */
  readonly swap: (ticket: string, bookingId: string, carId: string) => Promise<Result<Swapped, Refusal>>;
}

/** What it is made of. */
export interface MyCarParts extends SwapParts {
  readonly tickets: Tickets;
  readonly extensions: DriveExtensions;
  readonly purchases: Pick<Purchases, 'quote'>;
  readonly money: Pick<Money, 'ofBooking'>;
}

async function driveOf(parts: BookingParts & Pick<MyCarParts, 'tickets'>, ticket: string): Promise<Result<BookingRecord, Refusal>> {
  const found = await byTicket(parts, ticket);
  if (!found.ok) return found;
  if (found.value.state !== 'out') return refuse('notOut', 'The car of this booking is not out with you. Nothing was changed.');
  parts.tickets.renew(ticket);
  return found;
}

/** Everything about the drive that its person may choose from. */
async function look(parts: MyCarParts, swaps: ReturnType<typeof createSwaps>, drive: BookingRecord): Promise<Result<MyCar, Refusal>> {
  const { bookingId, memberId, carId, returnByUtcMs, extensionDays } = drive;
  const [extensions, payments, purchase, swap] = await Promise.all([
    parts.extensions.offers(memberId, bookingId), parts.money.ofBooking(memberId, bookingId), parts.purchases.quote(memberId, { carId, bookingId }), swaps.after(drive),
  ]);
  if (!extensions.ok) return extensions;
  if (!payments.ok) return payments;
  if (!purchase.ok) return purchase;
  if (!swap.ok) return swap;
  const nowUtcMs = parts.wall.utcMs();
  const { currency, beyond } = parts.site.booking;
  const late = lateAt(returnByUtcMs, nowUtcMs, beyond);
  return ok({
    bookingId, currency, nowUtcMs, returnByUtcMs, extensionDays, extensions: extensions.value, owed: owedOf(payments.value.payments), purchase: purchase.value,
    ...(late !== undefined && { late }), ...(swap.value !== undefined && { swap: swap.value }),
  });
}

/** The cars that are out, at the kiosk of one tower. */
export function createMyCars(parts: MyCarParts): MyCars {
  const swaps = createSwaps(parts);
  const of = async <T>(ticket: string, then: (drive: BookingRecord) => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal>> => {
    const drive = await driveOf(parts, ticket);
    return drive.ok ? then(drive.value) : drive;
  };
  return {
    look: (ticket) => of(ticket, (drive) => look(parts, swaps, drive)),
    extend: (ticket, extensionId, days) =>
      of(ticket, async ({ memberId, bookingId }) => {
        const extended = await parts.extensions.extend(memberId, bookingId, extensionId, days);
        if (!extended.ok) return extended;
        // Not by the ticket, whose time may have ended meanwhile: what was refused would be asked for once more, and extend twice.
        const drive = await readOwnBooking(parts, memberId, bookingId);
        return drive.ok ? look(parts, swaps, drive.value) : drive;
      }),
    swapOffers: (ticket) => of(ticket, swaps.offers),
    swap: (ticket, bookingId, carId) =>
      of(ticket, async (drive) => {
        const booked = await swaps.book(drive, bookingId, carId);
        return booked.ok ? ok({ swap: booked.value, ticket: parts.tickets.issue({ bookingId: booked.value.bookingId, needsCode: false }) }) : booked;
      }),
  };
}
