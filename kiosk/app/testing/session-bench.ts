import sinon from 'sinon';
import { createActor, fromCallback, fromPromise } from 'xstate';
import type { HandOffView, Recognition, RecognitionRequest, ReturnBegun, StaffCallView, StalledCancellation, StalledChoices, TaxiVoucher } from '../../../controller/api/contract/index.ts';
import { customerSessionMachine } from '../customer/flow/customer-session.machine.ts';
import { viewOf } from '../customer/flow/customer-view.ts';
import type { CustomerView } from '../customer/flow/customer-view.ts';
import type { Presence } from '../../face/presence-judge.ts';
import type { ReturnDigest } from '../customer/flow/return-digest.ts';
import type { SessionEvent } from '../customer/flow/session-context.ts';
import type { CollectionBegun, CollectionWord, ReturnWord } from '../customer/flow/session-setup.ts';
import { unheardTower } from '../customer/flow/tower-digest.ts';
import type { CollectionDigest, TowerDigest } from '../customer/flow/tower-digest.ts';
import type { HandOffWish } from '../customer/flow/walk-up-context.ts';
import { answered } from '../tower-client/answer.ts';
import type { Answer } from '../tower-client/answer.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { sampleCars, sampleCollection } from './sample-tower.ts';
import { createMyCarStubs } from './my-car-stubs.ts';
import { sampleHandOff } from './sample-walk-up.ts';

/** A tower at rest that hands out cars. */
export const OPEN: TowerDigest = { ...unheardTower, service: 'open', stillness: 'still', carCount: 16 };
export const CODE = 'AB12CD34';
const { available: _available, ...car } = sampleCars[13]!;
export const recognition: Recognition = {
  ticket: 'ticket-1', errand: 'collect', bookingId: 'booking-1', maskedName: '王*', language: 'zh', car, cell: '3-2R', returnByUtcMs: Date.UTC(2026, 2, 17, 4), secondFactor: false,
};
export const template = { version: 'v1', vector: Array.from({ length: 128 }, () => 0.1) };
const collection: CollectionDigest = {
  collectionId: sampleCollection.collectionId, carId: car.carId, bay: 'A', phase: 'finding', paused: false, ahead: 0, carAt: { kind: 'lift' }, person: 'none',
};
/** The same customer, whose car is out. */
export const ofReturn: Recognition = (({ cell: _cell, ...rest }: Recognition) => ({ ...rest, errand: 'bringBack' as const }))(recognition);
export const RETURN: ReturnDigest = {
  returnId: 'r-1', carId: car.carId, bay: 'B', phase: 'fetching', paused: false, refusal: undefined, checkIn: undefined, outAgain: undefined, carAt: { kind: 'unknown' }, person: 'none', ways: [],
};
/** The checks of a car, everything clear. */
export const checked = (stage: NonNullable<ReturnDigest['checkIn']>['stage'], more: Partial<NonNullable<ReturnDigest['checkIn']>> = {}): Partial<ReturnDigest> => ({
  phase: 'awaiting',
  checkIn: { stage, advice: 'stop', findings: [], given: [], people: 2, channels: { presence: 'clear', radar: 'clear', crossings: 'clear', weight: 'clear' }, attended: false, ...more },
});
/** The tower, stopped by a rule that somebody of that role must reset. */
export const stoppedBy = (resetNeeded: NonNullable<TowerDigest['resetNeeded']>): TowerDigest => ({
  ...OPEN,
  service: 'stopped',
  resetNeeded,
  reason: {
    interlockId: 'IL-12', fact: 'A.innerClosedLocked', value: false, cause: 'confirmed', sinceMs: 1, sources: [], reset: resetNeeded, bay: 'A',
    customer: 'interlock.IL-12.customer', operator: 'interlock.IL-12.operator', technician: 'interlock.IL-12.technician',
  },
});

/** Lets promises of stubbed actors settle. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
};

/** A session on a manual clock, with every effect stubbed. */
export function createSessionBench() {
  const clock = createManualClock();
  const recognise = sinon.stub<[RecognitionRequest], Promise<Answer<Recognition>>>().resolves(answered(recognition));
  const collect = sinon.stub<[string], Promise<Answer<CollectionBegun>>>().resolves(answered({ ...sampleCollection, handOverKey: 'key-of-collection' }));
  const resume = sinon.stub<[string], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const leaveLine = sinon.stub<[CollectionWord], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const bringBack = sinon.stub<[string, number], Promise<Answer<ReturnBegun>>>().resolves(answered({ returnId: RETURN.returnId, carId: car.carId, allClearKey: 'key-1' }));
  const allClear = sinon.stub<[ReturnWord], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const withdraw = sinon.stub<[ReturnWord], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const resumeReturn = sinon.stub<[string], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const stop = sinon.stub<[], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const call: StaffCallView = { callId: 's-7K2M9Q', reference: '7K2M9Q', screen: 'K01', calledUtcMs: 1, state: 'calling' };
  const callStaff = sinon.stub<[{ readonly screen: string; readonly key: string }], Promise<Answer<StaffCallView>>>().resolves(answered(call));
  const hangUp = sinon.stub<[string], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const beginHandOff = sinon.stub<[HandOffWish], Promise<Answer<HandOffView>>>().resolves(answered(sampleHandOff));
  const myCar = createMyCarStubs();
  const givenUp = sinon.spy<(handOffId: string) => void>(() => undefined);
  const choices: StalledChoices = { state: 'stalled', cancellation: 'yes', givesBackMinor: 300_000, taxiUpToMinor: 8000, currency: 'CNY' };
  const stalledChoices = sinon.stub<[CollectionWord], Promise<Answer<StalledChoices>>>().resolves(answered(choices));
  const cancelStalled = sinon.stub<[CollectionWord], Promise<Answer<StalledCancellation>>>().resolves(answered({ bookingId: 'booking-1', givenBackMinor: 300_000, currency: 'CNY' }));
  const taxiVoucher = sinon.stub<[CollectionWord], Promise<Answer<TaxiVoucher>>>().resolves(answered({ code: '7K2M9QXR', upToMinor: 8000, currency: 'CNY' }));
  const cameraOff = sinon.spy();
  /** What the camera tells of somebody in front of the screen; undefined while it is not on for that. */
  const presence: { tell: ((is: Presence) => void) | undefined } = { tell: undefined };
  const actor = createActor(
    customerSessionMachine.provide({
      actors: {
        recognise: fromPromise<Answer<Recognition>, RecognitionRequest>(({ input }) => recognise(input)),
        collect: fromPromise<Answer<CollectionBegun>, { readonly ticket: string }>(({ input }) => collect(input.ticket)),
        resume: fromPromise<Answer<undefined>, { readonly collectionId: string }>(({ input }) => resume(input.collectionId)),
        leaveLine: fromPromise<Answer<undefined>, CollectionWord>(({ input }) => leaveLine(input)),
        bringBack: fromPromise<Answer<ReturnBegun>, { readonly ticket: string; readonly people: number }>(({ input }) => bringBack(input.ticket, input.people)),
        allClear: fromPromise<Answer<undefined>, ReturnWord>(({ input }) => allClear(input)),
        withdraw: fromPromise<Answer<undefined>, ReturnWord>(({ input }) => withdraw(input)),
        resumeReturn: fromPromise<Answer<undefined>, { readonly returnId: string }>(({ input }) => resumeReturn(input.returnId)),
        stop: fromPromise<Answer<undefined>>(() => stop()),
        ...myCar.actors,
        watchOffer: fromCallback<SessionEvent>(() => undefined),
        beginHandOff: fromPromise<Answer<HandOffView>, HandOffWish>(({ input }) => beginHandOff(input)),
        watchHandOff: fromCallback<SessionEvent, { readonly handOffId: string }>(({ input }) => () => { givenUp(input.handOffId); }),
        callStaff: fromPromise<Answer<StaffCallView>, { readonly screen: string; readonly key: string }>(({ input }) => callStaff(input)),
        stalledChoices: fromPromise<Answer<StalledChoices>, CollectionWord>(({ input }) => stalledChoices(input)),
        cancelStalled: fromPromise<Answer<StalledCancellation>, CollectionWord>(({ input }) => cancelStalled(input)),
        taxiVoucher: fromPromise<Answer<TaxiVoucher>, CollectionWord>(({ input }) => taxiVoucher(input)),
        hangUp: fromPromise<Answer<undefined>, { readonly callId: string }>(({ input }) => hangUp(input.callId)),
        watchFace: fromCallback<SessionEvent>(() => cameraOff),
        scanPass: fromCallback<SessionEvent>(() => cameraOff),
        watchPresence: fromCallback<SessionEvent>(({ sendBack }) => {
          presence.tell = (is) => { sendBack({ type: 'presence.changed', presence: is }); };
          return () => { presence.tell = undefined; };
        }),
      },
    }),
    { clock, input: { tower: OPEN, defaults: { language: 'en', display: { size: 'm', skin: 'auto' } } } },
  );
  actor.start();
  const view = (): CustomerView => viewOf(actor.getSnapshot());
  const send = (...events: SessionEvent[]): void => {
    for (const event of events) actor.send(event);
  };
  const type = (code: string): void => {
    for (const key of code) actor.send({ type: 'code.typed', key });
  };
  const tower = (digest: TowerDigest): void => actor.send({ type: 'tower.changed', tower: digest });
  const withCollection = (change: Partial<CollectionDigest>, base = OPEN): void => tower({ ...base, collections: [{ ...collection, ...change }] });
  const withReturn = (change: Partial<ReturnDigest>, base = OPEN): void => tower({ ...base, returns: [{ ...RETURN, ...change }] });
  const toWays = (): void => send({ type: 'start' }, { type: 'collect.chosen' });
  const toKeypad = (): void => {
    toWays();
    send({ type: 'way.chosen', way: 'code' });
  };
  const toCapture = (): void => {
    toWays();
    send({ type: 'way.chosen', way: 'face' }, { type: 'consent.given' }, { type: 'face.ready' });
  };
  const enterCode = async (code = CODE): Promise<void> => {
    type(code);
    send({ type: 'code.submitted' });
    await settle();
  };
  const toDelivery = async (): Promise<void> => {
    toKeypad();
    await enterCode();
    send({ type: 'car.confirmed' }, { type: 'hold.completed' });
    await settle();
  };
  /** At the screen that asks how many are in the car. */
  const toWelcome = async (chosen: 'bringBack.chosen' | 'myCar.chosen' = 'bringBack.chosen'): Promise<void> => {
    recognise.resolves(answered(ofReturn));
    send({ type: 'start' }, { type: chosen }, { type: 'way.chosen', way: 'code' });
    await enterCode();
  };
  const toReturn = async (people = 2): Promise<void> => {
    await toWelcome();
    send({ type: 'people.told', people });
    await settle();
  };
  const returns = { bringBack, allClear, withdraw, resumeReturn, withReturn, toWelcome, toReturn };
  const walkUps = { beginHandOff, givenUp, myCar };
  return { actor, clock, presence, ...walkUps, callStaff, hangUp, choices, stalledChoices, cancelStalled, taxiVoucher, ...returns, recognise, collect, leaveLine, resume, stop, cameraOff, view, send, type, tower, withCollection, toWays, toKeypad, toCapture, enterCode, toDelivery };
}
/** Id of the screen that is shown. */
export const screenAfter = (bench: { readonly view: () => CustomerView }): string => bench.view().screen;
