import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { askPaymentsSchema, paymentsSchema, receiptViewSchema } from '../contract/index.ts';
import { forRoles, memberOf, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const params = z.object({ bookingId: z.string().min(1).max(40) });

/** What a booking costs: where each amount is, asking again for what was declined, and the receipt. Card data never comes here. */
export function paymentRoutes(app: ZodApp, { money, once }: ApiContext): void {
  const { config, ...security } = forRoles('phone');
  const schema = { tags: ['payments'], ...security, params };
  app.get('/api/v1/bookings/:bookingId/payments', { config, schema: { ...schema, response: { 200: paymentsSchema, ...problems } } }, async (request, reply) =>
    send(reply, await money.ofBooking(memberOf(request), request.params.bookingId), 200, (view) => view),
  );
  app.post('/api/v1/bookings/:bookingId/payments', { config, schema: { ...schema, headers: onceHeaders, body: askPaymentsSchema, response: { 201: paymentsSchema, ...problems } } }, async (request, reply) => {
    const { bookingId } = request.params;
    const answer = await once({ requestKey: requestKeyOf(request), body: { bookingId }, newId: () => bookingId }, async () => {
      const asked = await money.askAgain(memberOf(request), bookingId);
      return asked.ok ? { ok: true, value: { status: 201, body: asked.value } } : asked;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
  app.get('/api/v1/bookings/:bookingId/receipt', { config, schema: { ...schema, response: { 200: receiptViewSchema, ...problems } } }, async (request, reply) =>
    send(reply, await money.receipt(memberOf(request), request.params.bookingId), 200, (view) => view),
  );
}
