import type { Site } from '../../config/schema/site.schema.ts';
import { done } from '../ports.ts';
import type { Result } from '../ports.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** The site's rules for collection windows. */
export type BookingRules = Site['booking'];

/** A stretch of time, in ms of UTC; the end does not belong to it. */
export interface TimeWindow {
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A window may have begun this long ago: the minute it took to fill in the page. */
const JUST_BEGUN_MS = 5 * MINUTE_MS;

/** Minutes since midnight on the clocks of the site. */
export function localMinutes(utcMs: number, timezone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const parts = new Map(format.formatToParts(new Date(utcMs)).map(({ type, value }) => [type, Number(value)]));
  return (parts.get('hour') ?? 0) * 60 + (parts.get('minute') ?? 0);
}

/** Minutes since midnight that `HH:MM` names. */
export function minutesOf(hhmm: string): number {
  const [hours = 0, minutes = 0] = hhmm.split(':').map(Number);
  return hours * 60 + minutes;
}

function isOpen(window: TimeWindow, rules: BookingRules, timezone: string): boolean {
  const opens = minutesOf(rules.openFrom);
  const closes = minutesOf(rules.openUntil);
  if (opens === 0 && closes >= 24 * 60) return true;
  const from = localMinutes(window.fromUtcMs, timezone);
  const begunMs = window.fromUtcMs % MINUTE_MS;
  const until = from + (begunMs + window.untilUtcMs - window.fromUtcMs) / MINUTE_MS;
  return from >= opens && until <= closes;
}

/** Whether a window may be booked at `nowUtcMs`. Each refusal says which rule and what would be right. */
export function judgeWindow(window: TimeWindow, rules: BookingRules, timezone: string, nowUtcMs: number): Result<void, Refusal> {
  const lengthMs = window.untilUtcMs - window.fromUtcMs;
  const { min, max } = rules.windowMinutes;
  if (lengthMs <= 0) return refuse('windowWrong', 'The window ends before it begins. Please choose an end after the beginning.');
  if (window.fromUtcMs < nowUtcMs - JUST_BEGUN_MS || window.untilUtcMs <= nowUtcMs) return refuse('windowPast', 'The window lies in the past. Please choose a later one.');
  if (lengthMs < min * MINUTE_MS) return refuse('windowTooShort', `The window is too short. Please choose at least ${String(min)} minutes.`);
  if (lengthMs > max * MINUTE_MS) return refuse('windowTooLong', `The window is too long. Please choose at most ${String(max)} minutes.`);
  if (window.fromUtcMs > nowUtcMs + rules.daysAhead * DAY_MS) return refuse('windowTooFar', `The window lies too far ahead. Please choose one within ${String(rules.daysAhead)} days.`);
  if (!isOpen(window, rules, timezone)) return refuse('outsideHours', `The tower is open from ${rules.openFrom} to ${rules.openUntil}. Please choose a window within.`);
  return done;
}

/** When a car of this window must be back. */
export function returnByUtcMs(window: TimeWindow, rules: BookingRules): number {
  return window.untilUtcMs + rules.driveDays * DAY_MS;
}

/** Whether two stretches of time share an instant. */
export function overlap(a: TimeWindow, b: TimeWindow): boolean {
  return a.fromUtcMs < b.untilUtcMs && b.fromUtcMs < a.untilUtcMs;
}

/** Whether the car of a window may be collected now, with the site's grace on both sides. */
export function judgeDue(window: TimeWindow, rules: BookingRules, nowUtcMs: number): Result<void, Refusal> {
  const graceMs = rules.graceMinutes * MINUTE_MS;
  const opensInMs = window.fromUtcMs - graceMs - nowUtcMs;
  if (opensInMs > 0) return refuse('tooEarly', 'It is too early to collect this car.', { retryAfterMs: opensInMs });
  if (nowUtcMs > window.untilUtcMs + graceMs) return refuse('tooLate', 'The window of this booking is over. Please book again.');
  return done;
}
