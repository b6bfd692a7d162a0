import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { judgeNotSold } from '../../bookings/purchases/sold.ts';
import { storeRefused } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { endOfDaySchema, startOrderSchema, startedOrderSchema } from '../contract/index.ts';
import type { StartOrder, StartedOrder } from '../contract/index.ts';
import { forRoles, nothing, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

const params = z.object({ orderId: z.string().min(1).max(60) });
const tags = ['orders'];

/** Asks the tower. A car that comes in closes the booking with which it was away, whoever brings it. */
async function begin({ parts, closings }: ApiContext, orderId: string, wish: StartOrder): Promise<Result<{ readonly status: number; readonly body: StartedOrder }, Refusal>> {
  // Its answer was lost in a crash: what was begun then, and may have ended since, is not begun again.
  const earlier = await parts.store.read(statement('order.one', { orderId }));
  if (!earlier.ok) return storeRefused(earlier.error);
  if (earlier.value.length > 0) return ok({ status: 201, body: { orderId } });
  const sold = wish.kind === 'receive' ? await judgeNotSold(parts, wish.carId) : done;
  if (!sold.ok) return sold;
  const booking = wish.kind === 'receive' ? await closings.awayWith(wish.carId) : ok(undefined);
  if (!booking.ok) return booking;
  const begun = await parts.tower.order(wish.kind === 'receive' ? { ...wish, orderId, bookingId: booking.value } : { ...wish, orderId });
  return begun.ok ? ok({ status: 201, body: begun.value }) : towerRefused(begun.error);
}

function beginRoute(app: ZodApp, context: ApiContext): void {
  const { once, parts } = context;
  const { config, ...security } = forRoles('technician');
  app.post('/api/v1/orders', { config, schema: { tags, ...security, headers: onceHeaders, body: startOrderSchema, response: { 201: startedOrderSchema, ...problems } } }, async (request, reply) => {
    const { body } = request;
    const answer = await once({ requestKey: requestKeyOf(request), body, newId: () => `o-${randomCode(parts.rng, 10)}` }, (orderId) => begin(context, orderId, body));
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

/** A fresh reset edge where motion was stopped, and then the fresh command. Nothing latched is no obstacle: the pause may have an outer cause that is over. */
async function complete({ parts }: ApiContext, orderId: string): Promise<Result<void, Refusal>> {
  const reset = await parts.tower.reset('technician', `completion of ${orderId}`);
  if (!reset.ok && reset.error.code !== 'nothingToReset') return towerRefused(reset.error);
  const resumed = await parts.tower.resume(orderId);
  return resumed.ok ? done : towerRefused(resumed.error);
}

/** Orders other than collections: begin, complete, reverse, cancel, end the day. All of it a technician's deed; customers have routes of their own. */
export function orderRoutes(app: ZodApp, context: ApiContext): void {
  const { tower } = context.parts;
  beginRoute(app, context);
  endOfDayRoute(app, context);
  const { config, ...security } = forRoles('technician');
  const schema = { tags, ...security, params, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } };
  app.post('/api/v1/orders/:orderId/completions', { config, schema }, async (request, reply) =>
    send(reply, await complete(context, request.params.orderId), 204, () => undefined));
  for (const [name, verb] of [['reversals', 'reverse'], ['cancellations', 'cancel']] as const) {
    app.post(`/api/v1/orders/:orderId/${name}`, { config, schema }, async (request, reply) => {
      const taken = await tower[verb](request.params.orderId, request.session?.subject ?? 'none');
      return send(reply, taken.ok ? done : towerRefused(taken.error), 204, () => undefined);
    });
  }
}
