import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ListenerName } from './api.port.ts';

/** Built files carry a hash of their content in their name: they never change. */
const HASHED = /[\\/]assets[\\/]/u;
const YEAR_S = 31_536_000;

/** The page that each listener shows first. */
const PAGE: Readonly<Record<ListenerName, string>> = { controller: 'kiosk', phone: 'phone' };

/** What a listener serves: the phone's knows its own page, and the files that pages are made of. */
function mayServe(listener: ListenerName): (path: string) => boolean {
  return (path) => listener === 'controller' || path.startsWith('/phone/') || !path.endsWith('.html');
}

/**
 * Serves the built pages from `root`: one folder with an `index.html` each, and what they share. `/` leads to the listener's own
 * page. A folder without that page (not built yet) serves nothing.
 */
export async function servePages(app: FastifyInstance, root: string, listener: ListenerName): Promise<void> {
  const page = PAGE[listener];
  if (!existsSync(join(root, page, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root,
    cacheControl: false,
    wildcard: false,
    redirect: true,
    allowedPath: mayServe(listener),
    setHeaders: (reply, path) => {
      void reply.header('cache-control', HASHED.test(path) ? `public, max-age=${String(YEAR_S)}, immutable` : 'no-cache');
    },
  });
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect(`/${page}/`));
}
