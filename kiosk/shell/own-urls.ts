/** Scheme and host of the pages that the shell serves from its own memory. */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'kiosk';
/** What the pages' requests carry as Origin. */
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;

/** Where the tower is heard live; the one address beside its own that the page may speak to. */
export const LIVE_PATH = '/api/v1/live';

const parse = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);

/**
 * Whether a page address is the shell's own. Scheme and host are compared, not an origin: that of a scheme of one's own is opaque, and `blob:`
 * and `filesystem:` addresses name the page that made them without being it.
 */
export function isOwnPage(url: string): boolean {
  const parsed = parse(url);
  return parsed !== null && parsed.protocol === `${PAGE_SCHEME}:` && parsed.host === PAGE_HOST && parsed.username === '' && parsed.password === '';
}

/** Kinds of request that bytes made in the page may answer: pictures, sounds, workers and fetches, never a document. */
const MADE_IN_PAGE = new Set(['stylesheet', 'script', 'image', 'font', 'xhr', 'media', 'other']);

/**
 * Whether the session may make a request: for the shell's own files and what it forwards, to the controller's live channel, or for bytes made in
 * the page. Not to the controller itself: what the page asks of it goes through the shell.
 */
export function isOwnRequest(request: { readonly url: string; readonly resourceType: string }, controllerOrigin: string): boolean {
  const { url, resourceType } = request;
  if (isOwnPage(url)) return true;
  const parsed = parse(url);
  if (parsed === null) return false;
  if (parsed.protocol === 'ws:') return resourceType === 'webSocket' && parsed.host === new URL(controllerOrigin).host && parsed.pathname === LIVE_PATH && parsed.username === '';
  if (!MADE_IN_PAGE.has(resourceType)) return false;
  return parsed.protocol === 'data:' || url.startsWith(`blob:${PAGE_ORIGIN}/`);
}
