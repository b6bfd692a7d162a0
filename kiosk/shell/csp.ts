/**
 * The policy for an answer that arrives without one, so that no page is ever shown without.
 *
 * `wasm-unsafe-eval` compiles the face model. Trusted types are left out: a worker started by its address needs a policy object that only the
 * page can make.
 */
const PARTS: readonly string[] = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob: mediastream:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
export const FALLBACK_POLICY = PARTS.join('; ');

/** The policy of the kiosk's pages: the same, and the socket to the controller's live channel, which no handler of a scheme can carry. */
export function pagePolicy(controllerOrigin: string): string {
  return PARTS.map((part) => (part.startsWith('connect-src') ? `${part} ws://${new URL(controllerOrigin).host}` : part)).join('; ');
}

type Headers = Readonly<Record<string, string | string[]>>;

/** The headers of an answer, with a content policy in any case. */
export function withPolicy(headers: Headers): Record<string, string | string[]> {
  const hasPolicy = Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-security-policy' && [value].flat().some((policy) => policy.trim() !== ''),
  );
  return hasPolicy ? { ...headers } : { ...headers, 'Content-Security-Policy': [FALLBACK_POLICY] };
}
