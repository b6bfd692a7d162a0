/** Calendar arithmetic by counting, with nothing of `Date` but the offset of a zone: it judges the calendar of the rules and shares nothing with it. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MINUTES = 1440;

/** A day and minute as a calendar and a clock on the wall show them. */
interface Reading {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly minuteOfDay: number;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengths = (year: number): readonly number[] => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysOf = (year: number): number => (isLeap(year) ? 366 : 365);

/** Reads minutes since 1 January 1970, by walking through the years and the months. */
function read(minutes: number): Reading {
  let days = Math.floor(minutes / DAY_MINUTES);
  let year = 1970;
  while (days >= daysOf(year)) days -= daysOf(year++);
  let month = 1;
  while (days >= (lengths(year)[month - 1] ?? 31)) days -= lengths(year)[month++ - 1] ?? 31;
  return { year, month, day: days + 1, minuteOfDay: minutes - Math.floor(minutes / DAY_MINUTES) * DAY_MINUTES };
}

/** The minutes since 1 January 1970 of a reading, by the same walk. */
function count({ year, month, day, minuteOfDay }: Reading): number {
  let days = day - 1;
  for (let past = 1970; past < year; past += 1) days += daysOf(past);
  for (let past = 1; past < month; past += 1) days += lengths(year)[past - 1] ?? 31;
  return days * DAY_MINUTES + minuteOfDay;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
/** No zone has changed its clocks at another time than a quarter of an hour of UTC since 1972. */
const QUARTER_MS = 15 * MINUTE_MS;

/** Minutes that the clocks of the zone are ahead of UTC at an instant. */
function aheadMinutes(utcMs: number, zone: string): number {
  const key = `${zone}/${String(Math.floor(utcMs / QUARTER_MS))}`;
  const known = offsets.get(key) ?? namedOffset(utcMs, zone);
  offsets.set(key, known);
  return known;
}

/** The offset by its name (`GMT+08:00`). */
function namedOffset(utcMs: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' });
  formats.set(zone, format);
  const name = format.formatToParts(utcMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const found = /^GMT(?:(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d))?$/u.exec(name)?.groups;
  const size = Number(found?.['hours'] ?? 0) * 60 + Number(found?.['minutes'] ?? 0);
  return found?.['sign'] === '-' ? -size : size;
}

const shownAt = (utcMs: number, zone: string): number => Math.floor(utcMs / MINUTE_MS) + aheadMinutes(utcMs, zone);

/** Minutes since midnight on the clocks of the zone. */
export function minuteOfDayAt(utcMs: number, zone: string): number {
  return read(shownAt(utcMs, zone)).minuteOfDay;
}

/** When the clocks of the zone show a reading: the first time, and for a reading that a change leaves out as if they had not been changed yet. */
function firstShown(shown: number, zone: string): number {
  const about = shown * MINUTE_MS;
  const around = Array.from({ length: 73 }, (_, hour) => aheadMinutes(about + (hour - 36) * HOUR_MS, zone));
  const instants = [...new Set(around)].map((ahead) => (shown - ahead) * MINUTE_MS).sort((one, other) => one - other);
  const showing = instants.filter((utcMs) => shownAt(utcMs, zone) === shown);
  return showing[0] ?? (shown - (around[0] ?? 0)) * MINUTE_MS;
}

/** The same day and minute so many calendar months later, or the last day of that month: the instant at which it begins. */
export function plainMonthsLater(utcMs: number, months: number, zone: string): number {
  const { year, month, day, minuteOfDay } = read(shownAt(utcMs, zone));
  let [laterYear, laterMonth] = [year, month + months];
  while (laterMonth > 12) [laterYear, laterMonth] = [laterYear + 1, laterMonth - 12];
  const lastDay = lengths(laterYear)[laterMonth - 1] ?? 31;
  return firstShown(count({ year: laterYear, month: laterMonth, day: Math.min(day, lastDay), minuteOfDay }), zone);
}
