const parse = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);

/**
 * Whether a page address is the controller's. The scheme is compared beside the origin: `blob:` and `filesystem:`
 * addresses report the origin that made them, and a page made from bytes is not a page that the controller served.
 */
export function isOwnPage(url: string, origin: string): boolean {
  const parsed = parse(url);
  return parsed !== null && parsed.protocol === 'http:' && parsed.origin === origin && parsed.username === '' && parsed.password === '';
}

/** Kinds of request that bytes made in the page may answer: pictures, sounds, workers and fetches, never a document. */
const MADE_IN_PAGE = new Set(['stylesheet', 'script', 'image', 'font', 'xhr', 'media', 'other']);

/** Whether the session may make a request: to the controller's origin (HTTP or WebSocket), or to bytes made in the page. */
export function isOwnRequest(request: { readonly url: string; readonly resourceType: string }, origin: string): boolean {
  if (isOwnPage(request.url, origin)) return true;
  const parsed = parse(request.url);
  if (parsed === null) return false;
  if (parsed.protocol === 'ws:') return parsed.host === new URL(origin).host && request.resourceType === 'webSocket';
  if (!MADE_IN_PAGE.has(request.resourceType)) return false;
  return parsed.protocol === 'data:' || (parsed.protocol === 'blob:' && parsed.origin === origin);
}
