import type { Site } from './schema/site.schema.ts';

interface Contradiction {
  readonly path: string;
  readonly message: string;
}

/** Minutes since midnight of `HH:MM`. */
function minutesOf(hhmm: string): number {
  const [hours = 0, minutes = 0] = hhmm.split(':').map(Number);
  return hours * 60 + minutes;
}

function isZone(timezone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timezone }).resolvedOptions().timeZone !== '';
  } catch {
    // The only thing that a format can have against its options here: it knows no such zone.
    return false;
  }
}

/** Rules of booking that contradict each other, or that nobody could keep. */
export function bookingChecks({ timezone, booking: { windowMinutes, openFrom, openUntil, beyond } }: Site): readonly Contradiction[] {
  const openMinutes = minutesOf(openUntil) - minutesOf(openFrom);
  const { min, max } = windowMinutes;
  return [
    { path: 'timezone', isWrong: !isZone(timezone), message: `"${timezone}" is no zone of the IANA database: months and opening hours are counted on the clocks of the site` },
    { path: 'booking.windowMinutes', isWrong: min > max, message: `the shortest window (${String(min)} min) is longer than the longest (${String(max)} min)` },
    { path: 'booking.openUntil', isWrong: openMinutes < min, message: `from ${openFrom} to ${openUntil} there is no room for a window of ${String(min)} min` },
    {
      path: 'booking.beyond.mostLateFeeMinor', isWrong: beyond.mostLateFeeMinor < beyond.lateFeeMinor,
      message: `the most that lateness costs (${String(beyond.mostLateFeeMinor)}) is less than its first hour (${String(beyond.lateFeeMinor)})`,
    },
  ].filter(({ isWrong }) => isWrong).map(({ path, message }) => ({ path, message }));
}
