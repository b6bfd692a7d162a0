import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SECURITY_HEADERS } from '../headers.ts';
import { sendProblem } from '../error-handling.ts';
import { judgeSource, SHELL_ORIGIN } from './host-and-origin.ts';
import type { Authority } from './host-and-origin.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Sessions } from './sessions.ts';

const WORDS = {
  wrongHost: 'This controller does not go by that name. Use the address that it printed at its start.',
  wrongOrigin: 'Pages of other addresses may not ask here. Open the page from this controller.',
} as const;

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer (?<token>[\w-]{1,200})$/u.exec(request.headers.authorization ?? '')?.groups?.['token'];
}

/** What a kiosk's shell may ask without a session: to read what is open, and for the session of a kiosk, which the route of sessions looks at. */
const isOpenToShell = ({ method, routeOptions }: FastifyRequest): boolean => method === 'GET' || method === 'HEAD' || routeOptions.url === '/api/v1/sessions';

/** Whether a request comes from the pages of the kiosk's shell, to which nothing but a kiosk's role is given. */
export const isFromShell = ({ headers }: FastifyRequest): boolean => headers.origin === SHELL_ORIGIN;

/** How long a member has to wait who asks for changes without end, in ms: each may be a write of the journal, which the tower itself needs. */
function restOf({ method, session }: FastifyRequest, changes: RateLimit): number {
  return session?.role === 'phone' && method !== 'GET' && method !== 'HEAD' ? changes(session.subject) : 0;
}

/** The first thing that happens to every request, sockets included: name, page, and session where the route asks for one. */
export function guardRequests(app: FastifyInstance, authority: () => Authority, sessions: Sessions, changes: RateLimit): void {
  app.decorateRequest('session', undefined);
  // Nobody reads a socket that asked for an upgrade and was refused: it would never hear that the other side has gone, and stay for ever.
  app.addHook('onResponse', async (request: FastifyRequest) => {
    if (request.headers.upgrade !== undefined) request.raw.socket.destroySoon();
  });
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    reply.headers(SECURITY_HEADERS);
    const { host, origin } = request.headers;
    const fetchSite = request.headers['sec-fetch-site'];
    const broken = judgeSource({ host, origin, fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined }, authority());
    if (broken !== undefined) return sendProblem(reply, { code: broken, message: WORDS[broken] });
    const token = bearerOf(request);
    request.session = token === undefined ? undefined : sessions.find(token);
    const { roles } = request.routeOptions.config;
    const isKiosk = roles === undefined ? isOpenToShell(request) : request.session === undefined || request.session.role === 'kiosk';
    if (isFromShell(request) && !isKiosk) return sendProblem(reply, { code: 'wrongRole', message: 'This is not for a kiosk. Nothing was done.' });
    if (roles === undefined) return undefined;
    if (request.session === undefined) return sendProblem(reply, { code: 'noSession', message: 'There is no session, or it has ended. Please sign in again.' });
    if (!roles.includes(request.session.role)) return sendProblem(reply, { code: 'wrongRole', message: `This is for ${roles.join(' or ')} only. Nothing was done.` });
    const waitMs = restOf(request, changes);
    return waitMs > 0 ? sendProblem(reply, { code: 'tooManyRequests', message: 'Too many changes at once. Nothing was done. Please wait a moment.', retryAfterMs: waitMs }) : undefined;
  });
}
