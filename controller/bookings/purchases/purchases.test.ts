import assert from 'node:assert/strict';
import { statement } from '../../journal/statements.ts';
import { granted, refusal } from '../../journal/testing/journal-bench.ts';
import { readView } from '../booking-view.ts';
import { paymentStatements } from '../money/payment-statements.ts';
import { readOwnBooking } from '../reading.ts';
import { openPurchaseBench } from './testing/purchase-bench.ts';
import type { PurchaseBench } from './testing/purchase-bench.ts';

const [HOUR_MS, CAR] = [3_600_000, 'SH-05'];

describe('buying a car', () => {
  let bench: PurchaseBench;
  const stateOf = async (purchaseId = 'p-1', memberId = 'lin'): Promise<string> => granted(await bench.start().one(memberId, purchaseId)).state;
  const carsKnown = (): readonly string[] => bench.read(statement('car.all')).map(({ carId }) => String(carId));
  /** What the member is shown of a booking. */
  const boughtWith = async (bookingId: string): Promise<unknown> => {
    const { state, bought } = granted(await readView(bench.parts, granted(await readOwnBooking(bench.parts, 'lin', bookingId))));
    return [state, bought];
  };
  const signed = async (): Promise<void> => {
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-1'));
    bench.contracts.sign('p-1');
  };
  /** The car is out with Lin, whose deposit is held. */
  const goOut = async (memberId = 'lin'): Promise<void> => {
    await bench.addBooking({ bookingId: 'b-1', memberId, state: 'out' });
    await bench.move(CAR, 'outside');
    granted(await bench.parts.store.commit(paymentStatements(bench.parts, [{ memberId, bookingId: 'b-1', kind: 'deposit', amountMinor: 100 }])));
  };
  beforeEach(async () => {
    bench = await openPurchaseBench();
  });
  afterEach(() => bench.journal.remove());

  it('reserves a car in the tower with its price locked, and tells of it', async () => {
    const view = granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    const [car] = bench.read(statement('car.placed', { carId: CAR }));
    assert.deepEqual([view.state, view.priceMinor, view.vin], ['reserved', car?.['priceMinor'], car?.['vin']]);
    assert.equal(view.lockedUntilUtcMs - view.createdUtcMs, bench.parts.site.booking.beyond.priceLockHours * HOUR_MS);
    assert.deepEqual(bench.events(), ['purchase.reserved']);
    assert.deepEqual(granted(await bench.start().reserve('lin', 'p-1', { carId: CAR })), view, 'asked again it is the same');
    assert.deepEqual(bench.events(), []);
  });
  it('keeps one car at a time for one buyer, however many are asked for at once', async () => {
    const purchases = bench.start();
    const answers = await Promise.all(['SH-05', 'SH-06', 'SH-07'].map((carId, n) => purchases.reserve('lin', `p-${String(n)}`, { carId })));
    assert.deepEqual(answers.map((answer) => (answer.ok ? answer.value.state : answer.error.code)).sort(), ['purchaseOpen', 'purchaseOpen', 'reserved']);
    assert.equal(refusal(await purchases.reserve('lin', 'p-9', { carId: 'SH-08' })), 'purchaseOpen');
    granted(await purchases.reserve('ada', 'p-8', { carId: 'SH-08' }));
    const mine = granted(await purchases.ofMember('lin')).find(({ state }) => state === 'reserved');
    granted(await purchases.cancel('lin', mine?.purchaseId ?? ''));
    granted(await purchases.reserve('lin', 'p-10', { carId: 'SH-09' }));
  });
  it('sells a car that is out with its buyer at once: drive closed, deposit given back, inventory without it', async () => {
    await goOut();
    const purchases = bench.start();
    granted(await purchases.reserve('lin', 'p-1', { carId: CAR, bookingId: 'b-1' }));
    assert.equal(granted(await purchases.handOff('lin', 'p-1')).signUrl, 'https://sign.example/p-1');
    bench.contracts.sign('p-1');
    assert.equal(await stateOf(), 'sold');
    assert.deepEqual(await boughtWith('b-1'), ['closed', 'drive']);
    assert.equal(bench.read(statement('payment.ofBooking', { bookingId: 'b-1' }))[0]?.['wanted'], 'release');
    assert.ok(!carsKnown().includes(CAR), 'nobody expects it back');
    assert.deepEqual(bench.events(), ['purchase.reserved', 'car.sold']);
    assert.deepEqual(bench.read(statement('member.messages', { memberId: 'lin' })).map(({ kind }) => kind), ['bought']);
  });
  it('asks for lateness up to the sale, and for nothing after it', async () => {
    await goOut();
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-1'));
    bench.contracts.sign('p-1');
    bench.later((1 + 1 + 3 * 24 + 2) * HOUR_MS);
    assert.equal(await stateOf(), 'sold');
    const asked = bench.read(statement('payment.ofBooking', { bookingId: 'b-1' })).map(({ kind, wanted, amountMinor }) => [kind, wanted, amountMinor]);
    assert.deepEqual(asked, [['deposit', 'release', 100], ['late', 'capture', 2 * bench.parts.site.booking.beyond.lateFeeMinor]]);
  });
  it('gives the buyer of a car in the tower a booking without end, and sells it when it has left', async () => {
    await signed();
    bench.later(HOUR_MS);
    assert.equal(await stateOf(), 'signed');
    const { bookingId } = granted(await bench.start().one('lin', 'p-1'));
    const [fetch] = bench.read(statement('booking.one', { bookingId: bookingId ?? '' }));
    assert.equal(fetch?.['state'], 'booked');
    assert.ok(Number(fetch['untilUtcMs']) - bench.parts.wall.utcMs() > 50 * 365 * 24 * HOUR_MS, 'no window keeps a bought car in');
    assert.match(String(fetch['pass']), /^CVT1:/u);
    assert.deepEqual(bench.read(statement('member.messages', { memberId: 'lin' })).map(({ kind }) => kind), ['toFetch']);
    assert.ok(carsKnown().includes(CAR), 'it still stands here');
    assert.deepEqual(await boughtWith(bookingId ?? ''), ['booked', 'fetch']);
    await bench.collect(CAR);
    assert.equal(await stateOf(), 'sold');
    assert.ok(!carsKnown().includes(CAR));
    assert.deepEqual(await boughtWith(bookingId ?? ''), ['closed', 'fetch']);
  });
  it('lets a car that comes back before its buyer signs be fetched again', async () => {
    await goOut();
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-1'));
    bench.beingTakenIn.add(CAR);
    bench.contracts.sign('p-1');
    assert.equal(await stateOf(), 'signed', 'while the tower takes it in nobody says where it is');
    await bench.move(CAR, 'pallet:P05');
    granted(await bench.parts.store.commit([statement('booking.close', { bookingId: 'b-1', utcMs: bench.parts.wall.utcMs() }, 1)]));
    bench.beingTakenIn.clear();
    assert.equal(await stateOf(), 'signed');
    await bench.collect(CAR);
    assert.equal(await stateOf(), 'sold');
  });
  it('sells no car that staff have taken outside before its buyer has fetched it', async () => {
    await signed();
    assert.equal(await stateOf(), 'signed');
    await bench.move(CAR, 'outside');
    assert.equal(await stateOf(), 'signed');
    await bench.move(CAR, 'pallet:P05');
    await bench.collect(CAR);
    assert.equal(await stateOf(), 'sold');
  });
  it('sells no car that the tower takes in by the journal, whatever the program has seen', async () => {
    await goOut();
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-1'));
    granted(await bench.journal.journal.order({ kind: 'receive', orderId: 'r-1', bookingId: 'b-1', carId: CAR, palletId: 'P05', fromCell: '2-1L', toCell: '2-1L', bay: 'A', phase: 'checking' }));
    bench.contracts.sign('p-1');
    assert.equal(await stateOf(), 'signed');
    assert.equal(bench.read(statement('booking.one', { bookingId: 'b-1' }))[0]?.['state'], 'out');
  });
  it('sells a car whose return stalled once on an earlier drive, and lets nobody begin to take it in afterwards', async () => {
    const order = { kind: 'receive', carId: CAR, palletId: 'P05', fromCell: '2-1L', toCell: '2-1L', bay: 'A' } as const;
    await bench.addBooking({ bookingId: 'b-0', memberId: 'ada', state: 'closed' });
    granted(await bench.journal.journal.order({ ...order, orderId: 'r-0', bookingId: 'b-0', phase: 'stalled' }));
    await goOut();
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-1'));
    bench.contracts.sign('p-1');
    assert.equal(await stateOf(), 'sold');
    const late = await bench.journal.journal.order({ ...order, orderId: 'r-1', bookingId: 'b-1', phase: 'queued' });
    assert.equal(late.ok ? 'taken in' : late.error.code, 'conflict');
  });
  it('promises a car to one buyer, whoever asks at the same moment', async () => {
    const purchases = bench.start();
    const both = await Promise.all([purchases.reserve('lin', 'p-1', { carId: CAR }), purchases.reserve('ada', 'p-2', { carId: CAR })]);
    assert.deepEqual(both.map(refusal).toSorted(), ['', 'carReserved']);
    assert.equal(bench.read(statement('purchase.promised')).length, 1);
  });
  it('sells nothing that somebody else has booked, and lets nobody book what is promised', async () => {
    await bench.addBooking({ bookingId: 'b-1', memberId: 'ada' });
    assert.equal(refusal(await bench.start().reserve('lin', 'p-1', { carId: CAR })), 'carTaken');
    granted(await bench.start().reserve('lin', 'p-2', { carId: 'SH-02' }));
    await assert.rejects(bench.addBooking({ bookingId: 'b-2', memberId: 'ada', carId: 'SH-02' }), /promised to a buyer/u);
  });
  it('sells a car that is out to nobody but whom it is out with', async () => {
    await goOut('ada');
    assert.equal(refusal(await bench.start().reserve('lin', 'p-1', { carId: CAR })), 'carTaken');
    assert.equal(refusal(await bench.start().reserve('ada', 'p-2', { carId: CAR, bookingId: 'b-other' })), 'notOut');
    granted(await bench.start().reserve('ada', 'p-3', { carId: CAR }));
  });
  it('refuses cars that it does not know, and buyers of whom nothing is known', async () => {
    assert.equal(refusal(await bench.start().reserve('lin', 'p-1', { carId: 'SH-99' })), 'carUnknown');
    granted(await bench.parts.store.commit([statement('member.add', { memberId: 'new', name: 'New', language: 'en', signInHash: '', utcMs: 0 }, 1)]));
    assert.equal(refusal(await bench.start().reserve('new', 'p-1', { carId: CAR })), 'standingUnknown');
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    assert.equal(refusal(await bench.start().one('ada', 'p-1')), 'purchaseUnknown');
    assert.equal(refusal(await bench.start().cancel('ada', 'p-1')), 'purchaseUnknown');
  });
  it('gives everything back when the price lock ends without a signature', async () => {
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-1'));
    bench.later(bench.parts.site.booking.beyond.priceLockHours * HOUR_MS);
    granted(await bench.start().work());
    assert.equal(await stateOf(), 'lapsed');
    assert.equal(bench.contracts.contracts.get('p-1'), 'declined', 'nobody can sign it any more');
    assert.equal(refusal(await bench.start().handOff('lin', 'p-1')), 'purchaseOver');
    granted(await bench.start().reserve('ada', 'p-2', { carId: CAR }));
    assert.deepEqual(bench.events(), ['purchase.reserved', 'purchase.ended', 'purchase.reserved']);
  });
  it('locks no price by a clock that is not believed', async () => {
    bench.clock.isDoubtful = true;
    assert.equal(refusal(await bench.start().reserve('lin', 'p-1', { carId: CAR })), 'clockDoubtful');
  });
  it('lets nothing lapse by a clock that is not believed', async () => {
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    bench.later(365 * 24 * HOUR_MS);
    bench.clock.isDoubtful = true;
    granted(await bench.start().work());
    assert.equal(granted(await bench.start().handOff('lin', 'p-1')).state, 'handedOff');
    bench.clock.isDoubtful = false;
    granted(await bench.start().work());
    assert.equal(await stateOf(), 'lapsed');
  });
  it('honours a signature that was given in time and is heard of late', async () => {
    await goOut();
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-1'));
    bench.contracts.sign('p-1');
    bench.later(30 * 24 * HOUR_MS);
    granted(await bench.start().work());
    assert.equal(await stateOf(), 'sold');
  });
  it('hands nothing off after the price lock', async () => {
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    bench.later(bench.parts.site.booking.beyond.priceLockHours * HOUR_MS);
    assert.equal(refusal(await bench.start().handOff('lin', 'p-1')), 'priceLapsed');
  });
  it('cancels with the contract first: one that is signed binds, one of which nothing is heard is not ended', async () => {
    granted(await bench.start().reserve('lin', 'p-1', { carId: CAR }));
    bench.contracts.script.push('late');
    assert.equal(refusal(await bench.start().handOff('lin', 'p-1')), 'contractUnavailable');
    bench.contracts.script.push('requestLost');
    assert.equal(refusal(await bench.start().cancel('lin', 'p-1')), 'contractUnavailable');
    assert.equal(granted(await bench.start().cancel('lin', 'p-1')).state, 'cancelled');
    bench.contracts.arrive();
    bench.contracts.sign('p-1');
    assert.equal(bench.contracts.contracts.get('p-1'), 'declined', 'an offer that arrives late makes no contract');
    granted(await bench.start().reserve('lin', 'p-2', { carId: CAR }));
    granted(await bench.start().handOff('lin', 'p-2'));
    bench.contracts.sign('p-2');
    assert.equal(refusal(await bench.start().cancel('lin', 'p-2')), 'contractSigned');
  });
});
