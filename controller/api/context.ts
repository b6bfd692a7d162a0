import type { Attempts } from '../bookings/attempts.ts';
import { createAttempts } from '../bookings/attempts.ts';
import type { Catalogue } from '../../config/catalogue/catalogue.schema.ts';
import { createBackend } from '../bookings/backend/backend.ts';
import type { Backend, BackendParts } from '../bookings/backend/backend.ts';
import type { OpenedBackend } from '../bookings/backend/open-backend.ts';
import { createBookings } from '../bookings/bookings.ts';
import type { Bookings } from '../bookings/bookings.ts';
import { createCarScans } from '../bookings/catalogue/car-scans.ts';
import type { CarScans } from '../bookings/catalogue/car-scans.ts';
import { createShowroom } from '../bookings/catalogue/showroom.ts';
import type { Showroom } from '../bookings/catalogue/showroom.ts';
import { createClosings } from '../bookings/drives/closings.ts';
import type { Closings } from '../bookings/drives/closings.ts';
import { createCollections } from '../bookings/drives/collections.ts';
import type { Collections } from '../bookings/drives/collections.ts';
import { createCancel } from '../bookings/drives/cancellation.ts';
import type { Cancel } from '../bookings/drives/cancellation.ts';
import { createStalled } from '../bookings/drives/stalled.ts';
import type { Stalled } from '../bookings/drives/stalled.ts';
import { createDrives } from '../bookings/drives/drives.ts';
import { createHandOffDesk } from '../bookings/hand-offs/hand-off-desk.ts';
import { createHandOffs } from '../bookings/hand-offs/hand-offs.ts';
import type { HandOffs } from '../bookings/hand-offs/hand-offs.ts';
import { createWalkUps } from '../bookings/hand-offs/walk-up.ts';
import type { WalkUps } from '../bookings/hand-offs/walk-up.ts';
import type { DriveServices } from '../bookings/drives/drives.ts';
import { createHandOverViews } from '../bookings/hand-overs/hand-over-views.ts';
import type { HandOverViews } from '../bookings/hand-overs/hand-over-views.ts';
import { createRecalls } from '../bookings/hand-overs/recalls.ts';
import type { Recalls } from '../bookings/hand-overs/recalls.ts';
import { createErasure } from '../bookings/members/erasure.ts';
import type { EraseMember } from '../bookings/members/erasure.ts';
import { createOwnData } from '../bookings/members/own-data.ts';
import type { OwnData } from '../bookings/members/own-data.ts';
import { createMessages } from '../bookings/messages/message-work.ts';
import type { Messages } from '../bookings/messages/message-work.ts';
import { createMoney } from '../bookings/money/money.ts';
import type { Money } from '../bookings/money/money.ts';
import { createMyCars } from '../bookings/my-car/my-car.ts';
import type { MyCars } from '../bookings/my-car/my-car.ts';
import { createPeople } from '../bookings/people.ts';
import type { People } from '../bookings/people.ts';
import { createPhotos } from '../bookings/photos/photos.ts';
import type { Photos } from '../bookings/photos/photos.ts';
import { createPurchases } from '../bookings/purchases/purchases.ts';
import type { Purchases } from '../bookings/purchases/purchases.ts';
import type { Providers } from '../bookings/providers/providers.ts';
import { createRecognition } from '../bookings/recognition.ts';
import type { Recognise } from '../bookings/recognition.ts';
import { createReturns } from '../bookings/drives/returns.ts';
import type { Returns } from '../bookings/drives/returns.ts';
import { createSeal } from '../bookings/sealing.ts';
import { createSessionKeys } from '../bookings/session-keys.ts';
import type { SessionKeys } from '../bookings/session-keys.ts';
import { createTickets } from '../bookings/tickets.ts';
import type { ApiParts } from './api.port.ts';
import type { KioskHeartbeat, SiteView } from './contract/index.ts';
import { createOnce } from './guards/idempotency.ts';
import type { Once } from './guards/idempotency.ts';
import { createRateLimit } from './guards/rate-limit.ts';
import type { RateLimit } from './guards/rate-limit.ts';
import { createSessions } from './guards/sessions.ts';
import { createLookAtPlace } from './look-at-place.ts';
import type { Sessions } from './guards/sessions.ts';

/** What the routes of both listeners share. */
export interface ApiContext {
  readonly parts: ApiParts;
  readonly bookings: Bookings;
  readonly drives: DriveServices;
  readonly cancel: Cancel;
  readonly stalled: Stalled;
  readonly collections: Collections;
  readonly returns: Returns;
  /** Who has pressed for a car. A key of one kind proves nothing of the other. */
  readonly collectionKeys: SessionKeys;
  readonly recalls: Recalls;
  readonly handOverViews: HandOverViews;
  readonly myCars: MyCars;
  readonly closings: Closings;
  readonly people: People;
  readonly money: Money;
  readonly purchases: Purchases;
  readonly messages: Messages;
  readonly recognise: Recognise;
  readonly walkUps: WalkUps;
  readonly handOffs: HandOffs;
  readonly ownData: OwnData;
  readonly eraseMember: EraseMember;
  readonly photos: Photos;
  readonly showroom: Showroom;
  readonly carScans: CarScans;
  /** How this tower reaches its members. */
  readonly reach: () => Pick<SiteView, 'phonePage' | 'writes'>;
  /** Undefined at a tower without one. */
  readonly backend: Backend | undefined;
  readonly sessions: Sessions;
  readonly once: Once;
  readonly limits: { readonly kioskSessions: RateLimit; readonly sessions: RateLimit; readonly recognitions: RateLimit; readonly photoScans: RateLimit; readonly signInCodes: RateLimit; readonly changes: RateLimit; readonly staffCalls: RateLimit };
  /** What the kiosk's shell said last, and when (monotonic ms). */
  readonly kiosk: { heard: (KioskHeartbeat & { readonly atMs: number }) | undefined };
}

/** Sign-ins are slow to check on purpose, so a flood of them must not keep the thread from everything else. */
const SESSION_RATE = { burst: 10, perMinute: 20 } as const;
/** The kiosk's key is quick to check and too long to guess; each refusal is still a row of the audit. */
const KIOSK_SESSION_RATE = { burst: 40, perMinute: 60 } as const;
/** A camera gives a probe or two a second; a person types no faster. */
const RECOGNITION_RATE = { burst: 20, perMinute: 60 } as const;

/** Each photo is somebody else's work, and paid for; nobody photographs cars faster. */
const PHOTO_SCAN_RATE = { burst: 5, perMinute: 10 } as const;
/** For one member: with five tries each, guessing the six digits would take more than a year. */
const SIGN_IN_CODE_RATE = { burst: 3, perMinute: 0.1 } as const;

/** Each is an alarm for somebody. A kiosk has one customer at a time. */
const STAFF_CALL_RATE = { burst: 5, perMinute: 1 } as const;

/** Of one member: twelve photos and everything else of a drive, and nobody taps faster. */
const CHANGE_RATE = { burst: 60, perMinute: 60 } as const;

/** Where the link and the notices say what happens to them. */
function listeningWith({ log }: ApiParts): Pick<BackendParts, 'onChange' | 'onFailed'> {
  return {
    onChange: (found) => {
      if (found === undefined) log.info({}, 'the backend answers');
      else log.warn({ trouble: found.code }, found.message);
    },
    onFailed: (refusal, subject) => log.error({ refusal: refusal.code, subject }, 'a provider could not be looked at'),
  };
}

/** What remains of a member outside the journal goes at once as well: the way in, and the pictures whose rows have gone. */
function forgetting({ log }: ApiParts, sessions: Sessions, photos: Photos): BackendParts['onErased'] {
  return (memberId) => {
    sessions.endOf('phone', memberId);
    void photos.sweep().then((swept) => {
      if (!swept.ok) log.error({ refusal: swept.error.code }, 'photos of an erased member could not be removed yet; the next sweep tries again');
    });
  };
}

/** Builds the services over the journal. `phoneUrl`: where phones reach this tower. */
export function createContext(parts: ApiParts, catalogue: Catalogue, opened: OpenedBackend | undefined, phoneUrl: () => string): ApiContext {
  const { site, store, clock, wall, rng, keys, tower } = parts;
  const seal = createSeal(keys.sealKey, rng);
  const attempts: Attempts = createAttempts(store, wall);
  const bootId = (): string => tower.snapshot().tower.bootId;
  const bookingParts = { site, store, clock, wall, rng, keys, seal, attempts, bootId };
  const tickets = createTickets(clock, rng);
  const [collectionKeys, returnKeys] = [createSessionKeys(rng), createSessionKeys(rng)];
  const recalls = createRecalls({ ...bookingParts, tower, returnKeys });
  const desk = createHandOffDesk(clock, rng);
  const sessions = createSessions(clock, rng);
  const providers: Providers = parts.providers ?? opened?.providers ?? {};
  const money = createMoney({ ...bookingParts, providers });
  const showroom = createShowroom({ site, store, catalogue });
  const photos = createPhotos({ ...bookingParts, photos: parts.photos });
  const { settle } = money;
  const drives = createDrives({ ...bookingParts, canPay: money.isAvailable, settle, claimsOn: desk.claimsOn });
  const { isClockDoubtful, judge, judgeRelease, endNoShows } = drives;
  const bookings = createBookings({ ...bookingParts, judge, endNoShows, settle, claimsOn: desk.claimsOn });
  const walkUps = createWalkUps({ ...bookingParts, cars: bookings.cars, showroom, isClockDoubtful, lookAt: createLookAtPlace(site, () => tower.snapshot().tower) });
  const handOffs = createHandOffs({ ...bookingParts, eligibility: bookings.eligibility, judgeRelease, desk, walkUps, tickets, phoneUrl });
  const purchases = createPurchases({ ...bookingParts, providers, tower, isClockDoubtful, claimsOn: desk.claimsOn });
  const collections = createCollections({ ...bookingParts, tickets, tower, judgeRelease });
  return {
    parts,
    bookings,
    walkUps,
    handOffs,
    drives,
    cancel: createCancel({ ...bookingParts, free: collections.free, settle }),
    stalled: createStalled({ ...bookingParts, free: collections.free, settle }),
    collections,
    returns: createReturns({ ...bookingParts, tickets, tower, returnKeys }),
    collectionKeys,
    recalls,
    handOverViews: createHandOverViews({ ...bookingParts, collectionKeys, returnKeys, photos, money, recalls, phoneUrl }),
    myCars: createMyCars({ ...bookingParts, tickets, bookings, walkUps, extensions: drives.extensions, purchases, money }),
    closings: createClosings({ ...bookingParts, isClockDoubtful, canPay: money.isAvailable }),
    people: createPeople(bookingParts),
    money,
    purchases,
    messages: createMessages({ ...bookingParts, providers }),
    ownData: createOwnData(bookingParts),
    eraseMember: createErasure(bookingParts, photos.sweep),
    photos,
    showroom,
    carScans: createCarScans({ catalogue, showroom, recogniser: providers.recogniser }),
    recognise: createRecognition({ ...bookingParts, tickets, free: collections.free, judgeRelease, bookingOfHandOff: handOffs.bookingOf }),
    reach: () => ({ phonePage: `${phoneUrl()}/phone/`, ...(providers.messages !== undefined && { writes: true as const }) }),
    backend: opened === undefined ? undefined : createBackend({ ...bookingParts, ...listeningWith(parts), onErased: forgetting(parts, sessions, photos), clock, opened, judge, settle, look: { payment: money.look, contract: purchases.look } }),
    sessions,
    once: createOnce({ store, wall, rng, seal }),
    limits: {
      kioskSessions: createRateLimit(clock, KIOSK_SESSION_RATE), sessions: createRateLimit(clock, SESSION_RATE),
      recognitions: createRateLimit(clock, RECOGNITION_RATE), photoScans: createRateLimit(clock, PHOTO_SCAN_RATE),
      signInCodes: createRateLimit(clock, SIGN_IN_CODE_RATE), changes: createRateLimit(clock, CHANGE_RATE), staffCalls: createRateLimit(clock, STAFF_CALL_RATE),
    },
    kiosk: { heard: undefined },
  };
}
