import { z } from 'zod';
import { problemCodes, problemSchema } from '../../../controller/api/contract/index.ts';
import type { ProblemCode } from '../../../controller/api/contract/index.ts';
import type { HttpPort, HttpRequest } from '../rim/rim.port.ts';
import { answered, refused } from './answer.ts';
import type { Answer, Refusal } from './answer.ts';

const TIMEOUT_MS = 8000;

/** One request and what its answer must look like. */
export interface Call<T> {
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly body?: unknown;
  /** The same id never has a second effect. */
  readonly requestId?: string;
  /** Default 8000. */
  readonly timeoutMs?: number;
}

/** An answer of which only the success matters. */
export const nothing = z.unknown().transform((): undefined => undefined);

const isProblemCode = (code: string): code is ProblemCode => (problemCodes as readonly string[]).includes(code);

/** A problem answer (RFC 9457) as a refusal; anything else with an error status is outside the contract. */
function refusalOf(status: number, body: unknown): Refusal {
  const problem = problemSchema.safeParse(body);
  if (!problem.success || !isProblemCode(problem.data.code)) {
    return { code: 'badAnswer', message: `status ${String(status)} without a known problem` };
  }
  const { code, detail, attemptsLeft, retryAfterMs, reasons, also } = problem.data;
  return {
    code,
    message: detail,
    ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(reasons === undefined ? {} : { reasons }),
    ...(also === undefined ? {} : { also: also.filter(isProblemCode) }),
  };
}

/** Asks once, with the token of a session where there is one. Every answer is checked against the contract; never rejects. */
export async function askOnce<T>(http: HttpPort, token: string | undefined, { method, path, schema, body, requestId, timeoutMs = TIMEOUT_MS }: Call<T>): Promise<Answer<T>> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(requestId === undefined ? {} : { 'idempotency-key': requestId }),
  };
  const outcome = await http({ method, path, headers, timeoutMs, ...(body === undefined ? {} : { body }) });
  if (outcome.kind === 'unreachable') return refused('offline', outcome.message);
  if (outcome.status >= 400) return { ok: false, error: refusalOf(outcome.status, outcome.body) };
  const value = schema.safeParse(outcome.body);
  return value.success ? answered(value.data) : refused('badAnswer', z.prettifyError(value.error));
}
