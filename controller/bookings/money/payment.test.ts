import assert from 'node:assert/strict';
import { afterStep, isUnfinished, stepOf, toPaymentViews, waitMs } from './payment.ts';
import type { Payment, PaymentEvent, PaymentStep } from './payment.ts';
import { depositOf, totalsOf } from './payment-summary.ts';

const STATES = ['asked', 'unknown', 'held', 'captured', 'released', 'declined'] as const;
const STEPS: readonly PaymentStep[] = ['hold', 'look', 'capture', 'release', 'letGo'];
const EVENTS: readonly PaymentEvent[] = [
  { kind: 'unreachable' }, { kind: 'refused' },
  ...(['asked', 'held', 'captured', 'released', 'declined'] as const).map((state) => ({ kind: 'answered' as const, answer: { state, providerRef: 'ref', checkoutUrl: 'https://pay.example' } })),
];
type Case = Pick<Payment, 'state' | 'wanted' | 'providerRef' | 'checkoutUrl' | 'tries'>;
const CASES: readonly Case[] = STATES.flatMap((state) =>
  ([undefined, 'capture', 'release'] as const).flatMap((wanted) => [undefined, 'ref'].flatMap((providerRef) => [0, 1, 9].map((tries) => ({ state, wanted, providerRef, checkoutUrl: undefined, tries })))),
);
const ENDED = new Set(['captured', 'released', 'declined']);

describe('one payment', () => {
  it('has an answer to every event in every state, and what has ended stays ended', () => {
    for (const one of CASES) for (const step of STEPS) for (const event of EVENTS) {
      const { state } = afterStep(one, step, event);
      assert.ok(STATES.includes(state));
      if (ENDED.has(one.state)) assert.equal(state, one.state, JSON.stringify([one, step, event]));
    }
  });
  it('asks for something exactly as long as something is to be done or found out', () => {
    for (const one of CASES) assert.equal(stepOf(one) !== undefined, isUnfinished(one), JSON.stringify(one));
  });
  it('takes and gives back only what is known to be held, or to be waiting for the person', () => {
    for (const one of CASES) {
      const step = stepOf(one);
      if (step === 'capture') assert.deepEqual([one.state, one.wanted], ['held', 'capture']);
      if (step === 'release') assert.ok((one.state === 'held' || (one.state === 'asked' && one.providerRef !== undefined)) && one.wanted === 'release');
      if (step === 'letGo') assert.deepEqual([one.state, one.wanted, one.tries], ['asked', 'release', 0]);
    }
  });
  it('never takes silence for an answer', () => {
    for (const one of CASES) for (const step of STEPS) {
      const { state } = afterStep(one, step, { kind: 'unreachable' });
      assert.ok(state === one.state || state === 'unknown', JSON.stringify([one, step]));
    }
  });
  it('shows the page of the provider only while the person has still to agree', () => {
    for (const one of CASES) for (const event of EVENTS) {
      if (event.kind !== 'answered' || ENDED.has(one.state)) continue;
      assert.equal(afterStep(one, 'hold', event).checkoutUrl !== undefined, event.answer.state === 'asked');
    }
  });
  it('waits two seconds first and ten minutes at most', () => {
    const waits = Array.from({ length: 40 }, (_, tries) => waitMs(tries));
    assert.equal(waits[0], 2000);
    assert.equal(waits.at(-1), 600_000);
    assert.ok(waits.every((wait, at) => at === 0 || wait >= (waits[at - 1] ?? 0)));
  });
  it('counts in exactly one of the sums of a receipt', () => {
    const all = STATES.map((state, at) => ({ state, amountMinor: 10 ** at }));
    assert.equal(Object.values(totalsOf(all)).reduce((sum, part) => sum + part, 0), 111_111);
  });
  it('offers its member the page of the provider, or to ask again, as long as it is owed', () => {
    const amount = (more: Partial<Payment>): Payment => ({
      kind: 'late', state: 'asked', paymentId: 'y', memberId: 'm', bookingId: 'b', amountMinor: 1, currency: 'CNY', wanted: 'capture', providerRef: 'ref', checkoutUrl: 'https://pay.example', tries: 1, nextUtcMs: 0, askedUtcMs: 0, changedUtcMs: 0, ...more,
    });
    const offers = (state: string, ...all: readonly Payment[]) => toPaymentViews(all, state).map(({ checkoutUrl, mayAskAgain }) => (checkoutUrl === undefined ? mayAskAgain === true && 'again' : 'page'));
    assert.deepEqual(offers('closed', amount({})), ['page']);
    assert.deepEqual(offers('cancelled', amount({ kind: 'deposit', wanted: 'release' })), [false], 'nobody agrees to what is given back');
    assert.deepEqual(offers('closed', amount({ state: 'declined' })), ['again']);
    assert.deepEqual(offers('closed', amount({ state: 'declined' }), amount({ paymentId: 'yr', state: 'held' })), [false, false], 'it has been asked for again');
    assert.deepEqual(['booked', 'out', 'cancelled'].map((state) => offers(state, amount({ kind: 'deposit', state: 'declined', wanted: undefined }))[0]), ['again', false, false]);
  });
  it('is never held for a release while one of what it needs is not', () => {
    const amount = (kind: Payment['kind'], state: Payment['state']): Payment => ({
      kind, state, paymentId: kind, memberId: 'm', bookingId: 'b', amountMinor: 1, currency: 'CNY', wanted: undefined, providerRef: undefined, checkoutUrl: undefined, tries: 0, nextUtcMs: 0, askedUtcMs: 0, changedUtcMs: 0,
    });
    for (const deposit of STATES) for (const fee of STATES) {
      const said = depositOf([amount('deposit', deposit), amount('belowFloorFee', fee), amount('late', 'declined')]);
      if (said === 'held') assert.ok([deposit, fee].every((state) => state === 'held' || state === 'captured'), `${deposit} ${fee}`);
    }
    assert.equal(depositOf([amount('deposit', 'declined'), amount('deposit', 'held')]), 'held', 'what came last counts');
    assert.equal(depositOf([amount('late', 'held')]), 'none');
  });
});
