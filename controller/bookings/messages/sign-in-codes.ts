import { timingSafeEqual } from 'node:crypto';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { BookingParts } from '../booking-parts.ts';
import { storeRefused } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';
import { messageStatement } from './message-statement.ts';

/** How long a code holds that was sent. */
export const SIGN_IN_CODE_MS = 600_000;
/** Digits of a code. */
export const SIGN_IN_DIGITS = 6;
/** Wrong ones that a code survives, less one. */
const SIGN_IN_TRIES = 5;

/** Whether this is a code as it is sent, and not one of an invitation. */
export const isSentCode = (code: string): boolean => /^\d{6}$/u.test(code);

/** Bound to its member by the key of the site: the million codes cannot be searched without it. */
const hashOf = ({ seal }: Pick<BookingParts, 'seal'>, memberId: string, code: string): string => seal.keyedHash('signInCode', `${memberId}/${code}`);

/** Every code is as likely as every other one: a draw that would favour some is thrown away. */
function randomDigits({ rng }: Pick<BookingParts, 'rng'>): string {
  const fair = Math.floor(0x1_0000_0000 / 1_000_000) * 1_000_000;
  for (;;) {
    const draw = Buffer.from(rng.bytes(4)).readUInt32BE();
    if (draw < fair) return String(draw % 1_000_000).padStart(SIGN_IN_DIGITS, '0');
  }
}

/** Makes a code and queues its message; an earlier one ends. A member that is not known gets none, and nobody is told so. */
export async function sendSignInCode(parts: BookingParts, memberId: string): Promise<Result<void, Refusal>> {
  const member = await parts.store.read(statement('member.one', { memberId }));
  if (!member.ok) return storeRefused(member.error);
  // A member that was erased keeps the number alone.
  if ((member.value[0]?.['name'] ?? '') === '') return done;
  const code = randomDigits(parts);
  const untilUtcMs = parts.wall.utcMs() + SIGN_IN_CODE_MS;
  const stored = await parts.store.commit([
    statement('signInCode.write', { memberId, codeHash: hashOf(parts, memberId, code), untilUtcMs }, 1),
    messageStatement(parts, { kind: 'signInCode', memberId, about: Buffer.from(parts.rng.bytes(9)).toString('base64url'), params: { code } }),
  ]);
  return stored.ok ? done : storeRefused(stored.error);
}

/** Whether it is the code that the member was sent. The try is counted before it is judged; a right code is used up by it. */
export async function judgeSentCode(parts: BookingParts, memberId: string, code: string): Promise<Result<boolean, Refusal>> {
  const tried = await parts.store.commit([statement('signInCode.try', { memberId, most: SIGN_IN_TRIES, utcMs: parts.wall.utcMs() }, 1)]);
  if (!tried.ok) return tried.error.code === 'conflict' ? ok(false) : storeRefused(tried.error);
  const read = await parts.store.read(statement('signInCode.one', { memberId }));
  if (!read.ok) return storeRefused(read.error);
  const codeHash = String(read.value[0]?.['codeHash'] ?? '');
  const [known, given] = [Buffer.from(codeHash), Buffer.from(hashOf(parts, memberId, code))];
  if (known.length !== given.length || !timingSafeEqual(known, given)) return ok(false);
  const used = await parts.store.commit([statement('signInCode.use', { memberId, codeHash }, 1)]);
  if (used.ok) return ok(true);
  // Somebody else was as fast with the same code: it opens once.
  return used.error.code === 'conflict' ? ok(false) : storeRefused(used.error);
}
