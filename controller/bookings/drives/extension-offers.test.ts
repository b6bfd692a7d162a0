import assert from 'node:assert/strict';
import type { ProblemCode } from '../../api/contract/index.ts';
import { DAY_MS, HOUR_MS, NOON_UTC_MS, factsOf, had } from '../rules/testing/fact-bench.ts';
import { offerOf } from './extension-offers.ts';
import type { ExtensionFacts } from './extension-offers.ts';

/** A drive that is out since yesterday and must be back tomorrow. */
const drive: ExtensionFacts['drive'] = { bookingId: 'mine', state: 'out', returnByUtcMs: NOON_UTC_MS + DAY_MS, extensionDays: 0 };
type More = Partial<ExtensionFacts['facts']> & { readonly drive?: Partial<ExtensionFacts['drive']> };
const offer = (days: number, { drive: change, ...facts }: More = {}) => offerOf({ drive: { ...drive, ...change }, facts: factsOf(facts) }, days);
const codes = (more: More): readonly (ProblemCode | undefined)[] => [1, 2, 3].map((days) => offer(days, more).code);
const fine = [undefined, undefined, undefined];

describe('the offers to extend a drive', () => {
  it('are whole days with their price', () => {
    assert.deepEqual(offer(2), { days: 2, returnByUtcMs: drive.returnByUtcMs + 2 * DAY_MS, feeMinor: 59_800, possible: true });
    assert.deepEqual(codes({}), fine);
  });
  it('are for a car that is out, and end at the most that the site allows all together', () => {
    for (const state of ['booked', 'collecting', 'closed', 'cancelled', 'expired'] as const) assert.deepEqual(codes({ drive: { state } }), ['notOut', 'notOut', 'notOut']);
    assert.deepEqual(codes({ drive: { extensionDays: 2 } }), [undefined, 'extensionTooLong', 'extensionTooLong']);
  });
  it('end where somebody has booked the car next, to the millisecond', () => {
    const next = (fromUtcMs: number) => codes({ claims: [had('SH-05', NOON_UTC_MS, { bookingId: 'mine', state: 'out' }), had('SH-05', fromUtcMs, { state: 'booked' })] });
    assert.deepEqual(next(drive.returnByUtcMs + 2 * DAY_MS), [undefined, undefined, 'extensionTaken']);
    assert.deepEqual(next(drive.returnByUtcMs + 2 * DAY_MS - 1), [undefined, 'extensionTaken', 'extensionTaken']);
  });
  it('are not made for a car that somebody else has reserved, and are for whoever has signed for it', () => {
    assert.deepEqual(codes({ promisedTo: 'buyer' }), ['carReserved', 'carReserved', 'carReserved']);
    assert.deepEqual(codes({ promisedTo: 'self' }), fine);
  });
  it('do not run into another drive of the member', () => {
    const own = [had('SH-01', drive.returnByUtcMs + DAY_MS, { state: 'booked' })];
    assert.deepEqual(codes({ own }), [undefined, 'oneAtATime', 'oneAtATime']);
  });
  it('leave a swap the time to fetch its car', () => {
    const swap = had('SH-01', NOON_UTC_MS, { state: 'booked', afterBookingId: 'mine', untilUtcMs: drive.returnByUtcMs + 2 * DAY_MS });
    assert.deepEqual(codes({ own: [swap] }), [undefined, undefined, 'oneAtATime']);
  });
  it('end with the licence, to the millisecond, and are not made for who may not drive any more', () => {
    const good = { tier: 'super', creditScore: 720, isBlocked: false } as const;
    assert.deepEqual(codes({ standing: { ...good, licenceUntilUtcMs: drive.returnByUtcMs + 2 * DAY_MS } }), [undefined, undefined, 'licenceExpires']);
    assert.deepEqual(codes({ standing: { ...good, licenceUntilUtcMs: drive.returnByUtcMs + 2 * DAY_MS - 1 } }), [undefined, 'licenceExpires', 'licenceExpires']);
    assert.equal(offer(1, { standing: { ...good, licenceUntilUtcMs: undefined } }).code, 'licenceMissing');
    assert.equal(offer(1, { standing: { ...good, licenceUntilUtcMs: NOON_UTC_MS * 2, isBlocked: true } }).code, 'memberBlocked');
    assert.equal(offer(1, { standing: undefined }).code, 'standingUnknown');
  });
  it('reach into the future, also of who is late already', () => {
    assert.deepEqual(codes({ drive: { returnByUtcMs: NOON_UTC_MS - HOUR_MS } }), fine);
    assert.deepEqual(codes({ drive: { returnByUtcMs: NOON_UTC_MS - DAY_MS } }), ['windowPast', undefined, undefined]);
  });
  it('are not made on a doubtful clock, nor where nobody can be paid', () => {
    assert.equal(offer(1, { clockDoubtful: true }).code, 'clockDoubtful');
    assert.equal(offer(1, { canPay: false }).code, 'paymentUnavailable');
  });
});
