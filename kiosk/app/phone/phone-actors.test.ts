import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createActor, createMachine } from 'xstate';
import type { BookingRequest, BookingView } from '../../../controller/api/contract/index.ts';
import { createManualClock } from '../../testing/manual-clock.ts';
import { sampleSite } from '../testing/sample-tower.ts';
import { settle } from '../testing/session-bench.ts';
import { answered, refused } from '../tower-client/answer.ts';
import type { Answer } from '../tower-client/answer.ts';
import type { TowerClient } from '../tower-client/api-client.ts';
import { createPhoneActors } from './phone-actors.ts';
import { sampleBooking, sampleEligibility } from './testing/phone-bench.ts';

const wish: BookingRequest = { carId: 'SH-01', fromUtcMs: 10, untilUtcMs: 20, language: 'en' };

function setUp() {
  const book = sinon.stub<[BookingRequest, string], Promise<Answer<BookingView>>>().resolves(answered(sampleBooking));
  const booking = sinon.stub<[string], Promise<Answer<BookingView>>>().resolves(answered(sampleBooking));
  const eligibility = sinon.stub().resolves(answered(sampleEligibility));
  const askPayments = sinon.stub<[string, string], Promise<Answer<unknown>>>().resolves(answered({}));
  const scanPhoto = sinon.stub().resolves(refused('recogniserMissing', ''));
  const client = { book, booking, eligibility, askPayments, scanPhoto, forgetSession: sinon.spy() } as unknown as TowerClient;
  const clock = createManualClock();
  let made = 0;
  const shrinkPhoto = sinon.stub<[Blob, number], Promise<Blob | undefined>>().resolves(new Blob([], { type: 'image/jpeg' }));
  const actors = createPhoneActors({
    client, site: sampleSite, clock, newRequestId: () => `key-${String((made += 1))}`, carCodes: () => () => undefined, shrinkPhoto,
    face: { live: () => () => undefined, photo: () => Promise.reject(new Error('not asked')) },
  });
  const ask = async (request: BookingRequest = wish): Promise<void> => {
    createActor(actors.book, { input: request }).start();
    await settle();
  };
  const keys = (): readonly string[] => book.args.map(([, key]) => key);
  return { actors, ask, keys, book, booking, eligibility, askPayments, scanPhoto, shrinkPhoto, clock };
}

describe('what the phone asks of the tower', () => {
  it('asks again for a booking whose answer was lost with the same key, however often', async () => {
    const { ask, keys, book } = setUp();
    book.onFirstCall().resolves(refused('offline', ''));
    book.onSecondCall().resolves(refused('offline', ''));
    await ask();
    await ask();
    await ask();
    assert.deepEqual(keys(), ['key-1', 'key-1', 'key-1']);
    await ask();
    assert.equal(keys()[3], 'key-2', 'the booking was made: the same choices once more are a new one');
  });
  it('gives a changed wish a key of its own, and the first wish keeps its own', async () => {
    const { ask, keys, book } = setUp();
    book.resolves(refused('offline', ''));
    await ask();
    await ask({ ...wish, fromUtcMs: 11 });
    await ask();
    assert.deepEqual(keys(), ['key-1', 'key-2', 'key-1']);
  });
  it('asks for a declined payment with one key until it was asked for', async () => {
    const { actors, askPayments } = setUp();
    askPayments.onFirstCall().resolves(refused('offline', ''));
    for (let i = 0; i < 3; i += 1) {
      createActor(actors.pay, { input: { bookingId: 'b' } }).start();
      await settle();
    }
    assert.deepEqual(askPayments.args.map(([, key]) => key), ['key-1', 'key-1', 'key-2']);
  });
  it('asks about the next window that the site allows before one is chosen, and about the chosen one after', async () => {
    const { actors, eligibility, clock } = setUp();
    createActor(actors.judge, { input: { carId: 'SH-01', window: undefined, afterBookingId: undefined } }).start();
    createActor(actors.judge, { input: { carId: 'SH-01', window: { fromUtcMs: 1, untilUtcMs: 2 }, afterBookingId: 'b' } }).start();
    await settle();
    const [first, second] = eligibility.args.map(([question]: readonly unknown[]) => question as { fromUtcMs: number; untilUtcMs: number });
    assert.ok(first!.fromUtcMs >= clock.utcMs() && first!.untilUtcMs > first!.fromUtcMs);
    assert.deepEqual(second, { carId: 'SH-01', fromUtcMs: 1, untilUtcMs: 2, afterBookingId: 'b' });
  });
  it('looks at a booking until nobody waits for it, and tells only what has changed', async () => {
    const { actors, booking, clock } = setUp();
    const told: boolean[] = [];
    const watch = createActor(createMachine({
      invoke: { src: actors.watchBooking, input: { bookingId: 'b' } },
      on: { 'booking.changed': { actions: ({ event }) => void told.push((event as unknown as { booking: BookingView }).booking.hasFace) } },
    }));
    watch.start();
    const look = async (): Promise<void> => {
      clock.advance(3000);
      await settle();
    };
    await look();
    booking.resolves(refused('offline', ''));
    await look();
    booking.resolves(answered({ ...sampleBooking, hasFace: true }));
    await look();
    await look();
    sinon.assert.callCount(booking, 4);
    assert.deepEqual(told, [false, true]);
    watch.stop();
    await look();
    sinon.assert.callCount(booking, 4);
  });
  it('sends a photo only as the smaller drawing of it, and nothing that is no picture', async () => {
    const { actors, scanPhoto, shrinkPhoto } = setUp();
    const photo = new Blob(['x']);
    createActor(actors.recognise, { input: { photo } }).start();
    await settle();
    assert.equal((scanPhoto.firstCall.args[0] as Blob).type, 'image/jpeg');
    shrinkPhoto.resolves(undefined);
    const actor = createActor(actors.recognise, { input: { photo } });
    actor.start();
    await settle();
    assert.equal((actor.getSnapshot().output as { error?: { code: string } }).error?.code, 'photoWrong');
    sinon.assert.calledOnce(scanPhoto);
  });
});
