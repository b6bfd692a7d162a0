import { localMinutes, minutesOf } from './window-rules.ts';
import type { BookingRules } from './window-rules.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The opening hours of a site at one instant. They say when a car may be booked for; a car that is out is taken back at any hour. */
export interface OpeningHours {
  readonly isOpen: boolean;
  /** When that changes next, ms of UTC; undefined at a site that never closes. */
  readonly changesAtUtcMs: number | undefined;
}

/** The next time that the clocks of the site show this minute of the day, ms of UTC; later than `utcMs`. */
function nextAt(minute: number, utcMs: number, timezone: string): number {
  const thisMinute = Math.floor(utcMs / MINUTE_MS) * MINUTE_MS;
  const ahead = (((minute - localMinutes(thisMinute, timezone)) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  const there = thisMinute + (ahead === 0 ? DAY_MINUTES : ahead) * MINUTE_MS;
  // In the night in which the clocks are changed a day is an hour shorter or longer.
  const off = ((localMinutes(there, timezone) - minute + DAY_MINUTES / 2 + DAY_MINUTES) % DAY_MINUTES) - DAY_MINUTES / 2;
  return there - off * MINUTE_MS;
}

/** Whether the site is open, by the clocks on its wall, and until when that holds. */
export function openingHoursAt(utcMs: number, { openFrom, openUntil }: Pick<BookingRules, 'openFrom' | 'openUntil'>, timezone: string): OpeningHours {
  const [opens, closes] = [minutesOf(openFrom), minutesOf(openUntil)];
  if (opens === 0 && closes >= DAY_MINUTES) return { isOpen: true, changesAtUtcMs: undefined };
  const minute = localMinutes(utcMs, timezone);
  const isOpen = minute >= opens && minute < closes;
  return { isOpen, changesAtUtcMs: nextAt(isOpen ? closes % DAY_MINUTES : opens, utcMs, timezone) };
}
