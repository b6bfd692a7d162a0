import type { Fault, Result } from './result.ts';

/** One request to a server outside the tower. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** How long the whole answer may take, in ms. */
  readonly timeoutMs: number;
}

/** What the server answered, whatever its status says. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** An answer beyond this many bytes is none: a server must not fill the tower's memory. */
export const MOST_ANSWER_BYTES = 1024 * 1024;

/**
 * Asks a server outside. Never rejects: no answer in time, a broken one, one that is too long and one that sends elsewhere (redirects are
 * not followed: what is signed for one address is for no other) are all `unreachable`. Whether the server has done what was asked is then unknown.
 */
export type OutboundHttp = (request: HttpRequest) => Promise<Result<HttpAnswer, Fault<'unreachable'>>>;

/** A network without anybody on it. */
export const nobodyOutside: OutboundHttp = async () => ({ ok: false, error: { code: 'unreachable', message: 'There is no network here. Nothing was sent.' } });
