import assert from 'node:assert/strict';
import fc from 'fast-check';
import { statement } from '../../journal/statements.ts';
import { granted } from '../../journal/testing/journal-bench.ts';
import type { PaymentProvider } from '../providers/payments.port.ts';
import { toPayment } from './payment.ts';
import type { Payment } from './payment.ts';
import { atCancellation, atReturn, paymentStatements } from './payment-statements.ts';
import { createPaymentWork } from './payment-work.ts';
import { openMoneyBench } from './testing/money-bench.ts';
import type { MoneyBench } from './testing/money-bench.ts';
import { CUT, createCutter, weakStore } from './testing/power-cut.ts';
import type { Cutter } from './testing/power-cut.ts';
import { createScriptedProvider } from './testing/scripted-provider.ts';
import type { Fate, ScriptedProvider } from './testing/scripted-provider.ts';

const DAY_MS = 86_400_000;

const weakProvider = (provider: PaymentProvider, { around }: Cutter): PaymentProvider => ({
  hold: (request) => around(() => provider.hold(request)),
  look: (id) => around(() => provider.look(id)),
  capture: (id, amount) => around(() => provider.capture(id, amount)),
  release: (id) => around(() => provider.release(id)),
});

describe('the work on payments', () => {
  let bench: MoneyBench;
  let provider: ScriptedProvider;
  const payments = (bookingId: string): readonly Payment[] => bench.read(statement('payment.ofBooking', { bookingId })).map(toPayment);
  const states = (bookingId: string): readonly string[] => payments(bookingId).map(({ kind, state }) => `${kind} ${state}`);
  const work = () => createPaymentWork({ ...bench.parts, payments: provider });
  const charge = async (bookingId: string, ...kinds: readonly Payment['kind'][]): Promise<void> => {
    await bench.addBooking({ bookingId });
    granted(await bench.parts.store.commit(paymentStatements(bench.parts, kinds.map((kind, at) => ({ memberId: 'lin', bookingId, kind, amountMinor: 100 + at })))));
  };
  const run = async (days = 0): Promise<void> => {
    granted(await work().due());
    for (let day = 0; day < days; day += 1) {
      bench.later(DAY_MS);
      granted(await work().due());
    }
  };
  before(async () => {
    bench = await openMoneyBench();
  });
  beforeEach(() => {
    provider = createScriptedProvider();
  });
  after(() => bench.journal.remove());

  it('holds a deposit and gives it back when the car has returned', async () => {
    await charge('b-1', 'deposit');
    await run();
    assert.deepEqual(states('b-1'), ['deposit held']);
    granted(await bench.parts.store.commit(atReturn(bench.parts, 'b-1')));
    await run();
    assert.deepEqual(states('b-1'), ['deposit released']);
    assert.deepEqual(bench.events(), ['payment.changed', 'payment.changed']);
  });
  it('takes the price of a late return at once, and nothing of the deposit', async () => {
    await charge('b-2', 'deposit', 'late');
    await run();
    assert.deepEqual(states('b-2').toSorted(), ['deposit held', 'late captured']);
  });
  it('asks nobody to hold what is not wanted any more and was never asked for', async () => {
    await charge('b-3', 'deposit');
    granted(await bench.parts.store.commit(atCancellation(bench.parts, 'b-3')));
    await run();
    assert.deepEqual(states('b-3'), ['deposit released']);
    assert.deepEqual(provider.heard, []);
  });
  it('gives back what a request holds that arrives after the booking was cancelled', async () => {
    await charge('b-4', 'deposit');
    provider.script.push('late');
    await run();
    assert.deepEqual(states('b-4'), ['deposit unknown']);
    granted(await bench.parts.store.commit(atCancellation(bench.parts, 'b-4')));
    await run();
    provider.arrive();
    const [account] = [...provider.accounts.values()];
    assert.deepEqual(account, { state: 'released', amountMinor: 100, holds: 1, captures: 0, releases: 1 });
    assert.deepEqual(states('b-4'), ['deposit released']);
  });
  it('waits for the person on the page of the provider, and tells where that is', async () => {
    provider.rule.onHold = 'asked';
    await charge('b-5', 'deposit');
    await run();
    const [waiting] = payments('b-5');
    assert.deepEqual([waiting?.state, waiting?.checkoutUrl], ['asked', `https://pay.example/${String(waiting?.paymentId)}`]);
    provider.decide(String(waiting?.paymentId), true);
    await run(1);
    assert.deepEqual([payments('b-5')[0]?.state, payments('b-5')[0]?.checkoutUrl], ['held', undefined]);
  });
  it('writes the member what is to be done first, and that the car is booked when nothing is left to do', async () => {
    const written = (): readonly string[] => bench.read(statement('member.messages', { memberId: 'lin' })).filter(({ messageId }) => String(messageId).includes('b-11') || payments('b-11').some(({ paymentId }) => String(messageId).endsWith(paymentId))).map(({ kind }) => String(kind)).toSorted();
    provider.rule.onHold = 'asked';
    await charge('b-11', 'deposit', 'belowFloorFee', 'late');
    await run();
    assert.deepEqual(written(), ['owed', 'toPay', 'toPay']);
    const [deposit, fee, late] = (['deposit', 'belowFloorFee', 'late'] as const).map((wanted) => payments('b-11').find(({ kind }) => kind === wanted)?.paymentId ?? '');
    provider.decide(deposit ?? '', true);
    await run(1);
    assert.deepEqual(written(), ['owed', 'toPay', 'toPay'], 'the fee is not held yet');
    provider.decide(fee ?? '', true);
    provider.decide(late ?? '', true);
    await run(1);
    assert.deepEqual(written(), ['booked', 'owed', 'toPay', 'toPay']);
  });
  it('tells nobody that a booking is booked that has been given up meanwhile', async () => {
    await charge('b-12', 'deposit');
    granted(await bench.parts.store.commit([statement('booking.cancel', { bookingId: 'b-12', utcMs: 0 }, 1), ...atCancellation(bench.parts, 'b-12')]));
    await run();
    assert.ok(!bench.read(statement('member.messages', { memberId: 'lin' })).some(({ messageId }) => messageId === 'm-booked-b-12'));
  });
  it('tells the member of a deposit that was declined', async () => {
    provider.rule.onHold = 'declined';
    await charge('b-6', 'deposit');
    await run();
    assert.deepEqual(states('b-6'), ['deposit declined']);
    const about = `-${String(payments('b-6')[0]?.paymentId)}`;
    assert.deepEqual(bench.read(statement('member.messages', { memberId: 'lin' })).filter(({ messageId }) => String(messageId).endsWith(about)).map(({ kind }) => kind), ['depositDeclined']);
  });
  it('asks ever more rarely while nobody answers', async () => {
    await charge('b-7', 'deposit');
    provider.script.push(...Array.from({ length: 500 }, (): Fate => 'requestLost'));
    for (let second = 0; second < 3600; second += 1) {
      granted(await work().due());
      bench.later(1000);
    }
    assert.ok(provider.heard.length > 5 && provider.heard.length < 16, String(provider.heard.length));
    provider.script.length = 0;
    await run(1);
    assert.deepEqual(states('b-7'), ['deposit held']);
  });
  it('goes on after a clock that stood a year ahead has been set right', async () => {
    await charge('b-9', 'deposit');
    bench.later(365 * DAY_MS);
    provider.script.push('requestLost');
    await run();
    bench.later(-365 * DAY_MS);
    await run();
    assert.deepEqual(states('b-9'), ['deposit held']);
  });
  it('leaves everything as it was asked where there is no provider', async () => {
    await charge('b-8', 'deposit');
    granted(await createPaymentWork({ ...bench.parts, payments: undefined }).due());
    assert.deepEqual(states('b-8'), ['deposit asked']);
    await run();
  });

  it('never charges twice and never forgets, whatever is lost, late, refused or cut between any two steps', async function () {
    this.timeout(120_000);
    const fate = fc.constantFrom<Fate>('well', 'requestLost', 'answerLost', 'late', 'refused');
    const step = fc.oneof(
      fc.record({ do: fc.constant('work' as const), fates: fc.array(fate, { maxLength: 4 }), cut: fc.option(fc.nat(14), { nil: undefined }) }),
      fc.record({ do: fc.constantFrom('arrive' as const, 'agree' as const, 'disagree' as const, 'wait' as const, 'look' as const) }),
      fc.record({ do: fc.constantFrom('return' as const, 'cancel' as const) }),
    );
    let booking = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('held' as const, 'asked' as const), fc.array(step, { maxLength: 10 }), async (onHold, steps) => {
        booking += 1;
        const bookingId = `p-${String(booking)}`;
        provider = createScriptedProvider();
        provider.rule.onHold = onHold;
        await charge(bookingId, 'deposit', 'belowFloorFee', 'late');
        const power = createCutter();
        const parts = { ...bench.parts, store: weakStore(bench.parts.store, power), payments: weakProvider(provider, power) };
        let tower = createPaymentWork(parts);
        const decideAll = (agrees: boolean): void => payments(bookingId).forEach(({ paymentId }) => provider.decide(paymentId, agrees));
        for (const one of steps) {
          try {
            if ('fates' in one) {
              provider.script.push(...one.fates);
              if (one.cut !== undefined) power.cutAfter(one.cut);
              granted(await tower.due());
            } else if (one.do === 'look') granted(await tower.now(String(payments(bookingId)[0]?.paymentId), 'look'));
            else if (one.do === 'return' || one.do === 'cancel') granted(await parts.store.commit((one.do === 'return' ? atReturn : atCancellation)(bench.parts, bookingId)));
            else if (one.do === 'wait') bench.later(DAY_MS);
            else if (one.do === 'arrive') provider.arrive();
            else decideAll(one.do === 'agree');
          } catch (error) {
            assert.equal(error, CUT);
            tower = createPaymentWork(parts);
          }
          power.neverCut();
        }
        // From here on everything goes well: the booking ends, what is late arrives, the person agrees.
        provider.script.length = 0;
        granted(await bench.parts.store.commit(atReturn(bench.parts, bookingId)));
        provider.arrive();
        await run(3);
        decideAll(true);
        await run(4);
        provider.arrive();
        for (const { paymentId, kind, state, wanted, amountMinor } of payments(bookingId)) {
          const account = provider.accounts.get(paymentId);
          const real = account?.state ?? 'nothing';
          assert.ok(state === real || (state === 'released' && real === 'nothing'), `${kind}: journal ${state}, provider ${real}`);
          assert.ok(state === 'declined' || state === (wanted === 'capture' ? 'captured' : 'released'), `${kind}: ${state} although ${String(wanted)} is wanted`);
          if (account === undefined) continue;
          assert.ok(account.holds <= 1 && account.captures <= 1 && account.releases <= 1 && account.captures + account.releases <= 1, JSON.stringify(account));
          assert.ok(account.amountMinor === amountMinor || account.state === 'declined');
        }
        await run(1);
      }),
      { numRuns: 300 },
    );
  });
});
