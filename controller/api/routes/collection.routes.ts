import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { refuse } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { done } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import { collectionView, readCollection } from '../collection-view.ts';
import type { ApiContext } from '../context.ts';
import { collectionBegunSchema, collectionSchema, handOverRequestSchema, handOverSchema, recognitionRequestSchema, recognitionSchema, stalledProofSchema, startCollectionSchema } from '../contract/index.ts';
import { sendProblem } from '../error-handling.ts';
import { forCustomer } from '../for-customer.ts';
import { forRoles, nothing, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

const params = z.object({ collectionId: z.string().min(1).max(60) });

function recognitionRoute(app: ZodApp, { recognise, limits }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/recognitions', { config, schema: { tags: ['collections'], ...security, body: recognitionRequestSchema, response: { 201: recognitionSchema, ...problems } } }, async (request, reply) => {
    const waitMs = limits.recognitions(request.ip);
    if (waitMs > 0) return sendProblem(reply, { code: 'tooManyRequests', message: 'Too many attempts at once. Please wait a moment.', retryAfterMs: waitMs });
    return send(reply, await recognise(request.body), 201, (recognition) => recognition);
  });
}

function beginRoute(app: ZodApp, context: ApiContext): void {
  const { collections, once, parts, collectionKeys, handOverViews } = context;
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/collections', { config, schema: { tags: ['collections'], ...security, headers: onceHeaders, body: startCollectionSchema, response: { 201: collectionBegunSchema, ...problems } } }, async (request, reply) => {
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `c-${randomCode(parts.rng, 10)}` }, async (collectionId) => {
      const begun = await collections.begin(request.body.ticket, collectionId);
      if (!begun.ok) return begun;
      const view = await collectionView(parts, begun.value);
      return view.ok ? { ok: true, value: { status: 201, body: { ...view.value, handOverKey: collectionKeys.keyOf(collectionId) } } } : view;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
  app.post('/api/v1/collections/:collectionId/hand-overs', { config, schema: { tags: ['collections'], ...security, params, body: handOverRequestSchema, response: { 200: handOverSchema, ...problems } } }, async (request, reply) =>
    send(reply, await handOverViews.handOver(request.params.collectionId, request.body.handOverKey), 200, (view) => view),
  );
}

/** A customer's hold on the button: a fresh reset edge, and then a fresh command. */
async function resume({ parts }: ApiContext, collectionId: string, by: 'customer' | 'technician'): Promise<Result<void, Refusal>> {
  const known = await readCollection(parts, collectionId);
  if (!known.ok) return known;
  if (known.value === undefined) return refuse('collectionUnknown', 'There is no such collection.');
  const reset = await parts.tower.reset(by, `resumption of ${collectionId}`);
  // Nothing latched is no obstacle: the pause may have an outer cause that is over.
  if (!reset.ok && reset.error.code !== 'nothingToReset') return towerRefused(reset.error);
  const resumed = await parts.tower.resume(collectionId);
  return resumed.ok ? done : towerRefused(resumed.error);
}

/** Whoever waits in line does not want the car now. Nothing has moved for them; what has begun is stopped first, or ends. Asking again changes nothing. */
async function leaveLine({ parts }: ApiContext, collectionId: string): Promise<Result<void, Refusal>> {
  const known = await readCollection(parts, collectionId);
  if (!known.ok) return known;
  if (known.value?.phase === 'cancelled') return done;
  if (known.value?.phase !== 'queued') return refuse('orderMoving', 'This collection has begun. Stop it first, or let it end; nothing was changed.');
  const left = await parts.tower.cancel(collectionId, 'customer');
  return left.ok ? done : towerRefused(left.error);
}

function withdrawalRoute(app: ZodApp, context: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/collections/:collectionId/withdrawals', { config, schema: { tags: ['collections'], ...security, params, body: stalledProofSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const { collectionId } = request.params;
    return send(reply, await forCustomer(context, collectionId, request.body.handOverKey, () => leaveLine(context, collectionId)), 204, () => undefined);
  });
}

/** From recognition to the car: the only way in which anything here asks for motion. */
export function collectionRoutes(app: ZodApp, context: ApiContext): void {
  recognitionRoute(app, context);
  beginRoute(app, context);
  withdrawalRoute(app, context);
  app.get('/api/v1/collections/:collectionId', { schema: { tags: ['collections'], params, response: { 200: collectionSchema, ...problems } } }, async (request, reply) => {
    const found = await readCollection(context.parts, request.params.collectionId);
    if (found.ok && found.value === undefined) return sendProblem(reply, { code: 'collectionUnknown', message: 'There is no such collection.' });
    return send(reply, found, 200, (view) => view);
  });
  const { config, ...security } = forRoles('kiosk', 'technician');
  app.post('/api/v1/collections/:collectionId/resumptions', { config, schema: { tags: ['collections'], ...security, params, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const by = request.session?.role === 'technician' ? 'technician' : 'customer';
    return send(reply, await resume(context, request.params.collectionId, by), 204, () => undefined);
  });
}
