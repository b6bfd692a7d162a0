import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import type { ApiContext } from '../context.ts';
import { purchaseRequestSchema, purchaseViewSchema, purchasesSchema } from '../contract/index.ts';
import { forRoles, memberOf, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const params = z.object({ purchaseId: z.string().min(1).max(40) });
const ID_LENGTH = 10;

function reserveRoute(app: ZodApp, { purchases, once, parts }: ApiContext): void {
  const { config, ...security } = forRoles('phone');
  app.post('/api/v1/purchases', { config, schema: { tags: ['purchases'], ...security, headers: onceHeaders, body: purchaseRequestSchema, response: { 201: purchaseViewSchema, ...problems } } }, async (request, reply) => {
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `p-${randomCode(parts.rng, ID_LENGTH)}` }, async (purchaseId) => {
      const reserved = await purchases.reserve(memberOf(request), purchaseId, request.body);
      return reserved.ok ? { ok: true, value: { status: 201, body: reserved.value } } : reserved;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}

/** A car is bought: reserved with its price locked, handed to whoever makes the contract, looked at until it is signed, or given up. */
export function purchaseRoutes(app: ZodApp, context: ApiContext): void {
  const { purchases } = context;
  const { config, ...security } = forRoles('phone');
  const schema = { tags: ['purchases'], ...security };
  reserveRoute(app, context);
  app.get('/api/v1/purchases', { config, schema: { ...schema, response: { 200: purchasesSchema, ...problems } } }, async (request, reply) =>
    send(reply, await purchases.ofMember(memberOf(request)), 200, (own) => ({ purchases: own })),
  );
  const one = { ...schema, params, response: { 200: purchaseViewSchema, ...problems } };
  const deed = { ...one, body: z.strictObject({}).nullish() };
  app.get('/api/v1/purchases/:purchaseId', { config, schema: one }, async (request, reply) =>
    send(reply, await purchases.one(memberOf(request), request.params.purchaseId), 200, (view) => view),
  );
  // Both may be repeated as often as needed: a purchase has one contract and ends once.
  app.post('/api/v1/purchases/:purchaseId/contracts', { config, schema: deed }, async (request, reply) =>
    send(reply, await purchases.handOff(memberOf(request), request.params.purchaseId), 200, (view) => view),
  );
  app.post('/api/v1/purchases/:purchaseId/cancellations', { config, schema: deed }, async (request, reply) =>
    send(reply, await purchases.cancel(memberOf(request), request.params.purchaseId), 200, (view) => view),
  );
}
