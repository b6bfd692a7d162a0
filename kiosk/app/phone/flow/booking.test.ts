import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createActor, fromCallback, fromPromise } from 'xstate';
import type { BookingRequest, BookingView } from '../../../../controller/api/contract/index.ts';
import { answered, refused } from '../../tower-client/answer.ts';
import type { Answer } from '../../tower-client/answer.ts';
import { sampleTerms } from '../../testing/fake-tower.ts';
import { sampleCars } from '../../testing/sample-tower.ts';
import { bookingMachine, requestOf } from './booking.machine.ts';
import type { BookingContext, BookingEvent, Enrolment, ListedCar } from './booking.machine.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
};
const template = { version: 'v1', vector: Array.from({ length: 128 }, () => 0.1) };
const view: BookingView = { bookingId: 'b', carId: 'SH-01', fromUtcMs: 1, untilUtcMs: 2, returnByUtcMs: 3, code: 'AB12CD34', pass: 'p', hasFace: false, state: 'booked', extensionDays: 0, terms: sampleTerms, payments: [] };

function bench(member = { memberId: '', signInCode: '' }) {
  const signIn = sinon.stub<[], Promise<Answer<undefined>>>().resolves(answered(undefined));
  const book = sinon.stub<[BookingRequest], Promise<Answer<BookingView>>>().resolves(answered(view));
  const measurePhoto = sinon.stub<[], Promise<Enrolment>>().resolves({ ok: true, templates: [template] });
  const cameraOff = sinon.spy();
  const actor = createActor(
    bookingMachine.provide({
      actors: {
        signIn: fromPromise<Answer<undefined>, BookingContext['member']>(() => signIn()),
        listCars: fromPromise<Answer<readonly ListedCar[]>>(async () => answered(sampleCars)),
        book: fromPromise<Answer<BookingView>, BookingRequest>(({ input }) => book(input)),
        measureLive: fromCallback<BookingEvent>(() => cameraOff),
        measurePhoto: fromPromise<Enrolment, { readonly photo: Blob | undefined }>(() => measurePhoto()),
      },
    }),
    { input: { language: 'en', member } },
  );
  actor.start();
  const at = (): string => JSON.stringify(actor.getSnapshot().value);
  const send = async (...events: BookingEvent[]): Promise<void> => {
    for (const event of events) actor.send(event);
    await settle();
  };
  const toWays = async (): Promise<void> => {
    await send({ type: 'signIn', memberId: 'm', signInCode: 's' });
    await send({ type: 'car.chosen', car: sampleCars[0]! }, { type: 'window.chosen', fromUtcMs: 10, untilUtcMs: 20 });
  };
  return { actor, signIn, book, measurePhoto, cameraOff, at, send, toWays };
}

describe('booking on the phone', () => {
  it('leads from the sign-in to the pass without a face', async () => {
    const b = bench();
    await b.toWays();
    await b.send({ type: 'face.none' }, { type: 'book' });
    assert.match(b.at(), /holdingPass/u);
    assert.deepEqual(b.book.firstCall.args[0], { carId: 'SH-01', fromUtcMs: 10, untilUtcMs: 20, language: 'en' });
  });
  it('signs in by itself when the address carries the sign-in, and asks when it was wrong', async () => {
    const b = bench({ memberId: 'm', signInCode: 's' });
    await settle();
    assert.match(b.at(), /choosingCar/u);
    const wrong = bench();
    wrong.signIn.resolves(refused('signInWrong', ''));
    await wrong.send({ type: 'signIn', memberId: 'm', signInCode: 'x' });
    assert.match(wrong.at(), /entering/u);
    assert.equal(wrong.actor.getSnapshot().context.refusal?.code, 'signInWrong');
    sinon.assert.calledOnce(wrong.signIn);
  });
  it('sends templates only with the consent, and keeps none after the booking', async () => {
    const b = bench();
    await b.toWays();
    await b.send({ type: 'face.live' }, { type: 'face.measured', result: { ok: true, templates: [template, template, template] } });
    sinon.assert.calledOnce(b.cameraOff);
    await b.send({ type: 'next' }, { type: 'book' });
    assert.equal(b.book.firstCall.args[0].face?.consent, true);
    assert.deepEqual(b.actor.getSnapshot().context.templates, []);
  });
  it('says what to change about a photo, and lets a code be used instead', async () => {
    const b = bench();
    b.measurePhoto.resolves({ ok: false, word: 'face.refusal.moreThanOneFace' });
    await b.toWays();
    await b.send({ type: 'face.photo', photo: new Blob([]) });
    assert.equal(b.actor.getSnapshot().context.faceWord, 'face.refusal.moreThanOneFace');
    await b.send({ type: 'next' });
    assert.match(b.at(), /choosingWay/u);
    await b.send({ type: 'face.none' });
    assert.match(b.at(), /confirming/u);
  });
  it('forgets a measured face when the member chooses the code', async () => {
    const b = bench();
    await b.toWays();
    await b.send({ type: 'face.live' }, { type: 'face.measured', result: { ok: true, templates: [template] } }, { type: 'face.none' });
    assert.equal(requestOf(b.actor.getSnapshot().context).face, undefined);
  });
  for (const [code, step] of [['carTaken', 'choosingCar'], ['windowPast', 'choosingWindow'], ['outsideHours', 'choosingWindow'], ['templateWrong', 'choosingWay'], ['offline', 'confirming'], ['signInWrong', 'signingIn'], ['noSession', 'signingIn']] as const) {
    it(`goes back to the step that can be changed when the answer is ${code}`, async () => {
      const b = bench();
      b.book.resolves(refused(code, ''));
      await b.toWays();
      await b.send({ type: 'face.none' }, { type: 'book' });
      assert.match(b.at(), new RegExp(step, 'u'));
      assert.equal(b.actor.getSnapshot().context.refusal?.code, code);
    });
  }
  it('asks for the sign-in again when it no longer holds, and keeps the measured face', async () => {
    const b = bench();
    await b.toWays();
    await b.send({ type: 'face.live' }, { type: 'face.measured', result: { ok: true, templates: [template] } }, { type: 'next' });
    b.book.resolves(refused('signInWrong', ''));
    await b.send({ type: 'book' });
    assert.match(b.at(), /entering/u);
    await b.send({ type: 'signIn', memberId: 'm', signInCode: 's' });
    assert.match(b.at(), /choosingCar/u);
    assert.equal(b.actor.getSnapshot().context.templates.length, 1);
  });
  it('changes the language at any step and keeps what was chosen', async () => {
    const b = bench();
    await b.toWays();
    await b.send({ type: 'language.set', language: 'zh' });
    assert.equal(b.actor.getSnapshot().context.car?.carId, 'SH-01');
    assert.equal(requestOf(b.actor.getSnapshot().context).language, 'zh');
  });
});
