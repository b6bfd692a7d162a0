import { statement } from '../journal/statements.ts';
import { ok } from '../ports.ts';
import type { Result } from '../ports.ts';
import type { BookingParts } from './booking-parts.ts';
import type { BookingRecord } from './booking-record.ts';
import { readBooking } from './reading.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Tickets } from './tickets.ts';

/** The booking behind a ticket, which names nobody after its time. Errors: `ticketWrong`, `secondFactorNeeded`, `bookingUnknown`. */
export async function byTicket(parts: BookingParts & { readonly tickets: Pick<Tickets, 'look'> }, token: string): Promise<Result<BookingRecord, Refusal>> {
  const ticket = parts.tickets.look(token);
  if (ticket === undefined) return refuse('ticketWrong', 'Too much time has passed since you were recognised. Please begin again.');
  if (ticket.needsCode) return refuse('secondFactorNeeded', 'Please enter your code as well.');
  const found = await readBooking(parts, statement('booking.one', { bookingId: ticket.bookingId }));
  if (!found.ok) return found;
  return found.value === undefined ? refuse('bookingUnknown', 'The booking is not known here. Please ask for help.') : ok(found.value);
}
