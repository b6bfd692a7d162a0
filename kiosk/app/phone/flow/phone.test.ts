import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Eligibility, JudgedRule } from '../../../../controller/api/contract/index.ts';
import { refused, answered } from '../../tower-client/answer.ts';
import { exactly, phoneBench, sampleBooking, sampleEligibility, template } from '../testing/phone-bench.ts';
import { sampleCars } from '../../testing/sample-tower.ts';
import { settle } from '../../testing/session-bench.ts';
import { requestOf } from './phone-context.ts';
import { screenOf } from './place-shown.ts';

const deposit = (state: 'asked' | 'held' | 'declined') =>
  ({ paymentId: 'p-1', kind: 'deposit', amountMinor: 300_000, currency: 'CNY', state, askedUtcMs: 1, changedUtcMs: 1 }) as const;
const judged = (...rules: readonly JudgedRule[]): Eligibility => ({ ...sampleEligibility, eligible: rules.every(({ holds }) => holds), rules: [...rules] });

describe('the phone page', () => {
  describe('on the way to a booking', () => {
    it('leads from the landing to the pass without a face', async () => {
      const b = phoneBench();
      const seen: string[] = [];
      b.actor.subscribe((snapshot) => { if (seen.at(-1) !== screenOf(snapshot)) seen.push(screenOf(snapshot)); });
      await b.send({ type: 'next' });
      await b.send({ type: 'car.chosen', car: sampleCars[0]! });
      await b.send({ type: 'next' });
      await b.send({ type: 'signIn', memberId: 'm', signInCode: 's' });
      await b.send({ type: 'next' });
      await b.send({ type: 'face.none' });
      await b.send({ type: 'window.chosen', fromUtcMs: 10, untilUtcMs: 20 });
      await b.send({ type: 'book' });
      await b.send({ type: 'next' });
      assert.deepEqual(seen, ['P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'P07', 'P08', 'P09']);
      assert.deepEqual(b.book.firstCall.args[0], { carId: 'SH-01', fromUtcMs: 10, untilUtcMs: 20, language: 'en' });
    });
    it('sends templates only with the consent, and keeps none after the booking', async () => {
      const b = phoneBench();
      await b.toWays();
      await b.send({ type: 'face.live' }, { type: 'face.measured', result: { ok: true, templates: [template, template, template] } });
      sinon.assert.calledOnce(b.cameraOff);
      await b.send({ type: 'next' }, { type: 'window.chosen', fromUtcMs: 10, untilUtcMs: 20 });
      await b.send({ type: 'book' });
      assert.equal(b.book.firstCall.args[0].face?.consent, true);
      assert.deepEqual(b.context().templates, []);
    });
    it('says what to change about a photo, and lets a code be used instead', async () => {
      const b = phoneBench();
      b.measurePhoto.resolves({ ok: false, word: 'face.refusal.moreThanOneFace' });
      await b.toWays();
      await b.send({ type: 'face.photo', photo: new Blob([]) });
      assert.equal(b.context().faceWord, 'face.refusal.moreThanOneFace');
      await b.send({ type: 'next' });
      assert.equal(b.screen(), 'P05');
      await b.send({ type: 'face.none' });
      assert.equal(b.screen(), 'P06');
    });
    it('forgets a measured face when the member chooses the code', async () => {
      const b = phoneBench();
      await b.toWays();
      await b.send({ type: 'face.live' }, { type: 'face.measured', result: { ok: true, templates: [template] } }, { type: 'face.none' });
      assert.equal(requestOf(b.context()).face, undefined);
    });
    it('changes the language at any step and keeps what was chosen', async () => {
      const b = phoneBench();
      await b.toWays();
      await b.send({ type: 'language.set', language: 'zh' });
      assert.equal(b.context().car?.carId, 'SH-01');
      assert.equal(b.screen(), 'P05');
      assert.equal(requestOf(b.context()).language, 'zh');
    });
    it('goes back one place at a time, and loses nothing', async () => {
      const b = phoneBench();
      await b.toPrice();
      const seen: string[] = [];
      for (let i = 0; i < 6; i += 1) {
        await b.send({ type: 'back' });
        seen.push(b.screen());
      }
      assert.deepEqual(seen, ['P06', 'P05', 'P04', 'P02', 'P01', 'home']);
      assert.equal(b.context().window?.fromUtcMs, 10);
    });
  });

  describe('finding the car', () => {
    const aurora = { exact: false, candidates: [{ variantId: 'aurora-e7', carIds: ['SH-02'] }, { variantId: 'kestrel-gt', carIds: [] }] };
    it('shows the very car that a code names, and leaves the camera', async () => {
      const b = phoneBench();
      await b.send({ type: 'next' }, { type: 'scan.start' });
      assert.match(b.at(), /scanning/u);
      await b.send({ type: 'text.entered', text: 'LAYE7S1B0TH102866' });
      sinon.assert.calledOnce(b.scannerOff);
      assert.equal(b.screen(), 'P02');
      assert.equal(b.context().car?.carId, 'SH-02');
    });
    it('finds the car of the link that was opened, without a camera', async () => {
      const b = phoneBench(undefined, 'LAYE7S1B0TH102866');
      await settle();
      assert.equal(b.screen(), 'P02');
      assert.deepEqual(b.identify.args, [['LAYE7S1B0TH102866']]);
      await b.send({ type: 'back' });
      assert.equal(b.screen(), 'P01');
      sinon.assert.calledOnce(b.identify);
    });
    it('decides nothing of a photo, even when it was recognised without doubt', async () => {
      const b = phoneBench();
      await b.send({ type: 'next' }, { type: 'photo.taken', photo: new Blob([]) });
      assert.match(b.at(), /picking/u);
      assert.equal(b.context().car, undefined);
      await b.send({ type: 'car.chosen', car: sampleCars[1]! });
      assert.equal(b.screen(), 'P02');
    });
    it('lets the person pick among what a number may mean, or none of it', async () => {
      const b = phoneBench();
      b.identify.resolves(answered(aurora));
      await b.send({ type: 'next' }, { type: 'text.entered', text: 'LAYE7S1B0TH109999' });
      assert.equal(b.context().candidates.length, 2);
      await b.send({ type: 'back' });
      assert.match(b.at(), /choosing/u);
      assert.deepEqual(b.context().candidates, []);
    });
    it('does not show a car that a code names and this tower does not have', async () => {
      const b = phoneBench();
      b.identify.resolves(answered(exactly('SH-99')));
      await b.send({ type: 'next' }, { type: 'text.entered', text: 'LAYE7S1B0TH102866' });
      assert.match(b.at(), /picking/u);
      assert.equal(b.context().car, undefined);
    });
    for (const code of ['vinWrong', 'scanUnknown', 'offline'] as const) {
      it(`stays with the ways to find a car when the answer is ${code}`, async () => {
        const b = phoneBench();
        b.identify.resolves(refused(code, ''));
        await b.send({ type: 'next' }, { type: 'text.entered', text: 'LAYE7S1B0TH102867' });
        assert.match(b.at(), /choosing/u);
        assert.equal(b.context().refusal?.code, code);
      });
    }
    it('offers the other ways when there is no camera', async () => {
      const b = phoneBench();
      await b.send({ type: 'next' }, { type: 'scan.start' }, { type: 'scan.failed', word: 'face.fault.cameraMissing' });
      assert.match(b.at(), /choosing/u);
      assert.equal(b.context().scanWord, 'face.fault.cameraMissing');
    });
    it('signs in where the tower asks for it to look a number up, and goes on with the number', async () => {
      const b = phoneBench();
      b.identify.onFirstCall().resolves(refused('noSession', ''));
      await b.send({ type: 'next' }, { type: 'text.entered', text: 'LAYE7S1B0TH102866' });
      assert.equal(b.screen(), 'P03');
      await b.send({ type: 'signIn', memberId: 'm', signInCode: 's' });
      assert.equal(b.screen(), 'P02');
    });
  });

  describe('refused', () => {
    for (const [code, screen] of [['carTaken', 'P01'], ['carReserved', 'P01'], ['windowPast', 'P06'], ['outsideHours', 'P06'], ['templateWrong', 'P05'], ['offline', 'P07'], ['carsExhausted', 'P07'], ['signInWrong', 'P03'], ['noSession', 'P03']] as const) {
      it(`shows ${screen}, where something can be changed, when the answer is ${code}`, async () => {
        const b = phoneBench();
        b.book.resolves(refused(code, ''));
        await b.toPrice();
        await b.send({ type: 'book' });
        assert.equal(b.screen(), screen);
        assert.equal(b.context().refusal?.code, code);
      });
    }
    it('asks for the sign-in again when it no longer holds, and keeps the face, the car and the time', async () => {
      const b = phoneBench();
      await b.toWays();
      await b.send({ type: 'face.live' }, { type: 'face.measured', result: { ok: true, templates: [template] } }, { type: 'next' });
      await b.send({ type: 'window.chosen', fromUtcMs: 10, untilUtcMs: 20 });
      b.book.resolves(refused('noSession', ''));
      await b.send({ type: 'book' });
      assert.equal(b.screen(), 'P03');
      await b.send({ type: 'signIn', memberId: 'm', signInCode: 's' });
      assert.equal(b.screen(), 'P04');
      assert.equal(b.context().templates.length, 1);
      assert.equal(b.context().car?.carId, 'SH-01');
      assert.equal(b.context().window?.fromUtcMs, 10);
    });
    it('stays where it is when the network is lost at a question, and goes on when it is asked again', async () => {
      const b = phoneBench();
      b.judge.onFirstCall().resolves(refused('offline', ''));
      await b.send({ type: 'next' });
      await b.send({ type: 'car.chosen', car: sampleCars[0]! }, { type: 'next' }, { type: 'signIn', memberId: 'm', signInCode: 's' });
      assert.equal(b.screen(), 'P04');
      assert.equal(b.context().refusal?.code, 'offline');
      await b.send({ type: 'next' });
      assert.equal(b.screen(), 'P04');
      await b.send({ type: 'again' }, { type: 'next' });
      await b.send({ type: 'next' });
      assert.equal(b.screen(), 'P05');
    });
    it('books nothing when a request breaks off inside the page', async () => {
      const b = phoneBench();
      b.book.rejects(new Error('broken'));
      await b.toPrice();
      await b.send({ type: 'book' });
      assert.equal(b.screen(), 'P07');
      assert.equal(b.context().refusal?.code, 'internal');
    });
  });

  describe('eligibility', () => {
    it('lets nobody go on with a rule that no time can mend', async () => {
      const b = phoneBench();
      b.judge.resolves(answered(judged({ rule: 'tier', holds: false, code: 'tierTooLow', params: {} })));
      await b.toEligibility();
      await b.send({ type: 'next' });
      assert.equal(b.screen(), 'P04');
    });
    it('goes on to the times when another time may do', async () => {
      const b = phoneBench();
      b.judge.resolves(answered(judged({ rule: 'carFree', holds: false, code: 'carTaken', params: {} })));
      await b.toEligibility();
      await b.send({ type: 'next' });
      assert.equal(b.screen(), 'P05');
    });
    it('asks again for the time that was chosen, and books nothing while a rule is broken then', async () => {
      const b = phoneBench();
      await b.toWays();
      b.judge.resolves(answered(judged({ rule: 'oneAtATime', holds: false, code: 'oneAtATime', params: {} })));
      await b.send({ type: 'face.none' }, { type: 'window.chosen', fromUtcMs: 10, untilUtcMs: 20 });
      await b.send({ type: 'book' });
      assert.equal(b.screen(), 'P07');
      sinon.assert.notCalled(b.book);
      assert.deepEqual(b.judge.lastCall.args[0], { carId: 'SH-01', window: { fromUtcMs: 10, untilUtcMs: 20 }, afterBookingId: undefined });
      await b.send({ type: 'back' });
      assert.equal(b.screen(), 'P06');
    });
  });

  describe('the payment', () => {
    it('waits for the provider, and goes on by itself when the deposit is held', async () => {
      const b = phoneBench();
      b.book.resolves(answered({ ...sampleBooking, payments: [{ ...deposit('asked'), checkoutUrl: 'http://127.0.0.1/pay' }] }));
      await b.toPrice();
      await b.send({ type: 'book' });
      assert.equal(b.screen(), 'P07');
      await b.send({ type: 'booking.changed', booking: { ...sampleBooking, payments: [deposit('held')] } });
      assert.equal(b.screen(), 'P08');
    });
    it('says that the booking was released when the deposit came too late, and calls nothing booked', async () => {
      const b = phoneBench();
      b.book.resolves(answered({ ...sampleBooking, payments: [deposit('asked')] }));
      await b.toPrice();
      await b.send({ type: 'book' });
      await b.send({ type: 'booking.changed', booking: { ...sampleBooking, state: 'cancelled', payments: [deposit('asked')] } });
      assert.equal(b.screen(), 'booking');
    });
    it('asks once more for what was declined, and can be left for later', async () => {
      const b = phoneBench();
      b.book.resolves(answered({ ...sampleBooking, payments: [deposit('declined')] }));
      await b.toPrice();
      await b.send({ type: 'book' });
      b.pay.resolves(refused('paymentUnavailable', ''));
      await b.send({ type: 'pay' });
      assert.equal(b.context().refusal?.code, 'paymentUnavailable');
      b.pay.resolves(answered(undefined));
      await b.send({ type: 'pay' });
      await b.send({ type: 'booking.changed', booking: { ...sampleBooking, payments: [deposit('declined'), deposit('asked')] } });
      assert.match(b.at(), /waiting/u);
      await b.send({ type: 'later' });
      assert.equal(b.screen(), 'home');
    });
  });

  describe('signing in', () => {
    it('signs in by itself when the address carries the sign-in, and asks when it was wrong', async () => {
      const b = phoneBench({ memberId: 'm', signInCode: 's' });
      await settle();
      assert.equal(b.screen(), 'home');
      const wrong = phoneBench();
      wrong.signIn.resolves(refused('signInWrong', ''));
      await wrong.send({ type: 'go', to: 'home' }, { type: 'signIn', memberId: 'm', signInCode: 'x' });
      assert.equal(wrong.screen(), 'P03');
      assert.equal(wrong.context().refusal?.code, 'signInWrong');
      sinon.assert.calledOnce(wrong.signIn);
    });
    it('does not try a wrong code again by itself', async () => {
      const b = phoneBench();
      b.signIn.resolves(refused('signInWrong', ''));
      await b.send({ type: 'go', to: 'home' }, { type: 'signIn', memberId: 'm', signInCode: 'x' }, { type: 'back' }, { type: 'go', to: 'home' });
      assert.equal(b.screen(), 'P03');
      sinon.assert.calledOnce(b.signIn);
      assert.equal(b.context().member.memberId, 'm');
    });
    it('sends a code, and keeps the member number that was typed', async () => {
      const b = phoneBench();
      await b.send({ type: 'go', to: 'home' }, { type: 'code.ask', memberId: 'm-7' });
      assert.equal(b.context().codeSentTo, 'm-7');
      assert.equal(b.context().member.memberId, 'm-7');
      b.askCode.resolves(refused('tooManyRequests', ''));
      await b.send({ type: 'code.ask', memberId: 'm-7' });
      assert.equal(b.context().refusal?.code, 'tooManyRequests');
      assert.equal(b.screen(), 'P03');
    });
    it('asks for it where the list of cars needs it, and goes on there', async () => {
      const b = phoneBench();
      b.loadShelf.resolves(refused('noSession', ''));
      await b.send({ type: 'next' });
      assert.equal(b.screen(), 'P03');
      b.loadShelf.resolves(answered({ cars: sampleCars, catalogue: undefined }));
      await b.send({ type: 'signIn', memberId: 'm', signInCode: 's' });
      assert.equal(b.screen(), 'P01');
    });
    it('leaves nothing of the member on the page after signing out', async () => {
      const b = phoneBench({ memberId: 'm', signInCode: 's' });
      await settle();
      await b.send({ type: 'signOut' });
      assert.equal(b.screen(), 'P00');
      assert.deepEqual([b.context().member, b.context().bookings, b.context().booking], [{ memberId: '', signInCode: '' }, [], undefined]);
    });
  });

  describe("the member's own places", () => {
    it('opens a booking, its pages and its pass, and comes back', async () => {
      const b = phoneBench({ memberId: 'm', signInCode: 's' });
      await settle();
      await b.send({ type: 'booking.opened', booking: sampleBooking });
      assert.equal(b.screen(), 'booking');
      await b.send({ type: 'page.opened', page: 'P13' });
      assert.equal(b.screen(), 'P13');
      await b.send({ type: 'next' });
      assert.equal(b.screen(), 'P09');
      await b.send({ type: 'back' }, { type: 'back' });
      assert.equal(b.screen(), 'home');
    });
    it('leads from a page of one booking to another booking', async () => {
      const b = phoneBench({ memberId: 'm', signInCode: 's' });
      await settle();
      await b.send({ type: 'booking.opened', booking: sampleBooking }, { type: 'page.opened', page: 'buy' }, { type: 'booking.opened', booking: { ...sampleBooking, bookingId: 'b-fetch', bought: 'fetch' } });
      assert.deepEqual([b.screen(), b.context().booking?.bookingId], ['booking', 'b-fetch']);
    });
    it('shows the list again with what was known when the network is lost', async () => {
      const b = phoneBench({ memberId: 'm', signInCode: 's' });
      await settle();
      b.listBookings.resolves(refused('offline', ''));
      await b.send({ type: 'go', to: 'home' });
      assert.equal(b.screen(), 'home');
      assert.equal(b.context().bookings.length, 1);
      assert.equal(b.context().refusal?.code, 'offline');
    });
    it('books the next car in the place of the present one', async () => {
      const b = phoneBench({ memberId: 'm', signInCode: 's' });
      await settle();
      await b.send({ type: 'booking.opened', booking: sampleBooking }, { type: 'swap', afterBookingId: sampleBooking.bookingId });
      await b.send({ type: 'car.chosen', car: sampleCars[1]! }, { type: 'next' });
      await b.send({ type: 'next' }, { type: 'face.none' }, { type: 'window.chosen', fromUtcMs: 10, untilUtcMs: 20 });
      await b.send({ type: 'book' });
      assert.equal(b.book.firstCall.args[0].afterBookingId, sampleBooking.bookingId);
    });
  });
});
