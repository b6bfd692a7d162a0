import { pagePolicy } from './csp.ts';
import { bounded, createForward } from './forward.ts';
import type { Fetch } from './forward.ts';
import { isOwnPage } from './own-urls.ts';
import type { Pages } from './pages.ts';
import { createPageServer } from './serve-pages.ts';

interface AppProtocol {
  readonly pages: Pages;
  readonly controllerOrigin: string;
  readonly fetch: Fetch;
}

/** Answers every request under `app://`: pages from memory, the API by the controller, and nothing else. */
export function createAppHandler({ pages, controllerOrigin, fetch }: AppProtocol): (request: Request) => Promise<Response> {
  const serve = createPageServer(pages, pagePolicy(controllerOrigin));
  const forward = createForward(controllerOrigin, fetch);
  return async ({ url, method, headers, body }) => {
    if (!isOwnPage(url)) return new Response(null, { status: 404 });
    const { pathname, search } = new URL(url);
    if (!pathname.startsWith('/api/')) return serve({ method, path: pathname });
    return forward({ method, target: pathname + search, headers, body: (mostBytes) => bounded(body, mostBytes) });
  };
}
