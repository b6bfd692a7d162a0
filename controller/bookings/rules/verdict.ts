import type { JudgedRule, ProblemCode } from '../../api/contract/index.ts';

/** What one rule says: its numbers, and the code when it is broken. */
export interface Verdict {
  readonly code?: ProblemCode | undefined;
  readonly params: JudgedRule['params'];
}

/** A rule that has nothing against it and nothing to tell. */
export const holds: Verdict = { params: {} };

/** A rule that tells its numbers in either case. */
export const brokenIf = (isBroken: boolean, code: ProblemCode, params: JudgedRule['params'] = {}): Verdict => ({ params, ...(isBroken && { code }) });

/** The numbers that are known. */
export const known = (params: Readonly<Record<string, number | string | undefined>>): JudgedRule['params'] =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, number | string] => entry[1] !== undefined));
