/** What goes into the calendar. Times are UTC ms. */
export interface CalendarEntry {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly place: string;
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
  /** How long before its beginning the calendar reminds, in minutes. */
  readonly remindMinutes: number;
}

/** RFC 5545, 3.3.11: backslash, semicolon, comma and line ends of a text are escaped. */
const escaped = (text: string): string => text.replaceAll(/[\\;,]/gu, (character) => `\\${character}`).replaceAll(/\r?\n/gu, '\\n');
/** RFC 5545, 3.3.5, form 2: UTC. */
const stamp = (utcMs: number): string => `${new Date(utcMs).toISOString().replaceAll(/[-:]/gu, '').slice(0, 15)}Z`;

/** RFC 5545, 3.1: no line is longer than 75 octets; the next one begins with a space. A character is never cut. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const lines: string[] = [];
  let present = '';
  for (const character of line) {
    if (encoder.encode(present + character).length > 75) {
      lines.push(present);
      present = ' ';
    }
    present += character;
  }
  return [...lines, present].join('\r\n');
}

const event = ({ uid, title, description, place, fromUtcMs, untilUtcMs, remindMinutes }: CalendarEntry, nowUtcMs: number): readonly string[] => [
  'BEGIN:VEVENT', `UID:${uid}`, `DTSTAMP:${stamp(nowUtcMs)}`, `DTSTART:${stamp(fromUtcMs)}`, `DTEND:${stamp(untilUtcMs)}`, `SUMMARY:${escaped(title)}`,
  `DESCRIPTION:${escaped(description)}`, `LOCATION:${escaped(place)}`,
  'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, `TRIGGER:-PT${String(remindMinutes)}M`, 'END:VALARM', 'END:VEVENT',
];

/** A calendar file (RFC 5545, iCalendar) with these entries. Code and pass of a booking do not belong into it: calendars are shared. */
export const calendarFile = (entries: readonly CalendarEntry[], nowUtcMs: number): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Carillon//Phone//EN', ...entries.flatMap((entry) => event(entry, nowUtcMs)), 'END:VCALENDAR'].map((line) => `${folded(line)}\r\n`).join('');
