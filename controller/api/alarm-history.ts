import { wordsOf } from '../alarms/definitions.ts';
import { storeRefused } from '../bookings/refusal.ts';
import type { Refusal } from '../bookings/refusal.ts';
import { statement } from '../journal/statements.ts';
import { ok } from '../ports.ts';
import type { Result, Store, StoreRow } from '../ports.ts';
import { alarmHistoryRowSchema } from './contract/index.ts';
import type { AlarmHistoryQuery, AlarmHistoryRow } from './contract/index.ts';

/** An export is a file for a person, not the whole life of a tower. */
const EXPORT_ROWS = 100_000;

type Filter = Omit<AlarmHistoryQuery, 'limit'>;

async function read(store: Store, { tag, priority, state, fromUtcMs, untilUtcMs, text, before }: Filter, limit: number): Promise<Result<readonly AlarmHistoryRow[], Refusal>> {
  const params = {
    tag: tag ?? null, priority: priority ?? null, state: state ?? null, fromUtcMs: fromUtcMs ?? null, untilUtcMs: untilUtcMs ?? null, text: text ?? null, before: before ?? null, limit,
  };
  const rows = await store.read(statement('alarm.history', params));
  return rows.ok ? ok(rows.value.map(toRow)) : storeRefused(rows.error);
}

function toRow({ byWhom, firstOut, told, ...row }: StoreRow): AlarmHistoryRow {
  return alarmHistoryRowSchema.parse({ ...row, cause: wordsOf(String(row['tag'])).cause, by: byWhom ?? null, firstOut: firstOut === 1, ...(typeof told === 'string' && { told: JSON.parse(told) as unknown }) });
}

/** One page, newest first, and where the next one begins. */
export async function historyPage(store: Store, query: AlarmHistoryQuery): Promise<Result<{ readonly rows: readonly AlarmHistoryRow[]; readonly next: number | null }, Refusal>> {
  const rows = await read(store, query, query.limit);
  if (!rows.ok) return rows;
  const last = rows.value.at(-1);
  return ok({ rows: rows.value, next: rows.value.length < query.limit ? null : (last?.seq ?? null) });
}

/** Everything that fits the filter, as a file. */
export function historyExport(store: Store, filter: Filter): Promise<Result<readonly AlarmHistoryRow[], Refusal>> {
  return read(store, filter, EXPORT_ROWS);
}

const COLUMNS = ['seq', 'utc', 'alarmId', 'tag', 'object', 'priority', 'event', 'state', 'firstOut', 'consequenceOf', 'by', 'detail'] as const;

/** RFC 4180: a header, CRLF, quotes where they are needed. A cell that a spreadsheet would take for a formula is quoted as text. */
export function toCsv(rows: readonly AlarmHistoryRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => cell(column === 'utc' ? new Date(row.utcMs).toISOString() : row[column])).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  const safe = /^[=+\-@\t]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
