import type { HttpPort, NewRequestId } from './rim.port.ts';

/** `fetch` on our own origin, with a deadline. A picture goes as it is, everything else as JSON. Never rejects. */
export const browserHttp: HttpPort = async ({ method, path, headers, body, timeoutMs }) => {
  try {
    const response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': body instanceof Blob ? body.type : 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    return { kind: 'answered', status: response.status, body: parsed };
  } catch (error) {
    return { kind: 'unreachable', message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
};

/** A random UUID. */
export const newRequestId: NewRequestId = () => crypto.randomUUID();
