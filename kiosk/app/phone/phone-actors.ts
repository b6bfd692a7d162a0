import { fromCallback, fromPromise } from 'xstate';
import type { BookingRequest, BookingView, Eligibility, SignInCodeAnswer, SiteView } from '../../../controller/api/contract/index.ts';
import type { NewRequestId, PageClock } from '../rim/rim.port.ts';
import { answered } from '../tower-client/answer.ts';
import type { Answer } from '../tower-client/answer.ts';
import { findActors, loadShelf } from './find-actors.ts';
import type { FindNeeds } from './find-actors.ts';
import { faceActors } from './face-actors.ts';
import type { FaceEnrolment } from './face-actors.ts';
import { nextWindow } from './flow/collection-window.ts';
import { requestKeys } from '../tower-client/request-keys.ts';
import type { ClaimedOffer, OpenedOffer, OwnBookings, PhoneEvent, PhoneState, Wish } from './flow/phone-context.ts';

/** A person looks at the provider's page meanwhile; three seconds after it is done there, this page says so. */
const LOOK_AGAIN_MS = 3000;

/** What the effects are made of. */
export interface PhoneNeeds extends FindNeeds {
  readonly site: SiteView;
  readonly clock: PageClock;
  readonly face: FaceEnrolment;
  readonly newRequestId: NewRequestId;
}

/** Looks at a booking until it is stopped, and tells it at once and whenever it has changed. A lost answer is asked for again. */
function watchBooking({ client, clock }: PhoneNeeds, bookingId: string, onChanged: (booking: BookingView) => void): () => void {
  let isOver = false;
  let timer: unknown;
  let last = '';
  const look = async (): Promise<void> => {
    const answer = await client.booking(bookingId);
    if (isOver) return;
    if (answer.ok && JSON.stringify(answer.value) !== last) {
      last = JSON.stringify(answer.value);
      onChanged(answer.value);
    }
    timer = clock.setTimeout(() => void look(), LOOK_AGAIN_MS);
  };
  timer = clock.setTimeout(() => void look(), LOOK_AGAIN_MS);
  return () => {
    isOver = true;
    clock.clearTimeout(timer);
  };
}

/** Effects of the phone's chart. */
export function createPhoneActors(needs: PhoneNeeds) {
  const { client, site, clock, face, newRequestId } = needs;
  const keys = requestKeys(newRequestId);
  const judge = (wish: Wish): Promise<Answer<Eligibility>> => {
    const window = wish.window ?? nextWindow(site, clock.utcMs());
    const after = wish.afterBookingId === undefined ? {} : { afterBookingId: wish.afterBookingId };
    return client.eligibility({ carId: wish.carId, ...window, ...after });
  };
  return {
    ...faceActors(face),
    ...findActors(needs),
    signIn: fromPromise<Answer<undefined>, PhoneState['member']>(({ input }) => client.openSession({ role: 'phone', ...input })),
    signOut: fromPromise<undefined>(async () => {
      client.forgetSession();
      keys.forgetAll();
      return undefined;
    }),
    openHandOff: fromPromise<Answer<OpenedOffer>, { readonly token: string }>(async ({ input }) => {
      const [offer, shelf] = await Promise.all([client.openHandOff(input.token), loadShelf(client)]);
      if (!offer.ok) return offer;
      return shelf.ok ? answered({ offer: offer.value, shelf: shelf.value }) : shelf;
    }),
    claimHandOff: fromPromise<Answer<ClaimedOffer>, { readonly token: string }>(async ({ input }) => {
      const offer = await client.claimHandOff(input.token);
      if (!offer.ok || offer.value.bookingId === undefined) return offer.ok ? answered({ offer: offer.value, booking: undefined }) : offer;
      const booking = await client.booking(offer.value.bookingId);
      return booking.ok ? answered({ offer: offer.value, booking: booking.value }) : booking;
    }),
    askCode: fromPromise<Answer<SignInCodeAnswer>, { readonly memberId: string }>(({ input }) => client.askSignInCode(input.memberId)),
    listBookings: fromPromise<Answer<OwnBookings>>(async () => {
      const [bookings, shelf] = await Promise.all([client.bookings(), loadShelf(client)]);
      return bookings.ok ? answered({ bookings: bookings.value, shelf: shelf.ok ? shelf.value : undefined }) : bookings;
    }),
    judge: fromPromise<Answer<Eligibility>, Wish>(({ input }) => judge(input)),
    book: fromPromise<Answer<BookingView>, BookingRequest>(async ({ input }) => {
      const wish = JSON.stringify(input);
      const answer = await client.book(input, keys.keyFor(wish));
      // A booking that was made is over: the same choices once more are a new one.
      if (answer.ok) keys.forget(wish);
      return answer;
    }),
    pay: fromPromise<Answer<undefined>, { readonly bookingId: string }>(async ({ input }) => {
      const wish = `pay ${input.bookingId}`;
      const answer = await client.askPayments(input.bookingId, keys.keyFor(wish));
      if (answer.ok) keys.forget(wish);
      return answer.ok ? answered(undefined) : answer;
    }),
    watchBooking: fromCallback<PhoneEvent, { readonly bookingId: string }>(({ input, sendBack }) =>
      watchBooking(needs, input.bookingId, (booking) => {
        sendBack({ type: 'booking.changed', booking });
      })),
  };
}
/** The effects that the chart is provided with. */
export type PhoneActors = ReturnType<typeof createPhoneActors>;
