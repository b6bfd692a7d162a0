import { canonicalJson } from '../../journal/canonical-json.ts';
import { statement } from '../../journal/statements.ts';
import type { Statement } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';

/** What the backend hears of. In CloudEvents each is of the type `io.carillon.<name>.v1`. */
export type EventType =
  | 'booking.made' | 'booking.refused' | 'booking.amended' | 'booking.cancelled' | 'booking.expired'
  | 'car.left' | 'car.returned' | 'car.sold'
  | 'drive.extended' | 'purchase.reserved' | 'purchase.ended' | 'payment.changed' | 'member.changed' | 'member.erased' | 'token.refused'
  // Written by the control core, in `journal/staff-call-journal.ts`.
  | 'staff.called' | 'staff.noted' | 'staff.answered' | 'staff.ended' | 'taxi.voucherGiven';

/** An event as it stands in the journal. `subject`: `booking/<id>`, `car/<id>`, `purchase/<id>`, `member/<id>`, `token/<jti>`, `call/<id>` or `collection/<id>`. Never a name, a code, a template. */
export interface TowerNews {
  readonly type: EventType;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The event as part of a batch: it becomes durable together with what it tells of, and is sent until the backend has taken it. */
export function tell({ bootId, wall }: Pick<BookingParts, 'bootId' | 'wall'>, { type, subject, data }: TowerNews): Statement {
  return statement('event.add', { bootId: bootId(), type, subject, data: canonicalJson(data), utcMs: wall.utcMs() }, 1);
}
