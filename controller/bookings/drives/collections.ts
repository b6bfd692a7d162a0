import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import type { TowerEvent, TowerPort } from '../../api/tower.port.ts';
import { done, ok } from '../../ports.ts';
import type { Result, Statement } from '../../ports.ts';
import { tell } from '../backend/outbox.ts';
import type { BookingParts } from '../booking-parts.ts';
import { cellOf, toBooking } from '../booking-record.ts';
import type { BookingRecord } from '../booking-record.ts';
import { atCollection } from '../money/payment-statements.ts';
import { readBooking, readCar } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { JudgeRelease } from '../rules/release.ts';
import type { Tickets } from '../tickets.ts';

/** What a collection that has begun looks like from here. */
export interface BegunCollection {
  readonly collectionId: string;
  readonly bookingId: string;
  readonly carId: string;
  readonly bay: string;
}

/** From a ticket to a car that has left. */
export interface Collections {
  /**
   * Uses the ticket and asks the tower for the car. The booking is marked first, durably, so that it is fulfilled at most once;
   * when the tower refuses and has nothing of it, booking and ticket are as before. Asking again with the same `collectionId` goes on with what began.
   */
  readonly begin: (ticket: string, collectionId: string) => Promise<Result<BegunCollection, Refusal>>;
  /** Gives a booking free that is marked for a collection of which nothing will come any more. */
  readonly free: (booking: BookingRecord) => Promise<Result<BookingRecord, Refusal>>;
  /** Follows what the tower tells: the car has left, the collection has ended. */
  readonly follow: (event: TowerEvent) => Promise<Result<void, Refusal>>;
  /** After a start: settles every booking that was being collected when the controller stopped. */
  readonly reconcile: () => Promise<Result<void, Refusal>>;
}

/** What collections need beyond the room's parts. */
export interface CollectionParts extends BookingParts {
  readonly tickets: Tickets;
  readonly tower: Pick<TowerPort, 'collect'>;
  readonly judgeRelease: JudgeRelease;
}

async function commit(parts: BookingParts, batch: readonly Statement[]): Promise<Result<void, Refusal>> {
  const stored = await parts.store.commit(batch);
  return stored.ok ? done : storeRefused(stored.error);
}

/** The car is out: what the drive costs is taken, and nothing about the face is needed any more. Told once, whoever hears of it first. */
async function carLeft(parts: BookingParts, collectionId: string): Promise<Result<void, Refusal>> {
  const read = await readBooking(parts, statement('booking.byCollection', { collectionId }));
  if (!read.ok) return read;
  if (read.value === undefined) return done;
  const { bookingId, carId } = read.value;
  const utcMs = parts.wall.utcMs();
  const stored = await parts.store.commit([
    statement('booking.out', { collectionId, utcMs }, 1),
    statement('template.eraseOfCollection', { collectionId }),
    ...atCollection(parts, bookingId),
    auditStatement('carLeft', { collectionId, faceErased: true }, utcMs),
    tell(parts, { type: 'car.left', subject: `booking/${bookingId}`, data: { carId, bookingId, outUtcMs: utcMs } }),
  ]);
  return stored.ok || stored.error.code === 'conflict' ? done : storeRefused(stored.error);
}

const uncollect = (parts: BookingParts, collectionId: string): Promise<Result<void, Refusal>> => commit(parts, [statement('booking.uncollect', { collectionId })]);

async function markCollecting(parts: BookingParts, booking: BookingRecord, collectionId: string, clockDoubtful: boolean): Promise<Result<void, Refusal>> {
  if (booking.state === 'collecting' && booking.collectionId === collectionId) return done;
  const stored = await parts.store.commit([
    statement('booking.collect', { bookingId: booking.bookingId, collectionId }, 1),
    auditStatement('collectionBegun', { bookingId: booking.bookingId, collectionId, carId: booking.carId, ...(clockDoubtful && { clockDoubtful }) }, parts.wall.utcMs()),
  ]);
  if (stored.ok) return done;
  return stored.error.code === 'conflict' ? refuse('bookingDone', 'The car of this booking is being collected or has been.') : storeRefused(stored.error);
}

/** The booking behind a ticket, or behind a collection that began with it before the answer was lost. */
async function bookingFor(parts: CollectionParts, token: string, collectionId: string): Promise<Result<BookingRecord, Refusal>> {
  const ticket = parts.tickets.look(token);
  const query = ticket === undefined ? statement('booking.byCollection', { collectionId }) : statement('booking.one', { bookingId: ticket.bookingId });
  const read = await readBooking(parts, query);
  if (!read.ok) return read;
  if (read.value === undefined) return refuse('ticketWrong', 'Too much time has passed since you were recognised. Please begin again.');
  if (ticket?.needsCode === true) return refuse('secondFactorNeeded', 'Please enter your code as well.');
  return ok(read.value);
}

/** What the journal says of a collection: its phase, or undefined when the tower never took it on. */
async function phaseOf(parts: BookingParts, collectionId: string): Promise<Result<string | undefined, Refusal>> {
  const read = await parts.store.read(statement('collection.one', { collectionId }));
  if (!read.ok) return storeRefused(read.error);
  const phase = read.value[0]?.['phase'];
  return ok(typeof phase === 'string' ? phase : undefined);
}

/** Whether nothing will come of a collection any more: never taken on, taken back, or stalled with its car settled into a cell by people since. */
async function isOver(parts: BookingParts, { carId, collectionId }: BookingRecord & { readonly collectionId: string }): Promise<Result<boolean, Refusal>> {
  const phase = await phaseOf(parts, collectionId);
  if (!phase.ok) return phase;
  if (phase.value !== 'stalled') return ok(phase.value === undefined || phase.value === 'cancelled');
  const car = await readCar(parts, carId);
  return car.ok ? ok(car.value !== undefined && cellOf(car.value) !== undefined) : car;
}

/** Gives a booking free when nothing will come of its collection; what the tower has taken on goes on, whatever it answers by now. Answers whether it is free. */
async function uncollectOver(parts: BookingParts, booking: BookingRecord & { readonly collectionId: string }): Promise<Result<boolean, Refusal>> {
  const over = await isOver(parts, booking);
  if (!over.ok || !over.value) return over;
  const freed = await uncollect(parts, booking.collectionId);
  return freed.ok ? ok(true) : freed;
}

function createBegin(parts: CollectionParts, running: Set<string>): Collections['begin'] {
  return async (token, collectionId) => {
    const found = await bookingFor(parts, token, collectionId);
    if (!found.ok) return found;
    const { bookingId, carId } = found.value;
    const allowed = await parts.judgeRelease(found.value);
    if (!allowed.ok) return allowed;
    running.add(collectionId);
    try {
      const marked = await markCollecting(parts, found.value, collectionId, allowed.value.clockDoubtful);
      if (!marked.ok) return marked;
      const begun = await parts.tower.collect({ collectionId, bookingId, carId });
      if (begun.ok) {
        parts.tickets.use(token);
        return ok({ collectionId, bookingId, carId, bay: begun.value.bay });
      }
      const freed = await uncollectOver(parts, { ...found.value, collectionId });
      return freed.ok ? refuse(begun.error.code, begun.error.message, begun.error.broken === undefined ? {} : { broken: begun.error.broken }) : freed;
    } finally {
      running.delete(collectionId);
    }
  };
}

function createFree(parts: CollectionParts, running: ReadonlySet<string>): Collections['free'] {
  return async (booking) => {
    const { collectionId } = booking;
    if (booking.state !== 'collecting' || collectionId === undefined || running.has(collectionId)) return ok(booking);
    const freed = await uncollectOver(parts, { ...booking, collectionId });
    if (!freed.ok) return freed;
    return ok(freed.value ? { ...booking, state: 'booked', collectionId: undefined } : booking);
  };
}

async function settle(parts: CollectionParts, free: Collections['free'], bookingId: string): Promise<Result<void, Refusal>> {
  const read = await readBooking(parts, statement('booking.one', { bookingId }));
  if (!read.ok) return read;
  if (read.value?.collectionId === undefined) return done;
  const car = await readCar(parts, read.value.carId);
  if (!car.ok) return car;
  if (car.value?.['place'] === 'outside') return carLeft(parts, read.value.collectionId);
  const freed = await free(read.value);
  return freed.ok ? done : freed;
}

function createReconcile(parts: CollectionParts, free: Collections['free']): Collections['reconcile'] {
  return async () => {
    const live = await parts.store.read(statement('booking.live'));
    if (!live.ok) return storeRefused(live.error);
    for (const row of live.value.filter(({ state }) => state === 'collecting')) {
      const settled = await settle(parts, free, toBooking(row).bookingId);
      if (!settled.ok) return settled;
    }
    return done;
  };
}

/** Collections of one tower, as bookings see them. */
export function createCollections(parts: CollectionParts): Collections {
  const running = new Set<string>();
  const free = createFree(parts, running);
  return {
    begin: createBegin(parts, running),
    free,
    follow: async (event) => {
      if (event.kind === 'carReturned' || event.kind === 'returnTakenBack') return done;
      if (event.kind === 'carLeft') return carLeft(parts, event.collectionId);
      switch (event.phase) {
        case 'cancelled':
          return uncollect(parts, event.collectionId);
        case 'done':
          return carLeft(parts, event.collectionId);
        case 'stalled':
          return done;
      }
    },
    reconcile: createReconcile(parts, free),
  };
}
