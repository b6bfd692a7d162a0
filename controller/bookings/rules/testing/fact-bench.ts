import assert from 'node:assert/strict';
import { loadSite } from '../../../../config/load-site.ts';
import type { ProblemCode, RuleName } from '../../../api/contract/index.ts';
import type { BookingRules } from '../../window-rules.ts';
import { judgeRules } from '../judge-rules.ts';
import type { Had, RuleFacts, Wish } from '../rule-facts.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** 2026-06-01T04:00Z, noon in Shanghai. */
export const NOON_UTC_MS = Date.UTC(2026, 5, 1, 4);

/** The rules of the demonstration site. */
export const demoRules: BookingRules = (() => {
  const site = loadSite('tmall-shanghai');
  assert.ok(site.ok);
  return site.value.booking;
})();

/** A drive of one hour's window and three days that begins at `fromUtcMs`. */
export function wishAt(fromUtcMs: number, more: Partial<Wish> = {}): Wish {
  return { carId: 'SH-05', fromUtcMs, untilUtcMs: fromUtcMs + HOUR_MS, returnByUtcMs: fromUtcMs + HOUR_MS + 3 * DAY_MS, ...more };
}

/** A booking of the member; closed unless it says otherwise. */
export function had(carId: string, fromUtcMs: number, more: Partial<Had> = {}): Had {
  return { bookingId: `b-${carId}-${String(fromUtcMs)}`, carId, fromUtcMs, returnByUtcMs: fromUtcMs + HOUR_MS + 3 * DAY_MS, state: 'closed', ...more };
}

/** A member of good standing who wishes for a free car at noon; nothing speaks against it. */
export function factsOf(more: Partial<RuleFacts> = {}): RuleFacts {
  return {
    moment: 'booking', nowUtcMs: NOON_UTC_MS, clockDoubtful: false, rules: demoRules, timezone: 'Asia/Shanghai', wish: wishAt(NOON_UTC_MS),
    standing: { tier: 'super', creditScore: 720, licenceUntilUtcMs: NOON_UTC_MS + 365 * DAY_MS, isBlocked: false },
    own: [], car: 'here', claims: [], promisedTo: 'nobody', canPay: true, owes: false, ...more,
  };
}

/** Every broken rule with its code. */
export function broken(facts: RuleFacts): readonly (readonly [RuleName, ProblemCode])[] {
  return judgeRules(facts).filter(({ holds }) => !holds).map(({ rule, code = 'internal' }) => [rule, code]);
}
