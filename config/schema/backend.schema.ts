import { z } from 'zod';
import { identifier, quantity } from './quantity.schema.ts';

/** A public key of the operator's backend: Ed25519, the 32 bytes in base64url, as `x` of a JWK (RFC 8037). */
const pinnedKey = z.strictObject({ kid: identifier, x: z.string().regex(/^[\w-]{43}$/u, 'must be 32 bytes in base64url') });

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;

/** What is signed is not hidden: names and messages travel by TLS wherever they leave the machine. */
function isSafe(url: string): boolean {
  const { protocol, hostname, search, hash } = new URL(url);
  return search === '' && hash === '' && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)));
}

/**
 * The operator's backend. The tower always calls it, never the other way round; a site without one keeps its events and takes what its own
 * phone page and kiosk ask for.
 */
export const backendSchema = z.strictObject({
  url: z.url().refine((url) => !URL.canParse(url) || isSafe(url), 'must be https (http on this machine only), without a query').describe('Where its interface begins, without `/v1`.'),
  issuer: z.string().min(1).max(100).describe('`iss` of every token.'),
  keys: z.array(pinnedKey).min(1).max(3).refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'must have a kid of its own each').describe('Pinned: keys that a token brings along are ignored.'),
  secretPath: z.string().min(1).describe('File with the secret of the webhooks in both directions: whsec_ and base64.'),
  pollMs: quantity('ms', 200, 600_000, 'how often the backend is asked for tokens').default(5000),
  timeoutMs: quantity('ms', 500, 60_000, 'how long an answer may take').default(8000),
});
