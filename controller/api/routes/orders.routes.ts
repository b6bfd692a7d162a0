import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { refuse } from '../../bookings/refusal.ts';
import { done } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { endOfDaySchema, startOrderSchema, startedOrderSchema } from '../contract/index.ts';
import { forRoles, nothing, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

const params = z.object({ orderId: z.string().min(1).max(60) });
const tags = ['orders'];

/** A customer may bring a car back; everything else is a technician's deed. */
function beginRoute(app: ZodApp, { once, parts }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk', 'technician');
  app.post('/api/v1/orders', { config, schema: { tags, ...security, headers: onceHeaders, body: startOrderSchema, response: { 201: startedOrderSchema, ...problems } } }, async (request, reply) => {
    const { body } = request;
    const answer = body.kind !== 'receive' && request.session?.role !== 'technician'
      ? refuse('wrongRole', 'Only a technician on site may ask for this.')
      : await once({ requestKey: requestKeyOf(request), body, newId: () => `o-${randomCode(parts.rng, 10)}` }, async (orderId) => {
        const begun = await parts.tower.order({ ...body, orderId });
        return begun.ok ? { ok: true, value: { status: 201, body: begun.value } } : towerRefused(begun.error);
      });
    return send(reply, answer, 201, (value) => value.body);
  });
}

function endOfDayRoute(app: ZodApp, { once, parts }: ApiContext): void {
  const { config, ...security } = forRoles('technician');
  app.post('/api/v1/end-of-day', { config, schema: { tags, ...security, headers: onceHeaders, body: endOfDaySchema, response: { 201: startedOrderSchema, ...problems } } }, async (request, reply) => {
    const answer = await once({ requestKey: requestKeyOf(request), body: {}, newId: () => `e-${randomCode(parts.rng, 10)}` }, async (orderId) => {
      const begun = await parts.tower.endDay(orderId, request.session?.subject ?? 'none');
      return begun.ok ? { ok: true, value: { status: 201, body: { orderId } } } : towerRefused(begun.error);
    });
    return send(reply, answer, 201, (value) => value.body);
  });
}

/** Orders other than collections: begin, complete, reverse, cancel, end the day. */
export function orderRoutes(app: ZodApp, context: ApiContext): void {
  const { tower } = context.parts;
  beginRoute(app, context);
  endOfDayRoute(app, context);
  const { config, ...security } = forRoles('technician');
  const schema = { tags, ...security, params, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } };
  app.post('/api/v1/orders/:orderId/completions', { config, schema }, async (request, reply) => {
    const completed = await tower.resume(request.params.orderId);
    return send(reply, completed.ok ? done : towerRefused(completed.error), 204, () => undefined);
  });
  app.post('/api/v1/orders/:orderId/reversals', { config, schema }, async (request, reply) => {
    const reversed = await tower.reverse(request.params.orderId, request.session?.subject ?? 'none');
    return send(reply, reversed.ok ? done : towerRefused(reversed.error), 204, () => undefined);
  });
  app.post('/api/v1/orders/:orderId/cancellations', { config, schema }, async (request, reply) => {
    const cancelled = await tower.cancel(request.params.orderId, request.session?.subject ?? 'none');
    return send(reply, cancelled.ok ? done : towerRefused(cancelled.error), 204, () => undefined);
  });
}
