import { PAGE_ORIGIN } from './own-urls.ts';

/** A request of the page for the controller. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, as the page asked. */
  readonly target: string;
  readonly headers: Headers;
  /** The body, at most so many bytes; null when it is longer. */
  readonly body: (mostBytes: number) => Promise<Uint8Array<ArrayBuffer> | null>;
}

/** `fetch` of the shell's own process. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE']);
/** What of a request the controller needs; everything else stays here. */
const REQUEST_HEADERS = ['accept', 'authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match'] as const;
const ANSWER_HEADERS = ['content-type', 'retry-after', 'etag', 'cache-control', 'content-disposition'] as const;
/** Letters, digits and what names of things are made of: no dot segments, no encoded slash, no second host. */
const TARGET = /^\/api\/v1\/(?!\/|live(?:$|\?))(?:[\w~-]|%(?!2[fF]|5[cC]|00)[\dA-Fa-f]{2}|\/(?!\/)|\.(?!\.))*(?:\?[\w.~%=&,:+-]*)?$/u;

/** A photo of some hundred kilobytes is the largest that a page sends; the stock of the largest tower the largest that it gets. */
export const LIMITS = { targetChars: 2048, requestBytes: 2 * 1024 * 1024, answerBytes: 8 * 1024 * 1024, deadlineMs: 150_000 } as const;

const refusal = (status: number, code: string, detail: string): Response =>
  new Response(JSON.stringify({ type: 'about:blank', title: detail, status, code, detail }), { status, headers: { 'content-type': 'application/problem+json' } });

/** What of the headers is on the list. */
function only(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value] as const];
  }));
}

/**
 * Forwards what the page asks of the API to the controller, and nothing anywhere else: fixed origin, listed methods and headers, no redirects, bounded
 * sizes, a deadline. An answer that cannot be had is a problem like those of the controller, never an exception.
 */
export function createForward(controllerOrigin: string, fetchIt: Fetch): (request: ApiRequest) => Promise<Response> {
  return async ({ method, target, headers, body }) => {
    if (!METHODS.has(method)) return refusal(405, 'malformed', 'This method is not forwarded. Nothing was done.');
    if (target.length > LIMITS.targetChars || !TARGET.test(target)) return refusal(404, 'notFound', 'There is no such address. Nothing was done.');
    const sent = method === 'GET' ? undefined : await body(LIMITS.requestBytes);
    if (sent === null) return refusal(413, 'malformed', 'This is too long. Nothing was done.');
    try {
      const answer = await fetchIt(controllerOrigin + target, {
        method,
        headers: { ...only(headers, REQUEST_HEADERS), origin: PAGE_ORIGIN },
        ...(sent === undefined || sent.byteLength === 0 ? {} : { body: sent }),
        redirect: 'error',
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(LIMITS.deadlineMs),
      });
      const bytes = await bounded(answer.body, LIMITS.answerBytes);
      if (bytes === null) return refusal(502, 'internal', 'The answer is too long.');
      const isEmpty = answer.status === 204 || answer.status === 304;
      return new Response(isEmpty ? null : bytes, { status: answer.status, headers: only(answer.headers, ANSWER_HEADERS) });
    } catch {
      // No controller, a redirect, or nothing within the deadline: the page knows this status as "no connection".
      return refusal(502, 'internal', 'The controller does not answer.');
    }
  };
}

/** The whole of a stream; null as soon as it is longer than it may be. */
export async function bounded(stream: ReadableStream<Uint8Array> | null, mostBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (stream === null) return new Uint8Array();
  for await (const part of stream) {
    length += part.byteLength;
    if (length > mostBytes) return null;
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
