/** The outcome of something that is expected to fail sometimes. Failures are returned, never thrown. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** A failure: a closed code for programs, a sentence for people (what happened, what is safe, what to do). */
export interface Fault<Code extends string = string> {
  readonly code: Code;
  readonly message: string;
}

/** Success carrying a value. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Success that carries nothing. */
export const done: { readonly ok: true; readonly value: undefined } = { ok: true, value: undefined };

/** Failure with its closed code and its sentence. */
export function fault<Code extends string>(code: Code, message: string): { readonly ok: false; readonly error: Fault<Code> } {
  return { ok: false, error: { code, message } };
}
