import { MOST_ANSWER_BYTES } from '../ports/outbound-http.port.ts';
import type { HttpAnswer, HttpRequest, OutboundHttp } from '../ports/outbound-http.port.ts';
import { fault, ok } from '../ports/result.ts';

/** The body, or undefined as soon as it is longer than any answer may be. */
async function readBody(response: Response): Promise<Uint8Array | undefined> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    // Leaving the loop cancels the stream, and with it the connection.
    if (length > MOST_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}

async function ask({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpAnswer | undefined> {
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body !== undefined && { body: Uint8Array.from(body) }),
  });
  const read = await readBody(response);
  return read === undefined ? undefined : { status: response.status, headers: Object.fromEntries(response.headers), body: read };
}

/** The innermost reason: of a failed connection `fetch` itself says only that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

/** The machine's network: HTTP and HTTPS by `fetch`. */
export const systemHttp: OutboundHttp = async (request) => {
  try {
    const answer = await ask(request);
    return answer === undefined ? fault('unreachable', `The answer of ${new URL(request.url).host} is too long and was dropped.`) : ok(answer);
  } catch (error) {
    // fetch has no closed list of errors: refused, reset, timed out, no name, a certificate, a redirect. All mean that nobody answered.
    return fault('unreachable', `${request.url} gave no answer (${reasonOf(error)}). Whether it has heard is unknown.`);
  }
};
