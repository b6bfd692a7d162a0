import { assign, fromCallback, fromPromise, setup } from 'xstate';
import type { BookingRequest, BookingView, CarScan, CatalogueView, Eligibility, HandOffErrand, SignInCodeAnswer } from '../../../../controller/api/contract/index.ts';
import type { Answer } from '../../tower-client/answer.ts';
import { mayGoOn } from './eligibility.ts';
import { paymentOf } from './payment.ts';
import { isTaking } from './phone-context.ts';
import type { AfterSignIn, ClaimedOffer, Enrolment, OpenedOffer, OwnBookings, PhoneEvent, PhoneInput, PhoneState, Shelf, Wish } from './phone-context.ts';

const toBeProvided = (name: string) => async (): Promise<never> => {
  throw new Error(`actor "${name}" was not provided`);
};

type Outcome = { readonly answer: Answer<unknown> };
type Scanned = { readonly answer: Answer<CarScan> };

/** The one car that a number named, when it stands in the list. */
function namedCar(cars: PhoneState['cars'], { answer }: Scanned): PhoneState['car'] {
  if (!answer.ok || !answer.value.exact || answer.value.candidates.length !== 1) return undefined;
  const [carId] = answer.value.candidates[0]?.carIds ?? [];
  return cars.find((car) => car.carId === carId);
}

const codeIn = ({ answer }: Outcome): string => (answer.ok ? '' : answer.error.code);

/** Types, actors, guards and actions of the phone's chart. */
export const phoneSetup = setup({
  types: { context: {} as PhoneState, events: {} as PhoneEvent, input: {} as PhoneInput },
  actors: {
    signIn: fromPromise<Answer<undefined>, PhoneState['member']>(toBeProvided('signIn')),
    signOut: fromPromise<undefined>(toBeProvided('signOut')),
    askCode: fromPromise<Answer<SignInCodeAnswer>, { readonly memberId: string }>(toBeProvided('askCode')),
    openHandOff: fromPromise<Answer<OpenedOffer>, { readonly token: string }>(toBeProvided('openHandOff')),
    claimHandOff: fromPromise<Answer<ClaimedOffer>, { readonly token: string }>(toBeProvided('claimHandOff')),
    loadShelf: fromPromise<Answer<Shelf>>(toBeProvided('loadShelf')),
    /** Looks for a code through the camera, and tells the first one as `text.entered`. */
    scanCode: fromCallback<PhoneEvent>(() => undefined),
    identify: fromPromise<Answer<CarScan>, { readonly text: string; readonly catalogue: CatalogueView | undefined }>(toBeProvided('identify')),
    recognise: fromPromise<Answer<CarScan>, { readonly photo: Blob | undefined }>(toBeProvided('recognise')),
    listBookings: fromPromise<Answer<OwnBookings>>(toBeProvided('listBookings')),
    judge: fromPromise<Answer<Eligibility>, Wish>(toBeProvided('judge')),
    pay: fromPromise<Answer<undefined>, { readonly bookingId: string }>(toBeProvided('pay')),
    /** Looks at a booking again and again while something about it is open, and tells what has changed. */
    watchBooking: fromCallback<PhoneEvent, { readonly bookingId: string }>(() => undefined),
    book: fromPromise<Answer<BookingView>, BookingRequest>(toBeProvided('book')),
    measureLive: fromCallback<PhoneEvent>(() => undefined),
    measurePhoto: fromPromise<Enrolment, { readonly photo: Blob | undefined }>(toBeProvided('measurePhoto')),
  },
  guards: {
    bringsSignIn: ({ context }) => context.refusal === undefined && context.member.memberId !== '' && context.member.signInCode !== '',
    bringsTake: ({ context }) => context.takeToken !== undefined,
    isTaking: ({ context }) => isTaking(context),
    isErrand: ({ context }, { errand }: { readonly errand: HandOffErrand }) => context.offer?.errand === errand,
    hasNoBooking: ({ context }) => context.booking === undefined,
    bringsCar: ({ context }) => context.carWish !== undefined,
    isSignedIn: ({ context }) => context.isSignedIn,
    leadsTo: ({ context }, { place }: { readonly place: AfterSignIn }) => context.afterSignIn === place,
    succeeded: (_, { answer }: Outcome) => answer.ok,
    /** Of a car that is taken now the time is fixed: every rule must hold as it is. */
    mayGoOn: ({ context }) => context.eligibility !== undefined && (isTaking(context) ? context.eligibility.eligible : mayGoOn(context.eligibility)),
    isEligible: ({ context }) => context.eligibility?.eligible === true,
    bookingIsOver: ({ context }) => context.booking !== undefined && ['cancelled', 'expired', 'closed'].includes(context.booking.state),
    paymentIsOpen: ({ context }) => paymentOf(context.booking).step === 'open',
    paymentIsDeclined: ({ context }) => paymentOf(context.booking).step === 'declined',
    namesOneCar: ({ context }, scanned: Scanned) => namedCar(context.cars, scanned) !== undefined,
    hasFace: ({ context }) => context.templates.length > 0,
    carIsGone: (_, outcome: Outcome) => ['carTaken', 'carUnknown', 'carNotHere', 'carReserved'].includes(codeIn(outcome)),
    windowIsWrong: (_, outcome: Outcome) => codeIn(outcome).startsWith('window') || codeIn(outcome) === 'outsideHours',
    signInIsOver: (_, outcome: Outcome) => ['noSession', 'signInWrong', 'wrongRole'].includes(codeIn(outcome)),
    faceIsRefused: (_, outcome: Outcome) => ['templateWrong', 'consentMissing'].includes(codeIn(outcome)),
  },
  actions: {
    setLanguage: assign(({ event }) => (event.type === 'language.set' ? { language: event.language } : {})),
    noteRefusal: assign((_, { answer }: Outcome) => ({ refusal: answer.ok ? undefined : answer.error })),
    noteBroken: assign({ refusal: { code: 'internal' as const, message: 'the request broke off' } }),
    clearRefusal: assign({ refusal: undefined }),
    takeNamedCar: assign(({ context }, scanned: Scanned) => ({ car: namedCar(context.cars, scanned), carWish: undefined, candidates: [], scanWord: undefined })),
    noteCandidates: assign((_, { answer }: Scanned) => ({ candidates: answer.ok ? answer.value.candidates : [], carWish: undefined, scanWord: undefined })),
    noteClaim: assign(({ context }, { answer }: { readonly answer: Answer<ClaimedOffer> }) => {
      if (!answer.ok) return {};
      const { offer, booking } = answer.value;
      const { carId, window, eligibility } = offer;
      return { offer, booking, car: context.cars.find((car) => car.carId === carId), window, eligibility };
    }),
    /** A code is used once: it opens nothing by itself a second time. */
    forgetCode: assign(({ context }) => ({ member: { memberId: context.member.memberId, signInCode: '' } })),
    forgetWish: assign({ carWish: undefined, candidates: [], scanWord: undefined }),
    clearFace: assign({ templates: [], stream: undefined, hint: undefined, templateCount: 0, photo: undefined, faceWord: undefined }),
    closeCamera: assign({ stream: undefined, hint: undefined, templateCount: 0 }),
    /** The choices of a booking that was made, or is begun anew. */
    clearChoices: assign({ car: undefined, window: undefined, carWish: undefined, afterBookingId: undefined, eligibility: undefined }),
    noteBooking: assign(({ context, event }) => (event.type === 'booking.changed' || event.type === 'booking.opened'
      ? { booking: event.booking, bookings: context.bookings.map((each) => (each.bookingId === event.booking.bookingId ? event.booking : each)) }
      : {})),
    leadTo: assign((_, { place }: { readonly place: AfterSignIn }) => ({ afterSignIn: place, isSignedIn: false })),
  },
});

/** The answer of an actor, for the guards and actions that look at it. */
export const outcome = <T>({ event }: { event: { output: Answer<T> } }): { readonly answer: Answer<T> } => ({ answer: event.output });
