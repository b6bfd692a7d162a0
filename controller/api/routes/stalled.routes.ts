import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { ok } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { stalledCancellationSchema, stalledChoicesSchema, stalledProofSchema, taxiVoucherSchema } from '../contract/index.ts';
import { forCustomer } from '../for-customer.ts';
import { forRoles, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const params = z.object({ collectionId: z.string().min(1).max(60) });
/** Shown to a driver and typed by him. */
const VOUCHER_LENGTH = 8;

/** A collection that goes no further: what its customer may do instead of waiting. Moves nothing. */
export function stalledRoutes(app: ZodApp, context: ApiContext): void {
  const { stalled, once, parts } = context;
  const { config, ...security } = forRoles('kiosk');
  const schema = { tags: ['collections'], ...security, params };
  // A question, asked as a deed is: what is held for somebody is nobody else's business, and their key stands in no address.
  app.post('/api/v1/collections/:collectionId/choices', { config, schema: { ...schema, body: stalledProofSchema, response: { 200: stalledChoicesSchema, ...problems } } }, async (request, reply) => {
    const { collectionId } = request.params;
    return send(reply, await forCustomer(context, collectionId, request.body.handOverKey, () => stalled.choices(collectionId)), 200, (choices) => choices);
  });
  app.post('/api/v1/collections/:collectionId/cancellations', { config, schema: { ...schema, body: stalledProofSchema, response: { 200: stalledCancellationSchema, ...problems } } }, async (request, reply) => {
    const { collectionId } = request.params;
    return send(reply, await forCustomer(context, collectionId, request.body.handOverKey, () => stalled.cancel(collectionId)), 200, (cancelled) => cancelled);
  });
  app.post('/api/v1/collections/:collectionId/taxi-vouchers', { config, schema: { ...schema, headers: onceHeaders, body: stalledProofSchema, response: { 201: taxiVoucherSchema, ...problems } } }, async (request, reply) => {
    const { collectionId } = request.params;
    const answer = await once({ requestKey: `${requestKeyOf(request)}/${collectionId}`, body: request.body, newId: () => randomCode(parts.rng, VOUCHER_LENGTH) }, async (code) => {
      const given = await forCustomer(context, collectionId, request.body.handOverKey, () => stalled.voucher(collectionId, code));
      return given.ok ? ok({ status: 201, body: given.value }) : given;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}
