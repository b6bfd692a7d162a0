import type { z } from 'zod';
import {
  bookingViewSchema, carsSchema, collectionSchema, recognitionSchema, returnBegunSchema, sessionSchema, siteViewSchema,
} from '../../../controller/api/contract/index.ts';
import type {
  BookingRequest, BookingView, CarView, CollectionView, Recognition, RecognitionRequest, ReturnBegun, SiteView,
} from '../../../controller/api/contract/index.ts';
import type { HttpPort } from '../rim/rim.port.ts';
import { answered } from './answer.ts';
import type { Answer } from './answer.ts';
import { askOnce, nothing } from './ask-once.ts';
import type { Call } from './ask-once.ts';

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
  /** The car of the ticket's booking comes back with so many people in it. The same `requestId` never begins a second return. */
  readonly bringBack: (ticket: string, people: number, requestId: string) => Promise<Answer<ReturnBegun>>;
  /** The word of the person that was recognised: nobody is left. */
  readonly allClear: (returnId: string, allClearKey: string) => Promise<Answer<undefined>>;
  /** The same person takes the car out again, or does not bring it after all. */
  readonly withdraw: (returnId: string, allClearKey: string) => Promise<Answer<undefined>>;
  readonly resumeReturn: (returnId: string) => Promise<Answer<undefined>>;
  readonly stop: () => Promise<Answer<undefined>>;
  readonly book: (request: BookingRequest, requestId: string) => Promise<Answer<BookingView>>;
}

/** Where a coin starts the delivery, the tower answers when it has been put in, at the latest after two minutes. */
const COLLECT_TIMEOUT_MS = 130_000;
/** A stop that was not taken by then must be pressed at the bay; a person waits no longer to be told so. */
const STOP_TIMEOUT_MS = 3000;

const returnAt = (returnId: string): string => `/api/v1/returns/${encodeURIComponent(returnId)}`;

/** Makes a client. A session that has run out is opened again once, with the same credentials. */
export function createTowerClient(http: HttpPort): TowerClient {
  let token: string | undefined;
  let credentials: Credentials | undefined;

  const once = <T>(request: Call<T>): Promise<Answer<T>> => askOnce(http, token, request);

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
    collect: (ticket, requestId) => call({ method: 'POST', path: '/api/v1/collections', schema: collectionSchema, body: { ticket }, requestId, timeoutMs: COLLECT_TIMEOUT_MS }),
    resume: (collectionId) => post(`/api/v1/collections/${encodeURIComponent(collectionId)}/resumptions`, nothing, {}),
    bringBack: (ticket, people, requestId) => post('/api/v1/returns', returnBegunSchema, { by: 'ticket', ticket, people }, requestId),
    allClear: (returnId, allClearKey) => post(`${returnAt(returnId)}/all-clears`, nothing, { allClearKey }),
    withdraw: (returnId, allClearKey) => post(`${returnAt(returnId)}/withdrawals`, nothing, { allClearKey }),
    resumeReturn: (returnId) => post(`${returnAt(returnId)}/resumptions`, nothing, {}),
    stop: () => call({ method: 'POST', path: '/api/v1/stop', schema: nothing, body: {}, timeoutMs: STOP_TIMEOUT_MS }),
    book: (request, requestId) => post('/api/v1/bookings', bookingViewSchema, request, requestId),
  };
}
