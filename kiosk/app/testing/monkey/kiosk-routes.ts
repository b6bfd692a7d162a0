import { z } from 'zod';

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ security: z.array(z.record(z.string(), z.array(z.string()))).optional() }))) });

/** Opens a session or answers whoever is signed in nowhere; a kiosk needs of them only its own session. */
const OPEN_POSTS = ['/api/v1/sessions'];

/** Which routes of a running controller a kiosk, or everybody who only reads, may ask; from the document that it publishes. */
export async function kioskRoutes(origin: string): Promise<(method: string, path: string) => boolean> {
  const { paths } = documentSchema.parse(await (await fetch(`${origin}/openapi.json`)).json());
  const allowed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { security = [] }]) => {
      const roles = security.flatMap((each) => Object.values(each).flat());
      const isOpen = roles.length === 0 && (method === 'get' || OPEN_POSTS.includes(path));
      if (!isOpen && !roles.includes('kiosk')) return [];
      return [{ method: method.toUpperCase(), pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u') }];
    }));
  // Not part of the document: the live channel.
  const live = { method: 'GET', pattern: /^\/api\/v1\/live$/u };
  return (method, path) => [...allowed, live].some((each) => each.method === method && each.pattern.test(path));
}
