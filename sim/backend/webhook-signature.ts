import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clocks of the two sides may be apart, in s. */
const TOLERANCE_S = 300;
const PREFIX = 'whsec_';

/** What is signed and sent. */
export interface SignedMessage {
  readonly id: string;
  /** Whole seconds since 1970-01-01T00:00Z. */
  readonly timestampS: number;
  readonly body: Uint8Array;
}

function macOf(secret: string, { id, timestampS, body }: SignedMessage): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  return createHmac('sha256', key).update(`${id}.${String(timestampS)}.`).update(body).digest();
}

/** The three headers of Standard Webhooks. */
export function signatureHeaders(secret: string, message: SignedMessage): Readonly<Record<string, string>> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestampS),
    'webhook-signature': `v1,${macOf(secret, message).toString('base64')}`,
  };
}

/** Whether one of the signatures is that of `secret` over exactly this body, and the timestamp is of now. */
export function isSignedBy(secret: string, headers: Readonly<Record<string, string | undefined>>, body: Uint8Array, nowUtcMs: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (id === undefined || id === '' || timestamp === undefined || signatures === undefined || !/^\d{1,12}$/u.test(timestamp)) return false;
  const timestampS = Number(timestamp);
  if (Math.abs(nowUtcMs / 1000 - timestampS) > TOLERANCE_S) return false;
  const right = macOf(secret, { id, timestampS, body });
  return signatures.split(' ').some((signature) => {
    const told = signature.startsWith('v1,') ? Buffer.from(signature.slice(3), 'base64') : Buffer.alloc(0);
    return told.length === right.length && timingSafeEqual(told, right);
  });
}
