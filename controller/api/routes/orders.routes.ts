import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { refuse } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { done } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { endOfDaySchema, startOrderSchema, startedOrderSchema } from '../contract/index.ts';
import type { Role } from '../contract/index.ts';
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

/** Whether this session may go on with an order: a technician with any, the kiosk with the car that its customer brings back. */
function mayDecide({ parts }: ApiContext, orderId: string, role: Role | undefined): Result<void, Refusal> {
  if (role === 'technician') return done;
  const order = parts.tower.snapshot().tower.orders.find((one) => one.orderId === orderId);
  if (order === undefined) return refuse('orderUnknown', 'There is no such order under way.');
  return order.kind === 'receive' ? done : refuse('wrongRole', 'Only a technician on site may ask for this.');
}

/** A fresh reset edge where motion was stopped, and then the fresh command. Nothing latched is no obstacle: the pause may have an outer cause that is over. */
async function complete({ parts }: ApiContext, orderId: string, by: 'customer' | 'technician'): Promise<Result<void, Refusal>> {
  const reset = await parts.tower.reset(by, `completion of ${orderId}`);
  if (!reset.ok && reset.error.code !== 'nothingToReset') return towerRefused(reset.error);
  const resumed = await parts.tower.resume(orderId);
  return resumed.ok ? done : towerRefused(resumed.error);
}

/** Orders other than collections: begin, complete, reverse, cancel, end the day. */
export function orderRoutes(app: ZodApp, context: ApiContext): void {
  const { tower } = context.parts;
  beginRoute(app, context);
  endOfDayRoute(app, context);
  const { config, ...security } = forRoles('kiosk', 'technician');
  const schema = { tags, ...security, params, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } };
  app.post('/api/v1/orders/:orderId/completions', { config, schema }, async (request, reply) => {
    const may = mayDecide(context, request.params.orderId, request.session?.role);
    const by = request.session?.role === 'technician' ? 'technician' : 'customer';
    return send(reply, may.ok ? await complete(context, request.params.orderId, by) : may, 204, () => undefined);
  });
  for (const [name, verb] of [['reversals', 'reverse'], ['cancellations', 'cancel']] as const) {
    app.post(`/api/v1/orders/:orderId/${name}`, { config, schema }, async (request, reply) => {
      const may = mayDecide(context, request.params.orderId, request.session?.role);
      if (!may.ok) return send(reply, may, 204, () => undefined);
      const taken = await tower[verb](request.params.orderId, request.session?.subject ?? 'none');
      return send(reply, taken.ok ? done : towerRefused(taken.error), 204, () => undefined);
    });
  }
}
