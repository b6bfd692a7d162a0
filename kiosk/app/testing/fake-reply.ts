import type { ProblemCode } from '../../../controller/api/contract/index.ts';

/** What the scripted controller answers. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A refusal, as RFC 9457 writes it. */
export const problem = (status: number, code: ProblemCode, more: object = {}): Reply =>
  ({ status, body: { type: 'about:blank', title: code, status, code, detail: code, ...more } });
/** An answer. */
export const ok = (body: unknown): Reply => ({ status: 200, body });
