import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { refuse } from '../../bookings/refusal.ts';
import { done } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { allClearSchema, returnBegunSchema, returnViewSchema, startReturnSchema } from '../contract/index.ts';
import { sendProblem } from '../error-handling.ts';
import { forRoles, nothing, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

const params = z.object({ returnId: z.string().min(1).max(60) });

function beginRoute(app: ZodApp, { once, parts, returns, limits }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/returns', { config, schema: { tags: ['returns'], ...security, headers: onceHeaders, body: startReturnSchema, response: { 201: returnBegunSchema, ...problems } } }, async (request, reply) => {
    const waitMs = limits.recognitions(request.ip);
    if (waitMs > 0) return sendProblem(reply, { code: 'tooManyRequests', message: 'Too many attempts at once. Please wait a moment.', retryAfterMs: waitMs });
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `r-${randomCode(parts.rng, 10)}` }, async (returnId) => {
      const begun = await returns.begin(request.body, returnId);
      return begun.ok ? { ok: true, value: { status: 201, body: begun.value } } : begun;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}

/** The customer proves by the key whose word it is; staff are named by their session. Neither moves anything by itself. */
function allClearRoute(app: ZodApp, { parts: { tower }, returns }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk', 'technician');
  app.post('/api/v1/returns/:returnId/all-clears', { config, schema: { tags: ['returns'], ...security, params, body: allClearSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const { returnId } = request.params;
    const { session } = request;
    if (session?.role !== 'technician' && !returns.isTheirs(returnId, request.body.allClearKey)) {
      return send(reply, refuse('notYours', 'Only the person that was recognised, or staff, can say that nobody is left. Nothing was begun.'), 204, () => undefined);
    }
    const given = await tower.allClear(returnId, session?.role === 'technician' ? { role: 'attendant', name: session.subject } : { role: 'customer' });
    return send(reply, given.ok ? done : towerRefused(given.error), 204, () => undefined);
  });
}

/** A car is brought back: announced, followed, and said to be empty. */
export function returnRoutes(app: ZodApp, context: ApiContext): void {
  beginRoute(app, context);
  allClearRoute(app, context);
  app.get('/api/v1/returns/:returnId', { schema: { tags: ['returns'], params, response: { 200: returnViewSchema, ...problems } } }, async (request, reply) => {
    const view = context.parts.tower.snapshot().tower.returns?.find(({ returnId }) => returnId === request.params.returnId);
    return view === undefined ? sendProblem(reply, { code: 'returnUnknown', message: 'There is no such return under way.' }) : reply.code(200).send(view);
  });
}
