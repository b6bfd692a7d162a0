import { preferencesSchema } from '../../api/contract/index.ts';
import type { Me, MemberExport, Preferences } from '../../api/contract/index.ts';
import { canonicalJson } from '../../journal/canonical-json.ts';
import { statement } from '../../journal/statements.ts';
import type { StatementName } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { codeAbout, toBooking } from '../booking-record.ts';
import { messageAbout } from '../messages/message-statement.ts';
import { toPhotoView } from '../photos/photos.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/** What a member may see of what the tower keeps, and what a member says of screens. */
export interface OwnData {
  readonly me: (memberId: string) => Promise<Result<Me, Refusal>>;
  /** Everything, in one piece. Of faces only that they are kept. */
  readonly everything: (memberId: string) => Promise<Result<MemberExport, Refusal>>;
  readonly prefer: (memberId: string, preferences: Preferences) => Promise<Result<void, Refusal>>;
}

async function rowsOf(parts: Pick<BookingParts, 'store'>, name: StatementName, memberId: string): Promise<Result<readonly StoreRow[], Refusal>> {
  const read = await parts.store.read(statement(name, { memberId }));
  return read.ok ? read : storeRefused(read.error);
}

const timeOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const languageOf = (row: StoreRow): 'zh' | 'en' => (row['language'] === 'zh' ? 'zh' : 'en');

function toStanding(row: StoreRow): NonNullable<Me['standing']> {
  return {
    tier: row['tier'] === 'super' ? 'super' : 'standard', creditScore: timeOrNull(row['creditScore']), licenceUntilUtcMs: timeOrNull(row['licenceUntilUtcMs']),
    isBlocked: row['isBlocked'] === 1, attestedUtcMs: Number(row['attestedUtcMs']),
  };
}

/** What a member prefers; undefined when nothing was said, or when it was said to a version with other choices. */
export async function readPreferences(parts: Pick<BookingParts, 'store'>, memberId: string): Promise<Result<Preferences | undefined, Refusal>> {
  const read = await rowsOf(parts, 'preferences.one', memberId);
  if (!read.ok) return read;
  const [row] = read.value;
  const parsed = row === undefined ? undefined : preferencesSchema.safeParse(JSON.parse(String(row['settings'])));
  return ok(parsed?.data);
}

/** The rows of several statements, or the first refusal. */
async function readAll<Name extends StatementName>(parts: BookingParts, memberId: string, names: readonly Name[]): Promise<Result<Readonly<Record<Name, readonly StoreRow[]>>, Refusal>> {
  const all: Partial<Record<Name, readonly StoreRow[]>> = {};
  for (const name of names) {
    const read = await rowsOf(parts, name, memberId);
    if (!read.ok) return read;
    all[name] = read.value;
  }
  return ok(all as Readonly<Record<Name, readonly StoreRow[]>>);
}

const unknownMember = () => refuse('noSession', 'This tower no longer knows you. Please sign in again.');

function createMe(parts: BookingParts): OwnData['me'] {
  return async (memberId) => {
    const read = await readAll(parts, memberId, ['member.kept', 'standing.one']);
    if (!read.ok) return read;
    const [member] = read.value['member.kept'];
    if (member === undefined) return unknownMember();
    const preferences = await readPreferences(parts, memberId);
    if (!preferences.ok) return preferences;
    const [standing] = read.value['standing.one'];
    return ok({
      memberId, name: String(member['name']), language: languageOf(member), faces: Number(member['faces']), photos: Number(member['photos']),
      ...(standing !== undefined && { standing: toStanding(standing) }), ...(preferences.value !== undefined && { preferences: preferences.value }),
    });
  };
}

function toExportedBooking(parts: BookingParts, row: StoreRow, more: StoreRow): MemberExport['bookings'][number] {
  const booking = toBooking(row);
  const { bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, pass, hasFace, state } = booking;
  const code = parts.seal.open(booking.sealedCode, codeAbout(bookingId));
  const { stage } = more;
  return {
    bookingId, carId, fromUtcMs, untilUtcMs, returnByUtcMs, code: code === undefined ? '' : Buffer.from(code).toString(), pass, hasFace, state, language: booking.language,
    origin: String(more['origin']) as MemberExport['bookings'][number]['origin'],
    createdUtcMs: Number(more['createdUtcMs']), consentUtcMs: timeOrNull(more['consentUtcMs']), outUtcMs: timeOrNull(more['outUtcMs']), endedUtcMs: timeOrNull(more['endedUtcMs']),
    extensionDays: Number(more['extensionDays']), afterBookingId: textOrNull(more['afterBookingId']),
    arrival: stage === 'coming' || stage === 'here' ? { stage, utcMs: Number(more['stageUtcMs']) } : null,
  };
}

function toExportedMessage(parts: BookingParts, row: StoreRow): MemberExport['messages'][number] {
  const { sealedParams } = row;
  const messageId = String(row['messageId']);
  const plain = sealedParams instanceof Uint8Array ? parts.seal.open(sealedParams, messageAbout(messageId)) : undefined;
  // Sealed with keys that are gone: nobody can read it, the member no more than anybody.
  const params = plain === undefined ? null : (JSON.parse(Buffer.from(plain).toString()) as Record<string, unknown>);
  return { messageId, kind: String(row['kind']), state: String(row['state']), utcMs: Number(row['utcMs']), params };
}

const toExportedPayment = (row: StoreRow): MemberExport['payments'][number] => ({
  paymentId: String(row['paymentId']), bookingId: String(row['bookingId']), kind: String(row['kind']),
  amountMinor: Number(row['amountMinor']), currency: String(row['currency']), state: String(row['state']), askedUtcMs: Number(row['askedUtcMs']), changedUtcMs: Number(row['changedUtcMs']),
});

const toExportedPurchase = (row: StoreRow): MemberExport['purchases'][number] => ({
  purchaseId: String(row['purchaseId']), carId: String(row['carId']), bookingId: textOrNull(row['bookingId']), priceMinor: Number(row['priceMinor']), currency: String(row['currency']),
  state: String(row['state']), lockedUntilUtcMs: Number(row['lockedUntilUtcMs']), contractRef: textOrNull(row['contractRef']), createdUtcMs: Number(row['createdUtcMs']), changedUtcMs: Number(row['changedUtcMs']),
});

const EVERYTHING = [
  'member.kept', 'standing.one', 'booking.ofMember', 'member.bookings', 'member.payments', 'member.purchases', 'member.messages', 'photo.ofMember',
] as const satisfies readonly StatementName[];

function createEverything(parts: BookingParts): OwnData['everything'] {
  return async (memberId) => {
    const read = await readAll(parts, memberId, EVERYTHING);
    if (!read.ok) return read;
    const rows = read.value;
    const [member] = rows['member.kept'];
    if (member === undefined) return unknownMember();
    const preferences = await readPreferences(parts, memberId);
    if (!preferences.ok) return preferences;
    const [standing] = rows['standing.one'];
    const more = new Map(rows['member.bookings'].map((row) => [row['bookingId'], row]));
    return ok({
      siteId: parts.site.id, atUtcMs: parts.wall.utcMs(),
      member: { memberId, name: String(member['name']), language: languageOf(member), createdUtcMs: Number(member['createdUtcMs']) },
      standing: standing === undefined ? null : toStanding(standing),
      preferences: preferences.value ?? null,
      bookings: rows['booking.ofMember'].map((row) => toExportedBooking(parts, row, more.get(row['bookingId'] ?? null) ?? {})),
      payments: rows['member.payments'].map(toExportedPayment),
      purchases: rows['member.purchases'].map(toExportedPurchase),
      messages: rows['member.messages'].map((row) => toExportedMessage(parts, row)),
      photos: rows['photo.ofMember'].map(toPhotoView),
    });
  };
}

/** What members of one tower may see of themselves, and say of screens. */
export function createOwnData(parts: BookingParts): OwnData {
  return {
    me: createMe(parts),
    everything: createEverything(parts),
    prefer: async (memberId, preferences) => {
      const stored = await parts.store.commit([statement('preferences.write', { memberId, settings: canonicalJson(preferences) }, 1)]);
      return stored.ok ? done : storeRefused(stored.error);
    },
  };
}
