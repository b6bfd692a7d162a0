import { fault, ok } from '../../../ports.ts';
import type { HttpRequest, OutboundHttp } from '../../../ports.ts';

/** What the fake backend was told, in order. */
export interface HeardEvent {
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A backend in memory, as far as the link sees one. It takes events without gaps and hands out tokens by cursor. */
export interface FakeBackend {
  readonly http: OutboundHttp;
  readonly requests: HttpRequest[];
  readonly events: HeardEvent[];
  /** Tokens in the order in which they are handed out. */
  readonly tokens: string[];
  /** Nobody answers while it is set. */
  isDown: boolean;
  /** Answers every batch of events with this instead. */
  instead: { readonly status: number; readonly body: unknown } | undefined;
  /** It works, and its answer is lost. */
  losesAnswers: boolean;
}

const PAGE = 3;

function answer(status: number, body: unknown) {
  return ok({ status, headers: { 'content-type': 'application/json' }, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) });
}

function take(backend: FakeBackend, body: Uint8Array | undefined): unknown {
  for (const event of JSON.parse(Buffer.from(body ?? []).toString()) as HeardEvent[]) if (event.seq === backend.events.length + 1) backend.events.push(event);
  return { takenSeq: backend.events.length };
}

function page(backend: FakeBackend, url: string): unknown {
  const after = Number(new URL(url).searchParams.get('after') ?? 0);
  const tokens = backend.tokens.slice(after, after + PAGE).map((token, index) => ({ cursor: String(after + index + 1), token }));
  return { tokens, next: String(after + tokens.length) };
}

/** A backend with nothing in it. */
export function createFakeBackend(): FakeBackend {
  const backend: FakeBackend = {
    requests: [], events: [], tokens: [], isDown: false, instead: undefined, losesAnswers: false,
    http: async (request) => {
      if (backend.isDown) return fault('unreachable', 'Nobody is there.');
      backend.requests.push(request);
      const isBatch = new URL(request.url).pathname.endsWith('/events');
      if (isBatch && backend.instead !== undefined) return answer(backend.instead.status, backend.instead.body);
      const said = isBatch ? take(backend, request.body) : page(backend, request.url);
      return backend.losesAnswers ? fault('unreachable', 'The answer was lost.') : answer(200, said);
    },
  };
  return backend;
}
