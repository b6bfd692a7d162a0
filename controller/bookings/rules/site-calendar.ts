const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format reads the tables of its zone, which takes far longer than using it. */
function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  });
  formats.set(timezone, made);
  return made;
}

/** What the clocks of the site show, as ms since 1970 as if they showed UTC. `utcMs` of whole seconds. */
function shownMs(utcMs: number, timezone: string): number {
  const parts = new Map(formatOf(timezone).formatToParts(new Date(utcMs)).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/**
 * The instant at which the clocks of the site show this. A time that they leave out is moved on by what they leave out; of one that they show
 * twice it is the first. Zones change their clocks less often than every two days.
 */
function instantOf(shown: number, timezone: string): number {
  const offsetAt = (utcMs: number): number => shownMs(utcMs, timezone) - utcMs;
  const before = shown - offsetAt(shown - DAY_MS);
  const after = shown - offsetAt(shown + DAY_MS);
  const [first] = [before, after].filter((utcMs) => shownMs(utcMs, timezone) === shown).sort((a, b) => a - b);
  return first ?? before;
}

/** The minute to which an instant belongs, by its beginning. */
const minuteOf = (utcMs: number): number => Math.floor(utcMs / MINUTE_MS) * MINUTE_MS;

/**
 * The same day and minute `months` calendar months later on the clocks of the site; the last day of that month where it has no such day.
 * Seconds are dropped.
 */
export function monthsLater(utcMs: number, months: number, timezone: string): number {
  const shown = new Date(shownMs(minuteOf(utcMs), timezone));
  const firstOfMonth = Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + months + 1, 0)).getUTCDate();
  const ofDay = shown.getUTCHours() * 60 + shown.getUTCMinutes();
  return instantOf(firstOfMonth + (Math.min(shown.getUTCDate(), lastDay) - 1) * DAY_MS + ofDay * MINUTE_MS, timezone);
}
