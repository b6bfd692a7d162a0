import type { Problem, ProblemCode } from '../../../controller/api/contract/index.ts';

/** Why a request gave no value: a problem of the controller, no controller, or an answer outside the contract. */
export type RefusalCode = ProblemCode | 'offline' | 'badAnswer';

/** A request that gave no value. */
export interface Refusal {
  readonly code: RefusalCode;
  /** For logs; screens say `problem.<code>`. */
  readonly message: string;
  readonly attemptsLeft?: number;
  readonly retryAfterMs?: number;
  readonly reasons?: Problem['reasons'];
  /** The same as the one before it: the same way once more is not all that is offered. */
  readonly isAgain?: true;
  /** Further reasons of the same refusal. */
  readonly also?: readonly ProblemCode[];
}

/** Outcome of a request. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/** An answer with a value. */
export const answered = <T>(value: T): Answer<T> => ({ ok: true, value });
/** An answer that refuses. */
export const refused = (code: RefusalCode, message: string): Answer<never> => ({ ok: false, error: { code, message } });
