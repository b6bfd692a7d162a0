import type { BookingView } from '../../../../../controller/api/contract/index.ts';
import type { Say } from '../../../words/words.tsx';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How a drive stands against its time. */
export type DriveTime =
  | { readonly kind: 'left'; readonly days: number; readonly hours: number; readonly minutes: number }
  | { readonly kind: 'late'; readonly days: number; readonly hours: number; readonly minutes: number };

/** Time left, rounded down, or time over, rounded up: never more time than there is. */
export function driveTimeOf({ returnByUtcMs }: Pick<BookingView, 'returnByUtcMs'>, nowUtcMs: number): DriveTime {
  const leftMs = returnByUtcMs - nowUtcMs;
  const ms = leftMs >= 0 ? Math.floor(leftMs / MINUTE_MS) * MINUTE_MS : Math.ceil(-leftMs / MINUTE_MS) * MINUTE_MS;
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor((ms % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
  return { kind: leftMs >= 0 ? 'left' : 'late', days, hours, minutes };
}

/** The two largest units: nobody reads the minutes of three days. */
export function spanWords(say: Say, { days, hours, minutes }: DriveTime): string {
  if (days > 0) return say('phone.span.days', { days, hours });
  return hours > 0 ? say('phone.span.hours', { hours, minutes }) : say('phone.span.minutes', { minutes });
}
