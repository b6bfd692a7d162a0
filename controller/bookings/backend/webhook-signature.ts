import { createHmac, timingSafeEqual } from 'node:crypto';
import { fault, ok } from '../../ports.ts';
import type { Fault, Result } from '../../ports.ts';

/** The three headers of Standard Webhooks 1.0, by their names. */
export interface WebhookHeaders {
  readonly 'webhook-id': string;
  /** Whole seconds since 1970. */
  readonly 'webhook-timestamp': string;
  /** `v1,<base64>`; several with a space between them. */
  readonly 'webhook-signature': string;
}

/** A message may be this much older or younger than the receiver's clock says. */
const WEBHOOK_TOLERANCE_S = 300;
const MOST_SIGNATURES = 10;
const LEAST_SECRET_BYTES = 24;
const MOST_SECRET_BYTES = 64;
const MOST_SECRETS = 3;

/** The secrets of the shared file as bytes; see `BackendAccess.secret`. Error `secretWeak`: what is wrong with it, never what it is. */
export function webhookSecrets(text: string): Result<readonly Uint8Array[], Fault<'secretWeak'>> {
  const words = text.trim().split(/\s+/u);
  const secrets = words.map((word) => (/^whsec_[A-Za-z0-9+/]+={0,2}$/u.test(word) ? Buffer.from(word.slice('whsec_'.length), 'base64') : Buffer.alloc(0)));
  const isStrong = secrets.every(({ length }) => length >= LEAST_SECRET_BYTES && length <= MOST_SECRET_BYTES) && secrets.length <= MOST_SECRETS;
  // 24 to 64 random bytes, as Standard Webhooks has it. Bytes that repeat themselves were typed by somebody.
  const isRandom = secrets.every((secret) => new Set(secret).size >= LEAST_SECRET_BYTES / 2);
  if (isStrong && isRandom) return ok(secrets);
  return fault('secretWeak', 'The secret that tower and backend share must be whsec_ and the base64 of 24 to 64 random bytes (at most three of them, while they change). Nothing was started. Make one, and give it to both sides.');
}

function macOf(secret: Uint8Array, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();
}

/** Signs a message with every secret. */
export function signWebhook(secrets: readonly Uint8Array[], { id, utcMs, body }: { readonly id: string; readonly utcMs: number; readonly body: Uint8Array }): WebhookHeaders {
  const timestamp = String(Math.floor(utcMs / 1000));
  const signatures = secrets.map((secret) => `v1,${macOf(secret, id, timestamp, body).toString('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

/** Every comparison is made, and each takes the same time, whichever of them fits. */
function anyFits(given: string, expected: readonly Buffer[]): boolean {
  const signatures = given.split(' ').slice(0, MOST_SIGNATURES).filter((each) => each.startsWith('v1,'));
  const macs = signatures.map((each) => Buffer.from(each.slice('v1,'.length), 'base64'));
  return macs.flatMap((mac) => expected.map((right) => mac.length === right.length && timingSafeEqual(mac, right))).includes(true);
}

/** Whether a message is signed with one of the secrets, and fresh. The body is the bytes as they came. */
export function isWebhookSigned(secrets: readonly Uint8Array[], headers: WebhookHeaders, body: Uint8Array, utcMs: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': given } = headers;
  // A full stop in an id would let one signed text be read as two different messages.
  if (!/^[!-\-/-~]{1,250}$/u.test(id) || !/^\d{1,12}$/u.test(timestamp)) return false;
  const fits = anyFits(given, secrets.map((secret) => macOf(secret, id, timestamp, body)));
  return fits && Math.abs(utcMs / 1000 - Number(timestamp)) <= WEBHOOK_TOLERANCE_S;
}
