import assert from 'node:assert/strict';
import { answered, refused } from '../../tower-client/answer.ts';
import { phoneBench, sampleBooking, sampleEligibility, sampleOffer } from '../testing/phone-bench.ts';
import { sampleCars } from '../../testing/sample-tower.ts';

const TOKEN = 'token-of-the-kiosk';
const opened = async () => {
  const b = phoneBench(undefined, undefined, TOKEN);
  await b.send();
  await Promise.resolve();
  await b.send({ type: 'language.set', language: 'en' });
  return b;
};
const signIn = { type: 'signIn', memberId: 'm', signInCode: 's' } as const;

describe('the code of the kiosk, scanned by a phone', () => {
  it('leads over sign-in, rules and face to the booking, with car and window fixed, and back to the screen of the tower', async () => {
    const b = await opened();
    assert.equal(b.screen(), 'take');
    await b.send({ type: 'next' });
    assert.equal(b.screen(), 'P03');
    await b.send(signIn);
    assert.equal(b.screen(), 'P04');
    assert.deepEqual(b.judge.lastCall.args[0], { carId: 'SH-01', window: sampleOffer.window, afterBookingId: undefined });
    b.claimHandOff.resolves(answered({ offer: { ...sampleOffer, window: { fromUtcMs: 150, untilUtcMs: 200 } }, booking: undefined }));
    await b.send({ type: 'next' }, { type: 'face.none' });
    assert.equal(b.screen(), 'P07', 'nobody is asked for a time that was chosen at the kiosk');
    await b.send({ type: 'book' });
    assert.deepEqual(b.book.lastCall.args[0], { carId: 'SH-01', fromUtcMs: 150, untilUtcMs: 200, language: 'en' });
    assert.equal(b.screen(), 'P08');
    assert.ok(b.claimHandOff.alwaysCalledWith(TOKEN));
  });
  it('begins the window anew when the price was looked at for too long', async () => {
    const b = await opened();
    await b.send({ type: 'next' }, signIn, { type: 'next' }, { type: 'face.none' });
    b.book.resolves(refused('windowPast', ''));
    b.claimHandOff.resolves(answered({ offer: { ...sampleOffer, window: { fromUtcMs: 190, untilUtcMs: 200 } }, booking: undefined }));
    await b.send({ type: 'book' });
    assert.deepEqual([b.screen(), b.context().window?.fromUtcMs], ['P07', 190]);
  });
  it('goes back to the way of recognition, and from the rules to what the code is about', async () => {
    const b = await opened();
    await b.send({ type: 'next' }, signIn, { type: 'next' }, { type: 'face.none' }, { type: 'back' });
    assert.equal(b.screen(), 'P05');
    await b.send({ type: 'back' }, { type: 'back' });
    assert.equal(b.screen(), 'take');
    await b.send({ type: 'next' });
    assert.equal(b.screen(), 'P04', 'who has signed in is not asked again');
  });
  it('says so when the code has run out or is somebody else’s, before and after signing in', async () => {
    const b = phoneBench(undefined, undefined, TOKEN);
    b.openHandOff.resolves(refused('handOffUnknown', ''));
    await b.send({ type: 'language.set', language: 'en' });
    const c = await opened();
    c.claimHandOff.resolves(refused('handOffTaken', ''));
    await c.send({ type: 'next' }, signIn);
    assert.deepEqual([c.screen(), c.context().refusal?.code, c.context().car], ['take', 'handOffTaken', undefined]);
    await c.send({ type: 'next' });
    assert.equal(c.screen(), 'P00');
  });
  it('leads to the list of cars when somebody else has booked the car all the same', async () => {
    const b = await opened();
    await b.send({ type: 'next' }, signIn, { type: 'next' }, { type: 'face.none' });
    b.book.resolves(refused('carTaken', ''));
    await b.send({ type: 'book' });
    assert.deepEqual([b.screen(), b.context().refusal?.code], ['P01', 'carTaken']);
    await b.send({ type: 'car.chosen', car: sampleCars[4]! }, { type: 'next' }, { type: 'next' }, { type: 'face.none' });
    assert.equal(b.screen(), 'P06', 'another car is booked for any time');
  });
  it('opens what is to be paid or bought of the booking that it is about', async () => {
    for (const [errand, screen] of [['buy', 'buy'], ['pay', 'booking']] as const) {
      const b = await opened();
      const { window: _none, ...offer } = sampleOffer;
      b.claimHandOff.resolves(answered({ offer: { ...offer, errand, state: 'claimed', bookingId: 'b' }, booking: sampleBooking }));
      await b.send({ type: 'next' }, signIn);
      assert.equal(b.screen(), screen);
    }
  });
  it('still tells every rule that does not hold', async () => {
    const b = await opened();
    b.judge.resolves(answered({ ...sampleEligibility, eligible: false, rules: [{ rule: 'licence', holds: false, code: 'licenceMissing', params: {} }] }));
    await b.send({ type: 'next' }, signIn, { type: 'next' });
    assert.equal(b.screen(), 'P04');
  });
});
