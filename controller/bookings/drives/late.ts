import type { Late } from '../../api/contract/index.ts';
import type { BookingRules } from '../window-rules.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What a car that must be back at `returnByUtcMs` costs when it is back at `backUtcMs`, in the minor unit of the site's currency. */
export function lateFeeMinor(returnByUtcMs: number, backUtcMs: number, { lateGraceMinutes, lateFeeMinor: hourMinor, mostLateFeeMinor }: BookingRules['beyond']): number {
  const beyondGraceMs = backUtcMs - returnByUtcMs - lateGraceMinutes * MINUTE_MS;
  // The minute at which the grace ends belongs to it; the hours are counted from there, so the grace stays free for everybody.
  return beyondGraceMs <= 0 ? 0 : Math.min(Math.ceil(beyondGraceMs / HOUR_MS) * hourMinor, mostLateFeeMinor);
}

/** How late a car is that is still out at `nowUtcMs`; undefined while it is in time. */
export function lateAt(returnByUtcMs: number, nowUtcMs: number, beyond: BookingRules['beyond']): Late | undefined {
  if (nowUtcMs <= returnByUtcMs) return undefined;
  const feeMinor = lateFeeMinor(returnByUtcMs, nowUtcMs, beyond);
  const graceEndsUtcMs = returnByUtcMs + beyond.lateGraceMinutes * MINUTE_MS;
  const begunHours = Math.max(0, Math.ceil((nowUtcMs - graceEndsUtcMs) / HOUR_MS));
  const nextRiseUtcMs = graceEndsUtcMs + begunHours * HOUR_MS + 1;
  const rises = beyond.lateFeeMinor > 0 && feeMinor < beyond.mostLateFeeMinor;
  return { sinceUtcMs: returnByUtcMs, feeMinor, ...(rises && { nextRiseUtcMs }) };
}
