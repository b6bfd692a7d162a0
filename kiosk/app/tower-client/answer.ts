import type { Problem, ProblemCode } from '../../../controller/api/contract/index.ts';

/** Why a request gave no value: a problem of the controller, no controller, or an answer outside the contract. */
export type RefusalCode = ProblemCode | 'offline' | 'badAnswer';

export interface Refusal {
  readonly code: RefusalCode;
  /** For logs; screens say `problem.<code>`. */
  readonly message: string;
  readonly attemptsLeft?: number;
  readonly retryAfterMs?: number;
  readonly reasons?: Problem['reasons'];
}

/** Outcome of a request. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

export const answered = <T>(value: T): Answer<T> => ({ ok: true, value });
export const refused = (code: RefusalCode, message: string): Answer<never> => ({ ok: false, error: { code, message } });
