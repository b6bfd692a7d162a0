import type { BackendAnswer } from './backend.port.ts';

/** Codes of the document, with their HTTP status. */
const STATUS = {
  requestInvalid: 400, signatureInvalid: 401, towerUnknown: 404, notFound: 404, tooLarge: 413, mediaTypeUnsupported: 415, idConflict: 409, historyForked: 409,
  paymentUnknown: 404, paymentState: 409, contractUnknown: 404, contractSigned: 409, photoUnreadable: 422, storeFailed: 503, internal: 500,
} as const;
/** Why the backend refuses, as the document names it. */
export type BackendProblem = keyof typeof STATUS;

/** What a handler says: the body of a 200, or why not. */
export type Said = { readonly ok: true; readonly body: object } | { readonly ok: false; readonly code: BackendProblem; readonly detail: string };

/** A refusal. */
export function no(code: BackendProblem, detail: string): Said {
  return { ok: false, code, detail };
}

/** An answer of 200. */
export function yes(body: object): Said {
  return { ok: true, body };
}

const bytes = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));

/** The answer that is sent: JSON, or an error as RFC 9457 has it. */
export function toAnswer(said: Said): BackendAnswer {
  if (said.ok) return { status: 200, headers: { 'content-type': 'application/json' }, body: bytes(said.body) };
  const status = STATUS[said.code];
  const problem = { type: `urn:carillon:backend:${said.code}`, title: said.code, status, code: said.code, detail: said.detail };
  return { status, headers: { 'content-type': 'application/problem+json' }, body: bytes(problem) };
}
