import type { SiteView } from '../../../../controller/api/contract/index.ts';

type Rules = Pick<SiteView, 'booking' | 'timezone'>;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SLOT_MINUTES = 30;
const LENGTHS_MINUTES = [30, 60, 120, 240] as const;

/** How far the zone is ahead of UTC at a moment, in ms. */
function offsetMs(utcMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(utcMs);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(utcMs / 1000) * 1000;
}

/** UTC ms of midnight at the site, `daysAhead` after the day of `nowUtcMs`. A day with a change of the clock keeps its own offset. */
export function midnight(nowUtcMs: number, daysAhead: number, timeZone: string): number {
  const local = nowUtcMs + offsetMs(nowUtcMs, timeZone);
  const wanted = Math.floor(local / DAY_MS) * DAY_MS + daysAhead * DAY_MS;
  const guess = wanted - offsetMs(nowUtcMs, timeZone);
  return wanted - offsetMs(guess, timeZone);
}

function minutesOf(hhmm: string): number {
  const [hours = 0, minutes = 0] = hhmm.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Lengths that the site allows, in minutes; its longest one when none of the usual ones fits. */
export function lengthsOf({ booking }: Rules): readonly number[] {
  const { min, max } = booking.windowMinutes;
  const usual = LENGTHS_MINUTES.filter((minutes) => minutes >= min && minutes <= max);
  return usual.length === 0 ? [max] : usual;
}

/**
 * Beginnings of a window of `lengthMinutes` on a day, in UTC ms, in half hours; today they begin with this very minute. Only
 * those whose window ends before the site closes, and no farther ahead than the site takes bookings.
 */
export function startsOn(rules: Rules, nowUtcMs: number, daysAhead: number, lengthMinutes: number): readonly number[] {
  const { booking, timezone } = rules;
  const dayStart = midnight(nowUtcMs, daysAhead, timezone);
  const opens = dayStart + minutesOf(booking.openFrom) * MINUTE_MS;
  const closes = dayStart + minutesOf(booking.openUntil) * MINUTE_MS;
  const slots: number[] = [];
  for (let at = opens; at < closes; at += SLOT_MINUTES * MINUTE_MS) if (at > nowUtcMs) slots.push(at);
  const thisMinute = Math.ceil(nowUtcMs / MINUTE_MS) * MINUTE_MS;
  const withNow = daysAhead === 0 && thisMinute >= opens ? [thisMinute, ...slots.filter((at) => at > thisMinute)] : slots;
  const farthest = nowUtcMs + booking.daysAhead * DAY_MS;
  return withNow.filter((at) => at + lengthMinutes * MINUTE_MS <= closes && at <= farthest);
}

/** Days on which a window may be booked: today and so many more. */
export function daysOf({ booking }: Rules): readonly number[] {
  return Array.from({ length: booking.daysAhead + 1 }, (_, day) => day);
}

/** The length that is offered first: an hour, or the next longer one that the site allows. */
export function usualLength(rules: Rules): number {
  const lengths = lengthsOf(rules);
  return lengths.find((minutes) => minutes >= 60) ?? lengths[0] ?? rules.booking.windowMinutes.max;
}

/** The first window that the site's hours allow from now on, of its usual length; a window right now where none is left at all. */
export function nextWindow(rules: Rules, nowUtcMs: number): { readonly fromUtcMs: number; readonly untilUtcMs: number } {
  const length = usualLength(rules);
  const from = daysOf(rules).map((day) => startsOn(rules, nowUtcMs, day, length)[0]).find((at) => at !== undefined) ?? nowUtcMs;
  return { fromUtcMs: from, untilUtcMs: from + length * MINUTE_MS };
}
