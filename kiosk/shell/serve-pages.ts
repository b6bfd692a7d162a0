import type { Pages } from './pages.ts';

/** Serves pages from memory. `policy` goes with every answer, also with a refusal. */
export function createPageServer(pages: Pages, policy: string): (request: { readonly method: string; readonly path: string }) => Response {
  const headers = (more: Readonly<Record<string, string>>): Record<string, string> => ({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), midi=(), bluetooth=(), clipboard-read=(), fullscreen=()',
    ...more,
  });
  return ({ method, path }) => {
    if (method !== 'GET' && method !== 'HEAD') return new Response(null, { status: 405, headers: headers({ allow: 'GET, HEAD' }) });
    const file = pages.get(path);
    if (file === undefined) return new Response(null, { status: 404, headers: headers({}) });
    return new Response(method === 'HEAD' ? null : file.body, {
      status: 200,
      headers: headers({ 'content-type': file.type, 'content-length': String(file.body.byteLength), etag: `"${file.sha256}"`, 'cache-control': 'no-cache' }),
    });
  };
}
