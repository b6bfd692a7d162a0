import type { ProblemCode } from '../api/contract/problem-codes.ts';
import type { Broken } from '../interlocks/permit.port.ts';
import type { Fault, StoreFault } from '../ports.ts';

/** Why a customer's wish was refused: a code of the public contract, a sentence, and what helps to go on. */
export type Refusal = Fault<ProblemCode> & {
  /** Attempts left on this way before it pauses. */
  readonly attemptsLeft?: number;
  /** Milliseconds until the way opens again. */
  readonly retryAfterMs?: number;
  /** What else stands against it, after the code itself: every rule that is broken, each with a sentence of its own. */
  readonly also?: readonly ProblemCode[];
  /** Interlocks that refuse, when the tower does. */
  readonly broken?: readonly Broken[];
};

/** A refusal as a result. */
export function refuse(
  code: ProblemCode,
  message: string,
  more: Omit<Refusal, 'code' | 'message'> = {},
): { readonly ok: false; readonly error: Refusal } {
  return { ok: false, error: { code, message, ...more } };
}

/** The journal cannot be written: nothing was promised and nothing starts. */
export function storeRefused(found: StoreFault): { readonly ok: false; readonly error: Refusal } {
  return refuse('storeUnavailable', `The journal did not take it (${found.code}). Nothing was promised and nothing has started. Please try again, or ask for help.`);
}
