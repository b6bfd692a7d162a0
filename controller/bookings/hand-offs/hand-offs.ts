import type { HandOffOffer, HandOffView, StartHandOff } from '../../api/contract/index.ts';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingRecord } from '../booking-record.ts';
import { maskedName } from '../masked-name.ts';
import { readBooking } from '../reading.ts';
import { refuse, storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import type { Tickets } from '../tickets.ts';
import type { HandOff, HandOffDesk, HandOffSubject } from './hand-off-desk.ts';
import { bookedBy, progressOf, windowOf } from './hand-off-state.ts';
import type { LookParts } from './hand-off-state.ts';
import type { WalkUps } from './walk-up.ts';

/** What kiosk and phone may ask of hand-offs. An expired one, a forged token and one of another kiosk are all unknown. */
export interface HandOffs {
  /** Errors: `carTaken`, `windowPast`, the reason for which nothing may be collected now; `ticketWrong`. */
  readonly begin: (kiosk: string, handOffId: string, wish: StartHandOff) => Promise<Result<HandOffView, Refusal>>;
  readonly one: (kiosk: string, handOffId: string) => Promise<Result<HandOffView, Refusal>>;
  /** Ends it; what was booked with it stays booked. */
  readonly giveUp: (kiosk: string, handOffId: string) => void;
  /** The page is open on a phone. */
  readonly open: (token: string) => Promise<Result<HandOffOffer, Refusal>>;
  /** A member takes it over. Asking again tells how it stands, with a window that begins now. Error: `handOffTaken`. */
  readonly claim: (memberId: string, token: string) => Promise<Result<HandOffOffer, Refusal>>;
  /** The booking that it is about or that was made with it, for the recognition of whoever stands in front of this kiosk. Error: `handOffOpen`. */
  readonly bookingOf: (handOffId: string) => Promise<Result<BookingRecord, Refusal>>;
}

/** What hand-offs need beyond the room's parts. */
export interface HandOffParts extends LookParts {
  readonly desk: HandOffDesk;
  readonly walkUps: WalkUps;
  readonly tickets: Pick<Tickets, 'look'>;
  /** Address of the phone page, without a slash at its end. */
  readonly phoneUrl: () => string;
}

const unknown = refuse('handOffUnknown', 'This code has expired, or another one has taken its place. Nothing was booked with it from now on. Look at the screen of the tower and scan again.');
const taken = refuse('handOffTaken', 'This code is for somebody else. Nothing was changed. Let the screen of the tower show a code of your own.');

async function ofCar(parts: HandOffParts, { errand, carId, language, untilUtcMs }: StartHandOff & { readonly errand: 'walkUp' }): Promise<Result<HandOffSubject, Refusal>> {
  const hold = await parts.walkUps.choose(carId, untilUtcMs);
  return hold.ok ? ok({ errand, language, carId, hold: hold.value, booking: undefined }) : hold;
}

async function ofPerson(parts: HandOffParts, { errand, ticket, language }: Exclude<StartHandOff, { readonly errand: 'walkUp' }>): Promise<Result<HandOffSubject, Refusal>> {
  const recognised = parts.tickets.look(ticket);
  if (recognised === undefined || recognised.needsCode) return refuse('ticketWrong', 'That took a little too long. Please let us recognise you once more.');
  const booking = await readBooking(parts, statement('booking.one', { bookingId: recognised.bookingId }));
  if (!booking.ok) return booking;
  if (booking.value === undefined) return refuse('bookingUnknown', 'The booking is not known here. Please ask for help.');
  const { bookingId, memberId, carId } = booking.value;
  return ok({ errand, language, carId, hold: undefined, booking: { bookingId, memberId } });
}

async function nameOf(parts: HandOffParts, memberId: string): Promise<Result<string, Refusal>> {
  const read = await parts.store.read(statement('member.one', { memberId }));
  return read.ok ? ok(maskedName(String(read.value[0]?.['name'] ?? ''))) : storeRefused(read.error);
}

/** A hand-off as its kiosk sees it. */
async function viewOf(parts: HandOffParts, handOff: HandOff): Promise<Result<HandOffView, Refusal>> {
  const progress = await progressOf(parts, handOff);
  if (!progress.ok) return progress;
  const { handOffId, errand, carId, token, claim } = handOff;
  const name = claim === undefined ? ok(undefined) : await nameOf(parts, claim.memberId);
  if (!name.ok) return name;
  const { eligibility: _rules, ...told } = progress.value;
  return ok({
    handOffId, errand, carId, link: `${parts.phoneUrl()}/phone/#take=${token}`, expiresInMs: parts.desk.leftMs(handOff), ...told,
    ...(name.value !== undefined && { maskedName: name.value }),
  });
}

/** A hand-off as the phone sees it. */
async function offerOf(parts: HandOffParts, handOff: HandOff): Promise<Result<HandOffOffer, Refusal>> {
  const progress = await progressOf(parts, handOff);
  if (!progress.ok) return progress;
  const { errand, carId, language } = handOff;
  const { state, bookingId, eligibility } = progress.value;
  const window = windowOf(parts, handOff);
  return ok({
    errand, state, carId, language, expiresInMs: parts.desk.leftMs(handOff),
    ...(window !== undefined && { window }), ...(bookingId !== undefined && { bookingId }), ...(eligibility !== undefined && { eligibility }),
  });
}

function createClaim(parts: HandOffParts): HandOffs['claim'] {
  const { desk } = parts;
  return async (memberId, token) => {
    const handOff = desk.byToken(token);
    if (handOff === undefined) return unknown;
    if (handOff.booking !== undefined && handOff.booking.memberId !== memberId) return taken;
    const before = await bookedBy(parts, memberId);
    if (!before.ok) return before;
    const claimed = desk.claim(handOff, { memberId, before: before.value });
    if (claimed === undefined) return desk.byToken(token) === undefined ? unknown : taken;
    const { handOffId, errand, carId } = claimed;
    if (handOff.claim !== undefined) return offerOf(parts, claimed);
    const audited = await parts.store.commit([auditStatement('handOffClaimed', { handOffId, errand, carId, memberId }, parts.wall.utcMs())]);
    if (audited.ok) return offerOf(parts, claimed);
    desk.unclaim(handOff);
    return storeRefused(audited.error);
  };
}

/** Hand-offs of one tower. */
export function createHandOffs(parts: HandOffParts): HandOffs {
  const { desk } = parts;
  const own = (kiosk: string, handOffId: string): HandOff | undefined => {
    const found = desk.byId(handOffId);
    return found?.kiosk === kiosk ? found : undefined;
  };
  return {
    begin: async (kiosk, handOffId, wish) => {
      const known = own(kiosk, handOffId);
      if (known !== undefined) return viewOf(parts, known);
      // Its own last hand-off keeps no car from the next one.
      desk.endOf(kiosk);
      const subject = wish.errand === 'walkUp' ? await ofCar(parts, wish) : await ofPerson(parts, wish);
      return subject.ok ? viewOf(parts, desk.begin(kiosk, handOffId, subject.value)) : subject;
    },
    one: async (kiosk, handOffId) => {
      const found = own(kiosk, handOffId);
      return found === undefined ? unknown : viewOf(parts, found);
    },
    giveUp: (kiosk, handOffId) => {
      if (own(kiosk, handOffId) !== undefined) desk.end(handOffId);
    },
    open: async (token) => {
      const found = desk.byToken(token);
      return found === undefined ? unknown : offerOf(parts, desk.open(found));
    },
    claim: createClaim(parts),
    bookingOf: async (handOffId) => {
      const found = desk.byId(handOffId);
      if (found === undefined) return unknown;
      const progress = await progressOf(parts, found);
      if (!progress.ok) return progress;
      const { bookingId } = progress.value;
      if (found.claim === undefined || bookingId === undefined) return refuse('handOffOpen', 'The phone has not finished yet. Nothing was done.');
      const booking = await readBooking(parts, statement('booking.one', { bookingId }));
      if (!booking.ok) return booking;
      return booking.value === undefined ? refuse('bookingUnknown', 'The booking is not known here. Please ask for help.') : ok(booking.value);
    },
  };
}
