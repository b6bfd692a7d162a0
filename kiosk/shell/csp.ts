/**
 * The policy for a page that arrives without one. The controller sends the policy of its pages, since they are the same
 * pages in plain Chromium; this one stands behind it, so that no page is ever shown without.
 *
 * `wasm-unsafe-eval` compiles the face model. Trusted types are left to the page's own policy: a worker started by its
 * address needs a policy object that only the page can make.
 */
export const FALLBACK_POLICY = [
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
].join('; ');

type Headers = Readonly<Record<string, string | string[]>>;

/** The headers of an answer, with a content policy in any case. */
export function withPolicy(headers: Headers): Record<string, string | string[]> {
  const hasPolicy = Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-security-policy' && [value].flat().some((policy) => policy.trim() !== ''),
  );
  return hasPolicy ? { ...headers } : { ...headers, 'Content-Security-Policy': [FALLBACK_POLICY] };
}
