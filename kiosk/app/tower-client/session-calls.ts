import type { z } from 'zod';
import { sessionSchema } from '../../../controller/api/contract/index.ts';
import type { HttpPort, HttpRequest } from '../rim/rim.port.ts';
import { answered } from './answer.ts';
import type { Answer } from './answer.ts';
import { askOnce } from './ask-once.ts';
import type { Call } from './ask-once.ts';

/** What opens a session: the kiosk's key, or a member's sign-in. */
export type Credentials =
  | { readonly role: 'kiosk'; readonly key: string }
  | { readonly role: 'phone'; readonly memberId: string; readonly signInCode: string };

/** Requests under one session. Every answer is checked against the contract; nothing rejects. */
export interface SessionCalls {
  readonly openSession: (credentials: Credentials) => Promise<Answer<undefined>>;
  /** Forgets the session and what opened it; the next request goes out without one. */
  readonly forgetSession: () => void;
  /** The token that requests carry now: for the live channel and for downloads. */
  readonly sessionToken: () => string | undefined;
  readonly call: <T>(request: Call<T>) => Promise<Answer<T>>;
  readonly get: <T>(path: string, schema: z.ZodType<T>) => Promise<Answer<T>>;
  /** The same `requestId` never has a second effect. */
  readonly post: <T>(path: string, schema: z.ZodType<T>, body: unknown, requestId?: string) => Promise<Answer<T>>;
  readonly send: <T>(method: HttpRequest['method'], path: string, schema: z.ZodType<T>, body?: unknown) => Promise<Answer<T>>;
}

/** Makes the calls of one page. A session that has run out is opened again once, with the same credentials. */
export function createSessionCalls(http: HttpPort): SessionCalls {
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

  return {
    openSession,
    forgetSession: () => {
      token = undefined;
      credentials = undefined;
    },
    sessionToken: () => token,
    call,
    get: (path, schema) => call({ method: 'GET', path, schema }),
    post: (path, schema, body, requestId) => call({ method: 'POST', path, schema, body, ...(requestId === undefined ? {} : { requestId }) }),
    send: (method, path, schema, body) => call({ method, path, schema, ...(body === undefined ? {} : { body }) }),
  };
}
