import { z } from 'zod';
import {
  bookingViewSchema, carsSchema, collectionSchema, problemCodes, problemSchema, recognitionSchema, sessionSchema, siteViewSchema,
} from '../../../controller/api/contract/index.ts';
import type {
  BookingRequest, BookingView, CarView, CollectionView, ProblemCode, Recognition, RecognitionRequest, SiteView,
} from '../../../controller/api/contract/index.ts';
import type { HttpPort } from '../rim/rim.port.ts';
import { answered, refused } from './answer.ts';
import type { Answer, Refusal } from './answer.ts';

/** What opens a session: the kiosk's key, or a member's sign-in. */
export type Credentials =
  | { readonly role: 'kiosk'; readonly key: string }
  | { readonly role: 'phone'; readonly memberId: string; readonly signInCode: string };

/** The controller, as the pages may ask it. Every answer is checked against the contract; nothing rejects. */
export interface TowerClient {
  readonly openSession: (credentials: Credentials) => Promise<Answer<undefined>>;
  readonly site: () => Promise<Answer<SiteView>>;
  readonly cars: () => Promise<Answer<readonly (CarView & { readonly available: boolean })[]>>;
  readonly recognise: (request: RecognitionRequest) => Promise<Answer<Recognition>>;
  /** The same `requestId` never starts a second collection. */
  readonly collect: (ticket: string, requestId: string) => Promise<Answer<CollectionView>>;
  readonly resume: (collectionId: string) => Promise<Answer<undefined>>;
  readonly stop: () => Promise<Answer<undefined>>;
  readonly book: (request: BookingRequest, requestId: string) => Promise<Answer<BookingView>>;
}

const TIMEOUT_MS = 8000;
/** A stop that was not taken by then must be pressed at the bay; a person waits no longer to be told so. */
const STOP_TIMEOUT_MS = 3000;
const nothing = z.unknown().transform((): undefined => undefined);

interface Call<T> {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly body?: unknown;
  readonly requestId?: string;
  readonly timeoutMs?: number;
}

const isProblemCode = (code: string): code is ProblemCode => (problemCodes as readonly string[]).includes(code);

/** A problem answer (RFC 9457) as a refusal; anything else with an error status is outside the contract. */
function refusalOf(status: number, body: unknown): Refusal {
  const problem = problemSchema.safeParse(body);
  if (!problem.success || !isProblemCode(problem.data.code)) {
    return { code: 'badAnswer', message: `status ${String(status)} without a known problem` };
  }
  const { code, detail, attemptsLeft, retryAfterMs, reasons } = problem.data;
  return {
    code,
    message: detail,
    ...(attemptsLeft === undefined ? {} : { attemptsLeft }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(reasons === undefined ? {} : { reasons }),
  };
}

/** Makes a client. A session that has run out is opened again once, with the same credentials. */
export function createTowerClient(http: HttpPort): TowerClient {
  let token: string | undefined;
  let credentials: Credentials | undefined;

  const once = async <T>({ method, path, schema, body, requestId, timeoutMs = TIMEOUT_MS }: Call<T>): Promise<Answer<T>> => {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(requestId === undefined ? {} : { 'idempotency-key': requestId }),
    };
    const outcome = await http({ method, path, headers, timeoutMs, ...(body === undefined ? {} : { body }) });
    if (outcome.kind === 'unreachable') return refused('offline', outcome.message);
    if (outcome.status >= 400) return { ok: false, error: refusalOf(outcome.status, outcome.body) };
    const value = schema.safeParse(outcome.body);
    return value.success ? answered(value.data) : refused('badAnswer', z.prettifyError(value.error));
  };

  const openSession = async (given: Credentials): Promise<Answer<undefined>> => {
    token = undefined;
    credentials = given;
    const session = await once({ method: 'POST', path: '/api/v1/sessions', schema: sessionSchema, body: given });
    if (!session.ok) return session;
    token = session.value.token;
    return answered(undefined);
  };

  const call = async <T>(request: Call<T>): Promise<Answer<T>> => {
    const first = await once(request);
    if (first.ok || first.error.code !== 'noSession' || credentials === undefined) return first;
    const reopened = await openSession(credentials);
    return reopened.ok ? once(request) : reopened;
  };

  const post = <T>(path: string, schema: z.ZodType<T>, body: unknown, requestId?: string): Promise<Answer<T>> =>
    call({ method: 'POST', path, schema, body, ...(requestId === undefined ? {} : { requestId }) });

  return {
    openSession,
    site: () => call({ method: 'GET', path: '/api/v1/site', schema: siteViewSchema }),
    cars: async () => {
      const answer = await call({ method: 'GET', path: '/api/v1/cars', schema: carsSchema });
      return answer.ok ? answered(answer.value.cars) : answer;
    },
    recognise: (request) => post('/api/v1/recognitions', recognitionSchema, request),
    collect: (ticket, requestId) => post('/api/v1/collections', collectionSchema, { ticket }, requestId),
    resume: (collectionId) => post(`/api/v1/collections/${encodeURIComponent(collectionId)}/resumptions`, nothing, {}),
    stop: () => call({ method: 'POST', path: '/api/v1/stop', schema: nothing, body: {}, timeoutMs: STOP_TIMEOUT_MS }),
    book: (request, requestId) => post('/api/v1/bookings', bookingViewSchema, request, requestId),
  };
}
