import { statement } from '../journal/statements.ts';
import { done, ok } from '../ports.ts';
import type { Result, StoreFault, StoreRow } from '../ports.ts';
import { PIN_RULE, pausing } from './attempts.ts';
import type { BookingParts } from './booking-parts.ts';
import { randomCode } from './crockford.ts';
import { isSentCode, judgeSentCode, sendSignInCode } from './messages/sign-in-codes.ts';
import { refuse, storeRefused } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import type { Standing } from './rules/rule-facts.ts';
import { hashSecret, isSecret } from './secret-hash.ts';
import { createSerialWork } from './serial-work.ts';

/** Who may sign in. No default secret exists: each is random, told once, and kept as a hash. */
export interface People {
  /** Makes the member if needed and gives a sign-in code, to be told to the person; older ones end. Random unless given. */
  readonly issueSignInCode: (member: { readonly memberId: string; readonly name: string; readonly language: 'zh' | 'en' }, code?: string) => Promise<Result<string, StoreFault>>;
  /**
   * What a backend would attest of a member, for a demonstration that has none. The word of a backend is newer than this whenever it comes.
   */
  readonly vouch: (memberId: string, standing: Standing) => Promise<Result<void, StoreFault>>;
  /** Makes the technician if needed and gives a PIN of six digits; older ones end. Random unless given. */
  readonly issuePin: (technician: { readonly technicianId: string; readonly name: string }, pin?: string) => Promise<Result<string, StoreFault>>;
  /** Sends a member six digits for signing in; earlier ones end. Nobody is told whether there is such a member. */
  readonly sendSignInCode: (memberId: string) => Promise<Result<void, Refusal>>;
  /** Whether the code is the member's: of the invitation, or the six digits that were sent last. Wrong codes and unknown members are not told apart. */
  readonly signIn: (memberId: string, signInCode: string) => Promise<Result<void, Refusal>>;
  /** The technician whose PIN it is. Counted before it is judged. */
  readonly technicianOf: (pin: string) => Promise<Result<string, Refusal>>;
}

const SIGN_IN_LENGTH = 10;
/** Nobody may get one of these, and nobody is asked to remember them. */
const WEAK_PIN = /^(\d)\1{5}$|^(?:012345|123456|234567|345678|456789|567890|654321|987654|111222|123123|121212)$/u;

function randomPin(parts: BookingParts): string {
  for (;;) {
    const pin = Array.from({ length: 6 }, () => String(Math.floor(parts.rng.next() * 10))).join('');
    if (!WEAK_PIN.test(pin)) return pin;
  }
}

/** A PIN has only a million values: the key of the site is mixed in, so that the journal alone does not suffice to search them. */
const peppered = (parts: BookingParts, pin: string): string => parts.seal.keyedHash('pin', pin);

/** Counts for numbers of nobody: far more than anybody tries, and no more rows than that. */
const STRANGERS = 4096;

/** What is counted for a number: its own tries, or, for one of nobody, those of the few that share its place. The number of such has no end. */
function signInSubject({ seal }: BookingParts, memberId: string, isKnown: boolean): string {
  if (isKnown) return `signIn:${memberId}`;
  // No member has a number with a slash.
  return `signIn:/${String(Number.parseInt(seal.keyedHash('stranger', memberId).slice(0, 8), 16) % STRANGERS)}`;
}

function createSignIn(parts: BookingParts): People['signIn'] {
  const rule = pausing(parts.site.identity.codeAttempts, parts.site.identity.lockoutMs);
  return async (memberId, signInCode) => {
    const member = await parts.store.read(statement('member.one', { memberId }));
    if (!member.ok) return storeRefused(member.error);
    const [row] = member.value;
    // Somebody whom nobody knows takes the same steps, is counted and rests alike: no answer, and no time it takes, says who is a member.
    const subject = signInSubject(parts, memberId, row !== undefined);
    const wrong = 'Member or sign-in code is wrong. Please look at your invitation and try again.';
    const turn = await parts.attempts.take(subject, rule);
    if (!turn.ok) return storeRefused(turn.error);
    if (!turn.value.granted) return refuse('signInWrong', 'Too many wrong sign-in codes. Please wait, then try again.', { attemptsLeft: 0, retryAfterMs: turn.value.retryAfterMs });
    const code = normal(signInCode);
    const right = isSentCode(code) ? await judgeSentCode(parts, memberId, code) : ok(isSecret(code, String(row?.['signInHash'] ?? '')));
    if (!right.ok) return right;
    if (!right.value) return refuse('signInWrong', wrong, { attemptsLeft: turn.value.attemptsLeft });
    const forgiven = await parts.attempts.forgive(subject);
    return forgiven.ok ? done : storeRefused(forgiven.error);
  };
}

/** As typed by people: any case, with spaces or dashes. */
function normal(code: string): string {
  return code.toUpperCase().replace(/[\s-]/gu, '');
}

function createTechnicianOf(parts: BookingParts): People['technicianOf'] {
  return async (pin) => {
    const turn = await parts.attempts.take('pin', PIN_RULE);
    if (!turn.ok) return storeRefused(turn.error);
    if (!turn.value.granted) return refuse('pinLocked', 'Too many wrong PINs. Please wait, then try again.', { retryAfterMs: turn.value.retryAfterMs });
    const read = await parts.store.read(statement('technician.all'));
    if (!read.ok) return storeRefused(read.error);
    const found = read.value.find((row: StoreRow) => isSecret(peppered(parts, pin), String(row['pinHash'])));
    if (found === undefined) return refuse('pinWrong', 'The PIN is wrong.', { attemptsLeft: turn.value.attemptsLeft });
    const forgiven = await parts.attempts.forgive('pin');
    return forgiven.ok ? ok(String(found['technicianId'])) : storeRefused(forgiven.error);
  };
}

/** Members and technicians of one tower. */
export function createPeople(parts: BookingParts): People {
  const { store, rng, wall } = parts;
  const inTurn = createSerialWork();
  const signIn = createSignIn(parts);
  const technicianOf = createTechnicianOf(parts);
  return {
    issueSignInCode: async ({ memberId, name, language }, code = randomCode(rng, SIGN_IN_LENGTH)) => {
      const signInHash = hashSecret(code, rng);
      const stored = await store.commit([statement('member.add', { memberId, name, language, signInHash, utcMs: wall.utcMs() }, 1)]);
      return stored.ok ? ok(code) : stored;
    },
    vouch: (memberId, { tier, creditScore = null, licenceUntilUtcMs = null, isBlocked }) =>
      store.commit([statement('standing.write', { memberId, tier, creditScore, licenceUntilUtcMs, isBlocked: isBlocked ? 1 : 0, seq: 0, utcMs: wall.utcMs() })]),
    issuePin: async ({ technicianId, name }, pin = randomPin(parts)) => {
      const pinHash = hashSecret(peppered(parts, pin), rng);
      const stored = await store.commit([statement('technician.write', { technicianId, name, pinHash, utcMs: wall.utcMs() }, 1)]);
      return stored.ok ? ok(pin) : stored;
    },
    sendSignInCode: (memberId) => sendSignInCode(parts, memberId),
    signIn: (memberId, signInCode) => inTurn(() => signIn(memberId, signInCode)),
    technicianOf: (pin) => inTurn(() => technicianOf(pin)),
  };
}
