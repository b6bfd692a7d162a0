import type { Language, WordId } from '../../../../config/words/index.ts';
import type { BookingRequest, BookingView, CarScan, CarView, CatalogueView, Eligibility, FaceTemplate, HandOffErrand, HandOffOffer } from '../../../../controller/api/contract/index.ts';
import type { CaptureHint } from '../../../face/face.port.ts';
import type { PageId } from '../pages/page-id.ts';
import type { Refusal } from '../../tower-client/answer.ts';

/** A car of the list, whether it is here and free at this moment, and when it is somebody's. UTC ms. */
export type ListedCar = CarView & { readonly available: boolean; readonly taken?: readonly CollectionWindow[] | undefined };
/** What the tower has to show; without the catalogue the cars go by the tower's own names. */
export interface Shelf {
  readonly cars: readonly ListedCar[];
  readonly catalogue: CatalogueView | undefined;
}
/** What a measurement of a face gave: templates, or the sentence that says what to change. */
export type Enrolment = { readonly ok: true; readonly templates: readonly FaceTemplate[] } | { readonly ok: false; readonly word: WordId | undefined };
/** Where a sign-in leads: it was asked for, or it stood in the way of this place. */
export type AfterSignIn = 'home' | 'finding' | 'eligibility' | 'taking';
/** When a car is to be collected. UTC ms. */
export interface CollectionWindow {
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
}

/** A drive, and the page of it that a code of the kiosk leads to. */
export interface DriveWish {
  readonly bookingId: string;
  readonly page: Extract<PageId, 'P12' | 'P15'>;
}

/** What a code of the kiosk leads to; undefined when it names no drive. */
export function driveWishOf(bookingId: string | null, show: string | null): DriveWish | undefined {
  return bookingId === null || bookingId === '' ? undefined : { bookingId, page: show === 'receipt' ? 'P15' : 'P12' };
}

/** What the page remembers. Nothing of it is stored on the phone. */
export interface PhoneState {
  readonly language: Language;
  readonly member: { readonly memberId: string; readonly signInCode: string };
  readonly isSignedIn: boolean;
  readonly afterSignIn: AfterSignIn;
  /** A code has been sent to this member. */
  readonly codeSentTo: string | undefined;
  /** What the code on a car, a poster or a link said: a vehicle number or the tower's name for the car. */
  readonly carWish: string | undefined;
  /** Of the code that the kiosk shows. */
  readonly takeToken: string | undefined;
  /** Of a code that leads to a drive of whoever signs in: its photos, or its receipt. */
  readonly driveWish: DriveWish | undefined;
  /** What that code is about. */
  readonly offer: HandOffOffer | undefined;
  readonly cars: readonly ListedCar[];
  readonly catalogue: CatalogueView | undefined;
  /** What a photo or a number may mean, best first. */
  readonly candidates: CarScan['candidates'];
  /** Why the camera read no code. */
  readonly scanWord: WordId | undefined;
  readonly car: ListedCar | undefined;
  readonly window: CollectionWindow | undefined;
  /** The booking that this one takes the place of, once its car is back: a swap. */
  readonly afterBookingId: string | undefined;
  /** What the tower says of the wish: before a window is chosen, of the next one that is possible. */
  readonly eligibility: Eligibility | undefined;
  readonly templates: readonly FaceTemplate[];
  readonly stream: MediaStream | undefined;
  readonly hint: CaptureHint | null | undefined;
  readonly templateCount: number;
  readonly photo: Blob | undefined;
  /** Why no template came of the last try. */
  readonly faceWord: WordId | undefined;
  readonly refusal: Refusal | undefined;
  /** The member's own bookings, as the tower said last. */
  readonly bookings: readonly BookingView[];
  /** The booking that was made or opened. */
  readonly booking: BookingView | undefined;
  /** The mounted page that is open. */
  readonly page: PageId | undefined;
}

/** The member's bookings, with what the tower shows: for the names of their cars. Without it they go by the tower's own names. */
export interface OwnBookings {
  readonly bookings: readonly BookingView[];
  readonly shelf: Shelf | undefined;
}

/** What the scanned code is about, with what the tower shows. */
export interface OpenedOffer {
  readonly offer: HandOffOffer;
  readonly shelf: Shelf;
}
/** A hand-off that a member has taken over; of `buy` and `pay` with its booking. */
export interface ClaimedOffer {
  readonly offer: HandOffOffer;
  readonly booking: BookingView | undefined;
}

/** Whether the car and the end of the window are those of the code of the kiosk. */
export const isTaking = ({ offer, car }: Pick<PhoneState, 'offer' | 'car'>): boolean => offer?.errand === ('walkUp' satisfies HandOffErrand) && car?.carId === offer.carId;

/** Places that the bar at the foot of the page leads to. */
export type Place = 'landing' | 'finding' | 'home' | 'myData' | 'preferences';

/** What the member, the camera, the measurement and a mounted page say. */
export type PhoneEvent =
  | { readonly type: 'language.set'; readonly language: Language }
  | { readonly type: 'go'; readonly to: Place }
  | { readonly type: 'back' }
  | { readonly type: 'next' }
  | { readonly type: 'again' }
  | { readonly type: 'code.ask'; readonly memberId: string }
  | { readonly type: 'signIn'; readonly memberId: string; readonly signInCode: string }
  | { readonly type: 'signOut' }
  | { readonly type: 'car.chosen'; readonly car: ListedCar }
  | { readonly type: 'scan.start' }
  | { readonly type: 'scan.stop' }
  | { readonly type: 'scan.failed'; readonly word: WordId }
  | { readonly type: 'text.entered'; readonly text: string }
  | { readonly type: 'photo.taken'; readonly photo: Blob }
  | { readonly type: 'window.chosen'; readonly fromUtcMs: number; readonly untilUtcMs: number }
  | { readonly type: 'face.live' }
  | { readonly type: 'face.photo'; readonly photo: Blob }
  | { readonly type: 'face.none' }
  | { readonly type: 'face.stop' }
  | { readonly type: 'camera.live'; readonly stream: MediaStream }
  | { readonly type: 'camera.hint'; readonly hint: CaptureHint | null }
  | { readonly type: 'camera.template' }
  | { readonly type: 'face.measured'; readonly result: Enrolment }
  | { readonly type: 'swap'; readonly afterBookingId: string }
  | { readonly type: 'book' }
  | { readonly type: 'kept.opened' }
  | { readonly type: 'pay' }
  | { readonly type: 'later' }
  | { readonly type: 'booking.opened'; readonly booking: BookingView }
  | { readonly type: 'booking.changed'; readonly booking: BookingView }
  | { readonly type: 'page.opened'; readonly page: PageId };

/** What an address or the system says before anything is asked. */
export type PhoneInput = Pick<PhoneState, 'language' | 'member' | 'carWish' | 'takeToken'> & { readonly driveWish?: DriveWish | undefined };

/** An untouched page. */
export const freshPhone = (input: PhoneInput): PhoneState => ({
  ...input, driveWish: input.driveWish, offer: undefined, isSignedIn: false, afterSignIn: 'home', codeSentTo: undefined, cars: [], catalogue: undefined, candidates: [], scanWord: undefined, car: undefined, window: undefined, afterBookingId: undefined, eligibility: undefined, templates: [], stream: undefined,
  hint: undefined, templateCount: 0, photo: undefined, faceWord: undefined, refusal: undefined, bookings: [], booking: undefined, page: undefined,
});

/** The request that the choices make: the face only together with the consent that was given before it was measured. */
export function requestOf({ car, window, language, templates, afterBookingId }: Pick<PhoneState, 'car' | 'window' | 'language' | 'templates' | 'afterBookingId'>): BookingRequest {
  const face = templates.length === 0 ? {} : { face: { consent: true as const, templates: [...templates] } };
  const swap = afterBookingId === undefined ? {} : { afterBookingId };
  return { carId: car?.carId ?? '', fromUtcMs: window?.fromUtcMs ?? 0, untilUtcMs: window?.untilUtcMs ?? 0, language, ...face, ...swap };
}

/** What the tower is asked about, before anything is given. */
export type Wish = Pick<PhoneState, 'window' | 'afterBookingId'> & { readonly carId: string };
/** The wish that the choices make so far. */
export const wishOf = ({ car, window, afterBookingId }: Pick<PhoneState, 'car' | 'window' | 'afterBookingId'>): Wish => ({ carId: car?.carId ?? '', window, afterBookingId });
