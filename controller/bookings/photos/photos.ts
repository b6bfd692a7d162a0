import { createHash } from 'node:crypto';
import type { PhotoMoment, PhotoPosition, PhotoView } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result, StoreRow } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import type { BookingRecord } from '../booking-record.ts';
import { readBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { createSerialWork } from '../serial-work.ts';
import { readJpeg } from './jpeg.ts';
import type { PhotoStore, PhotoStoreFault } from './photo-store.port.ts';

/** One of the six places of a walk around the car, at one of its two moments. */
export interface PhotoPlace {
  readonly bookingId: string;
  readonly moment: PhotoMoment;
  readonly position: PhotoPosition;
}

/** Photos of the car's condition, which its driver takes. */
export interface Photos {
  /** Keeps a photo of the member's own drive. The same photo once more changes nothing; another one replaces it while the drive lasts. */
  readonly keep: (memberId: string, place: PhotoPlace, picture: Uint8Array) => Promise<Result<PhotoView, Refusal>>;
  readonly ofBooking: (memberId: string, bookingId: string) => Promise<Result<readonly PhotoView[], Refusal>>;
  /** The picture itself, for the member who took it. */
  readonly picture: (memberId: string, place: PhotoPlace) => Promise<Result<Uint8Array, Refusal>>;
  /** Removes pictures whose drive ended long enough ago, and files that no row knows: of an erased member, or of a cut. */
  readonly sweep: () => Promise<Result<void, Refusal>>;
}

/** What photos need beyond the room's parts. */
export interface PhotoParts extends BookingParts {
  readonly photos: PhotoStore;
}

const DAY_MS = 86_400_000;
/** Long enough to settle a scratch, and no longer. */
const KEPT_MS = 30 * DAY_MS;
/** A phone without a network sends its photos later. */
const LATE_MS = 2 * DAY_MS;

const aboutPhoto = ({ bookingId, moment, position }: PhotoPlace): string => `photo/${bookingId}/${moment}/${position}`;

const photoRefused = ({ message }: PhotoStoreFault) => refuse('storeUnavailable', message);

/** A row of one of the `photo.of…` statements. */
export function toPhotoView(row: StoreRow): PhotoView {
  return {
    bookingId: String(row['bookingId']), moment: String(row['moment']) as PhotoMoment, position: String(row['position']) as PhotoPosition,
    bytes: Number(row['bytes']), utcMs: Number(row['utcMs']),
  };
}

async function ownBooking(parts: BookingParts, memberId: string, bookingId: string): Promise<Result<BookingRecord, Refusal>> {
  const booking = await readBooking(parts, statement('booking.one', { bookingId }));
  if (!booking.ok) return booking;
  // A booking of somebody else is as unknown as none.
  return booking.value?.memberId === memberId ? ok(booking.value) : refuse('bookingUnknown', 'There is no such booking of yours.');
}

/** When the drive allows a photo of this moment; a drive that is over takes what is missing for a while and replaces nothing. */
function judgeMoment(parts: BookingParts, { state, returnByUtcMs }: BookingRecord, moment: PhotoMoment, isThere: boolean): Result<void, Refusal> {
  if (state === 'out' || (state === 'collecting' && moment === 'handOver')) return done;
  const isLate = parts.wall.utcMs() > returnByUtcMs + LATE_MS;
  if (state === 'closed' && !isThere && !isLate) return done;
  return state === 'closed' || state === 'cancelled' || state === 'expired'
    ? refuse('bookingDone', 'This drive is over. Its photos stay as they are.')
    : refuse('notOut', 'Photos are taken when you have the car.');
}

async function rowsOf(parts: BookingParts, bookingId: string): Promise<Result<readonly StoreRow[], Refusal>> {
  const read = await parts.store.read(statement('photo.ofBooking', { bookingId }));
  return read.ok ? read : storeRefused(read.error);
}

const isAt = ({ moment, position }: PhotoPlace) => (row: StoreRow): boolean => row['moment'] === moment && row['position'] === position;

/** The file first, then its row: a row never names a picture that is not there. */
async function store(parts: PhotoParts, place: PhotoPlace, file: string, picture: Uint8Array): Promise<Result<PhotoView, Refusal>> {
  const put = await parts.photos.put(file, parts.seal.seal(picture, aboutPhoto(place)));
  if (!put.ok) return photoRefused(put.error);
  const view = { ...place, bytes: picture.length, utcMs: parts.wall.utcMs() };
  const stored = await parts.store.commit([
    statement('photo.write', { ...view, file }, 1),
    auditStatement('photoTaken', { ...place, bytes: view.bytes }, view.utcMs),
  ]);
  // The file that no row knows goes with the next sweep.
  return stored.ok ? ok(view) : storeRefused(stored.error);
}

function createKeep(parts: PhotoParts): Photos['keep'] {
  return async (memberId, place, picture) => {
    const booking = await ownBooking(parts, memberId, place.bookingId);
    if (!booking.ok) return booking;
    const jpeg = readJpeg(picture);
    if (!jpeg.ok) return refuse('photoWrong', jpeg.error.message);
    const read = await rowsOf(parts, place.bookingId);
    if (!read.ok) return read;
    const before = read.value.find(isAt(place));
    const digest = createHash('sha256').update(jpeg.value.bytes).digest('hex');
    const file = parts.seal.keyedHash('photo', `${aboutPhoto(place)}/${digest}`);
    if (before?.['file'] === file) return ok(toPhotoView(before));
    const allowed = judgeMoment(parts, booking.value, place.moment, before !== undefined);
    if (!allowed.ok) return allowed;
    const stored = await store(parts, place, file, jpeg.value.bytes);
    if (!stored.ok || before === undefined) return stored;
    const removed = await parts.photos.remove(String(before['file']));
    return removed.ok ? stored : photoRefused(removed.error);
  };
}

function createPicture(parts: PhotoParts): Photos['picture'] {
  return async (memberId, place) => {
    const booking = await ownBooking(parts, memberId, place.bookingId);
    if (!booking.ok) return booking;
    const read = await rowsOf(parts, place.bookingId);
    if (!read.ok) return read;
    const row = read.value.find(isAt(place));
    if (row === undefined) return refuse('notFound', 'There is no such photo.');
    const sealed = await parts.photos.get(String(row['file']));
    if (!sealed.ok) return photoRefused(sealed.error);
    const plain = sealed.value === undefined ? undefined : parts.seal.open(sealed.value, aboutPhoto(place));
    return plain === undefined ? refuse('notFound', 'The photo cannot be opened any more.') : ok(plain);
  };
}

async function eraseOver(parts: PhotoParts): Promise<Result<void, Refusal>> {
  const beforeUtcMs = parts.wall.utcMs() - KEPT_MS;
  const over = await parts.store.read(statement('photo.over', { beforeUtcMs }));
  if (!over.ok) return storeRefused(over.error);
  const photos = Number(over.value[0]?.['photos']);
  if (photos === 0) return done;
  const erased = await parts.store.commit([statement('photo.eraseOver', { beforeUtcMs }), auditStatement('photosErased', { photos, by: 'sweep' }, parts.wall.utcMs())]);
  return erased.ok ? done : storeRefused(erased.error);
}

function createSweep(parts: PhotoParts): Photos['sweep'] {
  return async () => {
    const erased = await eraseOver(parts);
    if (!erased.ok) return erased;
    const names = await parts.photos.names();
    if (!names.ok) return photoRefused(names.error);
    if (names.value.length === 0) return done;
    const rows = await parts.store.read(statement('photo.files'));
    if (!rows.ok) return storeRefused(rows.error);
    const known = new Set(rows.value.map(({ file }) => file));
    for (const name of names.value.filter((each) => !known.has(each))) {
      const removed = await parts.photos.remove(name);
      if (!removed.ok) return photoRefused(removed.error);
    }
    return done;
  };
}

/** Photos of one tower. What writes is done one after the other: a sweep must not take a file whose row is on its way. */
export function createPhotos(parts: PhotoParts): Photos {
  const inTurn = createSerialWork();
  const [keep, sweep] = [createKeep(parts), createSweep(parts)];
  return {
    keep: (memberId, place, picture) => inTurn(() => keep(memberId, place, picture)),
    sweep: () => inTurn(sweep),
    picture: createPicture(parts),
    ofBooking: async (memberId, bookingId) => {
      const booking = await ownBooking(parts, memberId, bookingId);
      if (!booking.ok) return booking;
      const read = await rowsOf(parts, bookingId);
      return read.ok ? ok(read.value.map(toPhotoView)) : read;
    },
  };
}
