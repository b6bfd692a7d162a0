import { canonicalJson } from '../../journal/canonical-json.ts';
import { statement } from '../../journal/statements.ts';
import type { Statement } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';

/** What the backend hears of. In CloudEvents each is of the type `io.carillon.<name>.v1`. */
export const eventTypes = [
  'booking.made', 'booking.refused', 'booking.amended', 'booking.cancelled', 'booking.expired',
  'car.left', 'car.returned', 'car.sold',
  'drive.extended', 'purchase.reserved', 'purchase.ended', 'payment.changed', 'member.changed', 'member.erased', 'token.refused',
] as const;
export type EventType = (typeof eventTypes)[number];

/** An event as it stands in the journal. `subject`: `booking/<id>`, `car/<id>`, `purchase/<id>`, `member/<id>` or `token/<jti>`. Never a name, a code, a template. */
export interface TowerNews {
  readonly type: EventType;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The event as part of a batch: it becomes durable together with what it tells of, and is sent until the backend has taken it. */
export function eventStatement({ type, subject, data }: TowerNews, bootId: string, utcMs: number): Statement {
  return statement('event.add', { bootId, type, subject, data: canonicalJson(data), utcMs }, 1);
}

/** As `eventStatement`, of this run and at this moment. */
export function tell({ bootId, wall }: Pick<BookingParts, 'bootId' | 'wall'>, news: TowerNews): Statement {
  return eventStatement(news, bootId(), wall.utcMs());
}
