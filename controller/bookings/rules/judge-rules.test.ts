import assert from 'node:assert/strict';
import { ruleNames } from '../../api/contract/eligibility.schema.ts';
import { judgeRules } from './judge-rules.ts';
import type { RuleFacts, Standing } from './rule-facts.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, NOON_UTC_MS, broken, demoRules, factsOf, had, wishAt } from './testing/fact-bench.ts';

const good: Standing = { tier: 'super', creditScore: 720, licenceUntilUtcMs: NOON_UTC_MS + 365 * DAY_MS, isBlocked: false };
const ruleOf = (facts: RuleFacts, name: string) => judgeRules(facts).find(({ rule }) => rule === name);
const release = (more: Partial<RuleFacts> = {}): RuleFacts => factsOf({ moment: 'release', wish: wishAt(NOON_UTC_MS, { bookingId: 'mine' }), ...more });

describe('the rules of a booking', () => {
  it('all hold for a member of good standing and a free car, and each is told', () => {
    const rules = judgeRules(factsOf());
    assert.deepEqual(rules.map(({ rule }) => rule), [...ruleNames]);
    assert.ok(rules.every(({ holds, code }) => holds && code === undefined));
  });
  it('tell of everything that is broken at once', () => {
    const all = broken(factsOf({
      clockDoubtful: true, car: 'away', promisedTo: 'buyer', canPay: false,
      wish: wishAt(NOON_UTC_MS - DAY_MS, { afterBookingId: 'nobody-knows' }),
      standing: { tier: 'standard', creditScore: undefined, licenceUntilUtcMs: undefined, isBlocked: true },
      claims: [had('SH-05', NOON_UTC_MS, { state: 'booked' })],
      own: [...['1', '2', '3', '4', '5'].map((car) => had(car, NOON_UTC_MS - 2 * DAY_MS)), had('SH-05', 0), had('SH-09', NOON_UTC_MS - DAY_MS, { state: 'out' })],
    }));
    assert.deepEqual(all, [
      ['window', 'windowPast'], ['clock', 'clockDoubtful'], ['carHere', 'carNotHere'], ['carUnreserved', 'carReserved'], ['carFree', 'carTaken'], ['blocked', 'memberBlocked'],
      ['tier', 'tierTooLow'], ['licence', 'licenceMissing'], ['credit', 'paymentUnavailable'], ['deposit', 'paymentUnavailable'], ['mostCars', 'carsExhausted'],
      ['eachCarOnce', 'carHadBefore'], ['oneAtATime', 'oneAtATime'], ['swap', 'bookingUnknown'],
    ]);
  });
  it('never take an unknown standing for a good one', () => {
    assert.deepEqual(broken(factsOf({ standing: undefined })).map(([rule]) => rule), ['standing', 'blocked', 'tier', 'licence']);
    assert.equal(ruleOf(factsOf({ standing: undefined }), 'credit')?.params['feeMinor'], 9900);
  });
});

describe('a credit score', () => {
  const feeAt = (creditScore: number | undefined) => {
    const facts = factsOf({ standing: { ...good, creditScore } });
    assert.deepEqual(broken(facts), [], 'it costs, and refuses nobody');
    return ruleOf(facts, 'credit')?.params['feeMinor'];
  };
  it('of 700 costs nothing, and of 699 the fee', () => {
    assert.equal(feeAt(700), 0);
    assert.equal(feeAt(699), 9900);
  });
  it('that nobody knows costs the fee', () => assert.equal(feeAt(undefined), 9900));
  it('is not asked for where the site has no floor', () => {
    const rules = { ...demoRules, rules: { ...demoRules.rules, creditFloor: 0 } };
    assert.equal(ruleOf(factsOf({ rules, standing: { ...good, creditScore: undefined } }), 'credit')?.params['feeMinor'], 0);
  });
});

describe('a driving licence', () => {
  const { returnByUtcMs } = wishAt(NOON_UTC_MS);
  const until = (licenceUntilUtcMs: number | undefined) => broken(factsOf({ standing: { ...good, licenceUntilUtcMs } }));
  it('must be valid until the car must be back, to the millisecond', () => {
    assert.deepEqual(until(returnByUtcMs - 1), [['licence', 'licenceExpires']]);
    assert.deepEqual(until(returnByUtcMs), []);
    assert.deepEqual(until(undefined), [['licence', 'licenceMissing']]);
  });
  it('is judged again when the car is handed over', () => {
    const standing = { ...good, licenceUntilUtcMs: returnByUtcMs - 1 };
    assert.deepEqual(broken(release({ standing })), [['licence', 'licenceExpires']]);
  });
});

describe('one car at a time', () => {
  const first = had('SH-01', NOON_UTC_MS - 4 * DAY_MS, { state: 'booked', returnByUtcMs: NOON_UTC_MS });
  it('lets the next drive begin when the one before must be back, and not a second earlier', () => {
    assert.deepEqual(broken(factsOf({ own: [first] })), []);
    assert.deepEqual(broken(factsOf({ own: [{ ...first, returnByUtcMs: NOON_UTC_MS + 1000 }] })), [['oneAtATime', 'oneAtATime']]);
    const { returnByUtcMs } = wishAt(NOON_UTC_MS);
    const later = (fromUtcMs: number) => broken(factsOf({ own: [had('SH-01', fromUtcMs, { state: 'booked' })] }));
    assert.deepEqual(later(returnByUtcMs), []);
    assert.deepEqual(later(returnByUtcMs - 1000), [['oneAtATime', 'oneAtATime']]);
  });
  it('looks at live bookings only', () => {
    for (const state of ['closed', 'cancelled', 'expired'] as const) assert.deepEqual(broken(factsOf({ own: [had('SH-01', NOON_UTC_MS - HOUR_MS, { state })] })), []);
  });
  it('counts a car that is late as long as it is out', () => {
    const late = { ...first, state: 'out' as const, returnByUtcMs: NOON_UTC_MS - 5 * HOUR_MS };
    assert.deepEqual(broken(factsOf({ own: [late] })), [['oneAtATime', 'oneAtATime']]);
    assert.deepEqual(broken(factsOf({ own: [late], wish: wishAt(NOON_UTC_MS + HOUR_MS) })), [], 'it is expected back by then');
    const early = release({ own: [late], wish: wishAt(NOON_UTC_MS + 10 * MINUTE_MS, { bookingId: 'mine' }) });
    assert.deepEqual(broken(early), [['oneAtATime', 'oneAtATime']], 'also when the next is fetched within the grace before its window');
  });
  it('lets a swap overlap the drive that it ends, and no other', () => {
    const out = had('SH-01', NOON_UTC_MS - DAY_MS, { state: 'out', bookingId: 'first' });
    const wish = wishAt(NOON_UTC_MS, { afterBookingId: 'first' });
    assert.deepEqual(broken(factsOf({ own: [out], wish })), []);
    assert.deepEqual(broken(factsOf({ own: [out, had('SH-02', NOON_UTC_MS, { state: 'booked' })], wish })), [['oneAtATime', 'oneAtATime']]);
  });
});

describe('a swap', () => {
  const first = (state: 'booked' | 'out' | 'closed' | 'cancelled') => had('SH-01', NOON_UTC_MS - DAY_MS, { state, bookingId: 'first' });
  const second = { wish: wishAt(NOON_UTC_MS, { bookingId: 'mine', afterBookingId: 'first' }) };
  it('is made after a drive that is under way', () => {
    const wish = wishAt(NOON_UTC_MS, { afterBookingId: 'first' });
    assert.deepEqual(broken(factsOf({ own: [first('closed')], wish })), [['swap', 'notOut']]);
    assert.deepEqual(broken(factsOf({ own: [], wish })), [['swap', 'bookingUnknown']], 'and of the same member');
  });
  it('hands its car over when the other is back, or was never fetched', () => {
    assert.deepEqual(broken(release({ own: [first('out')], ...second })), [['swap', 'swapNotReady']]);
    assert.deepEqual(broken(release({ own: [first('booked')], ...second })), [['swap', 'swapNotReady']]);
    assert.deepEqual(broken(release({ own: [first('closed')], ...second })), []);
    assert.deepEqual(broken(release({ own: [first('cancelled')], ...second })), []);
  });
  it('does not stand in the way of the car that is fetched first', () => {
    const successor = had('SH-02', NOON_UTC_MS + DAY_MS, { state: 'booked', afterBookingId: 'mine' });
    assert.deepEqual(broken(release({ own: [successor] })), []);
  });
});

describe('a car', () => {
  const claim = had('SH-05', NOON_UTC_MS - 4 * DAY_MS, { state: 'booked', bookingId: 'theirs' });
  it('must be free for the whole drive, to the millisecond', () => {
    assert.deepEqual(broken(factsOf({ claims: [{ ...claim, returnByUtcMs: NOON_UTC_MS + 1 }] })), [['carFree', 'carTaken']]);
    assert.deepEqual(broken(factsOf({ claims: [{ ...claim, returnByUtcMs: NOON_UTC_MS }] })), []);
    const { returnByUtcMs } = wishAt(NOON_UTC_MS);
    assert.deepEqual(broken(factsOf({ claims: [had('SH-05', returnByUtcMs - 1, { state: 'booked' })] })), [['carFree', 'carTaken']]);
    assert.deepEqual(broken(factsOf({ claims: [had('SH-05', returnByUtcMs, { state: 'booked' })] })), []);
  });
  it('that is late is not free before it is back', () => {
    assert.deepEqual(broken(factsOf({ car: 'comesBack', claims: [{ ...claim, state: 'out', returnByUtcMs: NOON_UTC_MS - HOUR_MS }] })), [['carFree', 'carTaken']]);
  });
  it('that is sold is no car of this tower any more, and one that is promised is nobody else’s', () => {
    assert.deepEqual(broken(factsOf({ car: 'sold' })), [['carHere', 'carUnknown']]);
    assert.deepEqual(broken(factsOf({ promisedTo: 'buyer' })), [['carUnreserved', 'carReserved']]);
  });
  it('that was bought is fetched by its buyer without the rules of a test drive', () => {
    assert.deepEqual(broken(factsOf({ promisedTo: 'self', standing: undefined, canPay: false, own: [had('SH-05', 0)] })), []);
    assert.deepEqual(broken(factsOf({ promisedTo: 'self', car: 'away' })), [['carHere', 'carNotHere']]);
    assert.deepEqual(broken(release({ promisedTo: 'self', own: [had('SH-01', NOON_UTC_MS - HOUR_MS, { state: 'out' })] })), [], 'also during a drive with another one');
  });
  it('that was bought and waits to be fetched is in the way of no test drive', () => {
    const fetch = had('SH-01', NOON_UTC_MS - HOUR_MS, { state: 'booked', isFetch: true, returnByUtcMs: NOON_UTC_MS * 2 });
    assert.deepEqual(broken(factsOf({ own: [fetch] })), []);
    assert.deepEqual(broken(factsOf({ own: [{ ...fetch, isFetch: false }] })), [['oneAtATime', 'oneAtATime']]);
  });
});

describe('a release', () => {
  it('judges the person and the money again, with what is known', () => {
    assert.deepEqual(broken(release({ standing: { ...good, isBlocked: true, tier: 'standard' }, owes: true })), [['blocked', 'memberBlocked'], ['tier', 'tierTooLow'], ['deposit', 'depositMissing']]);
    assert.deepEqual(broken(release({ standing: undefined })).map(([, code]) => code), ['standingUnknown', 'standingUnknown', 'standingUnknown', 'standingUnknown']);
  });
  it('is refused by no clock, and not by the claims that the booking itself has settled', () => {
    assert.deepEqual(broken(release({ clockDoubtful: true, canPay: false, car: 'away', nowUtcMs: NOON_UTC_MS + HOUR_MS })), []);
  });
  it('does not find its own booking in the way', () => {
    const mine = had('SH-05', NOON_UTC_MS, { bookingId: 'mine', state: 'booked' });
    assert.deepEqual(broken(release({ own: [mine], claims: [mine] })), []);
  });
});
