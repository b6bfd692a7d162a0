import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { returnsUnderWay } from '../../bookings/drives/returns-under-way.ts';
import { refuse } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { done } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { allClearSchema, returnBegunSchema, returnKeySchema, returnReceiptSchema, returnViewSchema, startReturnSchema, withdrawalSchema } from '../contract/index.ts';
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

/** The person that was recognised does not bring the car after all, or wants it out again. What moves is stopped first, or ends. */
function withdrawalRoute(app: ZodApp, { parts: { tower }, returns }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/returns/:returnId/withdrawals', { config, schema: { tags: ['returns'], ...security, params, body: withdrawalSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const { returnId } = request.params;
    if (!returns.isTheirs(returnId, request.body.allClearKey)) {
      return send(reply, refuse('notYours', 'Only the person that was recognised can take this car out again. Nothing was changed.'), 204, () => undefined);
    }
    const taken = await tower.cancel(returnId, 'customer');
    return send(reply, taken.ok ? done : towerRefused(taken.error), 204, () => undefined);
  });
}

/** For whoever has brought the car, by the key of that. What was left in it may be fetched: the car comes out once more, and goes in again by the same all-clear. */
function afterwardsRoutes(app: ZodApp, { handOverViews, recalls, once }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  const schema = { tags: ['returns'], ...security, params, body: returnKeySchema };
  app.post('/api/v1/returns/:returnId/receipts', { config, schema: { ...schema, response: { 200: returnReceiptSchema, ...problems } } }, async (request, reply) =>
    send(reply, await handOverViews.receipt(request.params.returnId, request.body.allClearKey), 200, (receipt) => receipt),
  );
  app.post('/api/v1/returns/:returnId/recalls', { config, schema: { ...schema, headers: onceHeaders, response: { 201: returnBegunSchema, ...problems } } }, async (request, reply) => {
    const { returnId } = request.params;
    const answer = await once({ requestKey: requestKeyOf(request), body: { returnId, ...request.body }, newId: () => returnId }, async () => {
      const begun = await recalls.begin(returnId, request.body.allClearKey);
      return begun.ok ? { ok: true, value: { status: 201, body: begun.value } } : begun;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}

/** A customer's hold on the button: a fresh reset edge, and then a fresh command. Nothing latched is no obstacle: the pause may have an outer cause that is over. */
async function resume({ parts: { tower } }: ApiContext, returnId: string, by: 'customer' | 'technician'): Promise<Result<void, Refusal>> {
  if (!returnsUnderWay(tower).some((one) => one.returnId === returnId)) return refuse('returnUnknown', 'There is no such return under way.');
  const reset = await tower.reset(by, `resumption of ${returnId}`);
  if (!reset.ok && reset.error.code !== 'nothingToReset') return towerRefused(reset.error);
  const resumed = await tower.resume(returnId);
  return resumed.ok ? done : towerRefused(resumed.error);
}

function resumptionRoute(app: ZodApp, context: ApiContext): void {
  const { config, ...security } = forRoles('kiosk', 'technician');
  app.post('/api/v1/returns/:returnId/resumptions', { config, schema: { tags: ['returns'], ...security, params, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const by = request.session?.role === 'technician' ? 'technician' : 'customer';
    return send(reply, await resume(context, request.params.returnId, by), 204, () => undefined);
  });
}

/** A car is brought back: announced, followed, said to be empty, let go on after a pause, or taken out again. */
export function returnRoutes(app: ZodApp, context: ApiContext): void {
  beginRoute(app, context);
  allClearRoute(app, context);
  withdrawalRoute(app, context);
  resumptionRoute(app, context);
  afterwardsRoutes(app, context);
  app.get('/api/v1/returns/:returnId', { schema: { tags: ['returns'], params, response: { 200: returnViewSchema, ...problems } } }, async (request, reply) => {
    const view = context.parts.tower.snapshot().tower.returns?.find(({ returnId }) => returnId === request.params.returnId);
    return view === undefined ? sendProblem(reply, { code: 'returnUnknown', message: 'There is no such return under way.' }) : reply.code(200).send(view);
  });
}
