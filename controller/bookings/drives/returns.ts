import type { TowerPort } from '../../api/tower.port.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { byTicket } from '../by-ticket.ts';
import { isRecall, returnOf } from '../hand-overs/recall-id.ts';
import { returnsUnderWay } from './returns-under-way.ts';
import { judgeNotSold } from '../purchases/sold.ts';
import { readBooking } from '../reading.ts';
import { readPass } from '../pass.ts';
import { byCode } from '../recognition.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { SessionKeys } from '../session-keys.ts';
import type { Tickets } from '../tickets.ts';

/** Who brings a car back, by the ticket of a recognition, or by the code or the pass of its booking: faces are forgotten when the car leaves. */
export type ReturnRequest = { readonly people: number; readonly bay?: string | undefined } & (
  | { readonly by: 'ticket'; readonly ticket: string }
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'pass'; readonly payload: string }
);

/** A return that has begun. `allClearKey`: the word of the person that was recognised. */
export interface BegunReturn {
  readonly returnId: string;
  readonly carId: string;
  readonly allClearKey: string;
}

/** Cars that are brought back, as bookings see them. */
export interface Returns {
  /**
   * Finds the booking whose car is out, and asks the tower for an empty pallet. Asking again with the same `returnId` goes on with what
   * began, and so does asking anew while this car is being received, or has come out once more: a kiosk that has started again gets the key of its customer.
   */
  readonly begin: (request: ReturnRequest, returnId: string) => Promise<Result<BegunReturn, Refusal>>;
  /** Whether this is the word of the person that was recognised. A restart forgets the keys: then staff give the all-clear. */
  readonly isTheirs: (returnId: string, key: string | undefined) => boolean;
}

/** What returns stand on. */
export interface ReturnParts extends BookingParts {
  readonly tickets: Tickets;
  readonly tower: Pick<TowerPort, 'order' | 'snapshot'>;
  readonly returnKeys: SessionKeys;
}

async function byPass(parts: ReturnParts, payload: string): Promise<Result<BookingRecord, Refusal>> {
  const claims = readPass(payload, parts.site.id, parts.keys);
  if (claims === undefined) return refuse('passWrong', 'This is not a pass of this tower. Please show the pass of your booking, or use your code.');
  const found = await readBooking(parts, statement('booking.byPass', { passId: claims.passId }));
  if (!found.ok) return found;
  return found.value === undefined ? refuse('bookingUnknown', 'The booking of this pass is not known here. Please ask for help.') : ok(found.value);
}

function find(parts: ReturnParts, request: ReturnRequest): Promise<Result<BookingRecord, Refusal>> {
  switch (request.by) {
    case 'ticket':
      return byTicket(parts, request.ticket);
    case 'code':
      return byCode(parts, request.code);
    case 'pass':
      return byPass(parts, request.payload);
  }
}

/** Whether what is under way is the recall of this booking's own return: the booking is over, and its car has come out once more. */
async function hasItOutAgain({ store }: ReturnParts, bookingId: string, underWay: string | undefined): Promise<Result<boolean, Refusal>> {
  if (underWay === undefined || !isRecall(underWay)) return ok(false);
  const first = await store.read(statement('order.one', { orderId: returnOf(underWay) }));
  return first.ok ? ok(first.value[0]?.['bookingId'] === bookingId) : storeRefused(first.error);
}

/** Returns of one tower. */
export function createReturns(parts: ReturnParts): Returns {
  const { keyOf, isTheirs } = parts.returnKeys;
  return {
    begin: async (request, returnId) => {
      const found = await find(parts, request);
      if (!found.ok) return found;
      const { bookingId, carId, state } = found.value;
      const sold = await judgeNotSold(parts, carId);
      if (!sold.ok) return sold;
      const underWay = returnsUnderWay(parts.tower).find((one) => one.carId === carId);
      const isTheirCar = state === 'out' ? ok(true) : await hasItOutAgain(parts, bookingId, underWay?.returnId);
      if (!isTheirCar.ok) return isTheirCar;
      if (!isTheirCar.value) return refuse('bookingDone', 'The car of this booking is not out. It cannot be brought back.');
      if (underWay !== undefined) return ok({ returnId: underWay.returnId, carId, allClearKey: keyOf(underWay.returnId) });
      const begun = await parts.tower.order({ kind: 'receive', orderId: returnId, carId, bookingId, people: request.people, bay: request.bay });
      if (!begun.ok) return refuse(begun.error.code, begun.error.message, begun.error.broken === undefined ? {} : { broken: begun.error.broken });
      return ok({ returnId, carId, allClearKey: keyOf(returnId) });
    },
    isTheirs,
  };
}
