import sinon from 'sinon';
import { createActor, fromCallback, fromPromise } from 'xstate';
import type { BookingRequest, BookingView, CarScan, CatalogueView, Eligibility, HandOffOffer, SignInCodeAnswer } from '../../../../controller/api/contract/index.ts';
import { sampleTerms } from '../../testing/phone-script.ts';
import { sampleCars } from '../../testing/sample-tower.ts';
import { settle } from '../../testing/session-bench.ts';
import { answered } from '../../tower-client/answer.ts';
import type { Answer } from '../../tower-client/answer.ts';
import type { ClaimedOffer, DriveWish, Enrolment, OpenedOffer, OwnBookings, PhoneEvent, PhoneState, Shelf, Wish } from '../flow/phone-context.ts';
import { phoneMachine } from '../flow/phone.machine.ts';
import { screenOf } from '../flow/place-shown.ts';

export const template = { version: 'v1', vector: Array.from({ length: 128 }, () => 0.1) };
export const sampleBooking: BookingView = {
  bookingId: 'b', carId: 'SH-01', fromUtcMs: 1, untilUtcMs: 2, returnByUtcMs: 3, code: 'AB12CD34', pass: 'p', hasFace: false, state: 'booked', extensionDays: 0, terms: sampleTerms, payments: [],
};
export const sampleEligibility: Eligibility = { eligible: true, rules: [{ rule: 'standing', holds: true, params: {} }], terms: sampleTerms };

/** What the code of the kiosk is about. */
export const sampleOffer: HandOffOffer = { errand: 'walkUp', state: 'opened', expiresInMs: 300_000, language: 'zh', carId: 'SH-01', window: { fromUtcMs: 100, untilUtcMs: 200 } };

/** A scan that names one car. */
export const exactly = (carId: string): CarScan => ({ exact: true, candidates: [{ variantId: 'aurora-e7', carIds: [carId] }] });

/** The chart with effects that a test decides. */
export function phoneBench(member = { memberId: '', signInCode: '' }, carWish?: string, takeToken?: string, driveWish?: DriveWish) {
  const openHandOff = sinon.stub<[string], Promise<Answer<OpenedOffer>>>().resolves(answered({ offer: sampleOffer, shelf: { cars: sampleCars, catalogue: undefined } }));
  const claimHandOff = sinon.stub<[string], Promise<Answer<ClaimedOffer>>>().resolves(answered({ offer: { ...sampleOffer, state: 'claimed', eligibility: sampleEligibility }, booking: undefined }));
  const signIn = sinon.stub<[], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const askCode = sinon.stub<[], Promise<Answer<SignInCodeAnswer>>>().resolves(answered({ expiresInMs: 600_000, digits: 6 }));
  const loadShelf = sinon.stub<[], Promise<Answer<Shelf>>>().resolves(answered({ cars: sampleCars, catalogue: undefined }));
  const identify = sinon.stub<[string], Promise<Answer<CarScan>>>().resolves(answered(exactly('SH-02')));
  const recognise = sinon.stub<[], Promise<Answer<CarScan>>>().resolves(answered(exactly('SH-02')));
  const scannerOff = sinon.spy();
  const listBookings = sinon.stub<[], Promise<Answer<OwnBookings>>>().resolves(answered({ bookings: [sampleBooking], shelf: undefined }));
  const judge = sinon.stub<[Wish], Promise<Answer<Eligibility>>>().resolves(answered(sampleEligibility));
  const book = sinon.stub<[BookingRequest], Promise<Answer<BookingView>>>().resolves(answered(sampleBooking));
  const pay = sinon.stub<[], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const measurePhoto = sinon.stub<[], Promise<Enrolment>>().resolves({ ok: true, templates: [template] });
  const cameraOff = sinon.spy();
  const actor = createActor(
    phoneMachine.provide({
      actors: {
        signIn: fromPromise<Answer<undefined>, PhoneState['member']>(() => signIn()),
        signOut: fromPromise<undefined>(async () => undefined),
        askCode: fromPromise<Answer<SignInCodeAnswer>, { readonly memberId: string }>(() => askCode()),
        openHandOff: fromPromise<Answer<OpenedOffer>, { readonly token: string }>(({ input }) => openHandOff(input.token)),
        claimHandOff: fromPromise<Answer<ClaimedOffer>, { readonly token: string }>(({ input }) => claimHandOff(input.token)),
        loadShelf: fromPromise<Answer<Shelf>>(() => loadShelf()),
        scanCode: fromCallback<PhoneEvent>(() => scannerOff),
        identify: fromPromise<Answer<CarScan>, { readonly text: string; readonly catalogue: CatalogueView | undefined }>(({ input }) => identify(input.text)),
        recognise: fromPromise<Answer<CarScan>, { readonly photo: Blob | undefined }>(() => recognise()),
        listBookings: fromPromise<Answer<OwnBookings>>(() => listBookings()),
        judge: fromPromise<Answer<Eligibility>, Wish>(({ input }) => judge(input)),
        book: fromPromise<Answer<BookingView>, BookingRequest>(({ input }) => book(input)),
        pay: fromPromise<Answer<undefined>, { readonly bookingId: string }>(() => pay()),
        watchBooking: fromCallback<PhoneEvent, { readonly bookingId: string }>(() => undefined),
        measureLive: fromCallback<PhoneEvent>(() => cameraOff),
        measurePhoto: fromPromise<Enrolment, { readonly photo: Blob | undefined }>(() => measurePhoto()),
      },
    }),
    { input: { language: 'en', member, carWish, takeToken, driveWish } },
  );
  actor.start();
  const at = (): string => JSON.stringify(actor.getSnapshot().value);
  const screen = (): string => screenOf(actor.getSnapshot());
  const context = (): PhoneState => actor.getSnapshot().context;
  const send = async (...events: PhoneEvent[]): Promise<void> => {
    for (const event of events) {
      actor.send(event);
      await settle();
    }
  };
  const toEligibility = async (): Promise<void> => {
    await send({ type: 'next' }, { type: 'car.chosen', car: sampleCars[0]! }, { type: 'next' }, { type: 'signIn', memberId: 'm', signInCode: 's' });
  };
  const toWays = async (): Promise<void> => {
    await toEligibility();
    await send({ type: 'next' });
  };
  const toPrice = async (): Promise<void> => {
    await toWays();
    await send({ type: 'face.none' }, { type: 'window.chosen', fromUtcMs: 10, untilUtcMs: 20 });
  };
  return { actor, openHandOff, claimHandOff, signIn, askCode, loadShelf, identify, recognise, scannerOff, listBookings, judge, book, pay, measurePhoto, cameraOff, at, screen, context, send, toEligibility, toWays, toPrice };
}
