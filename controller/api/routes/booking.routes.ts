import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import type { ApiContext } from '../context.ts';
import { bookingRequestSchema, bookingViewSchema, bookingsSchema, carsSchema } from '../contract/index.ts';
import { forRoles, memberOf, nothing, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

function bookRoute(app: ZodApp, { bookings, once, parts }: ApiContext): void {
  const { config, ...security } = forRoles('phone');
  app.post('/api/v1/bookings', { config, schema: { tags: ['bookings'], ...security, headers: onceHeaders, body: bookingRequestSchema, response: { 201: bookingViewSchema, ...problems } } }, async (request, reply) => {
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `b-${randomCode(parts.rng, 10)}` }, async (bookingId) => {
      const booked = await bookings.book(memberOf(request), bookingId, request.body);
      return booked.ok ? { ok: true, value: { status: 201, body: booked.value } } : booked;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}

/** Cars and the member's own bookings. A template goes in and never comes out. */
export function bookingRoutes(app: ZodApp, context: ApiContext): void {
  const { bookings } = context;
  const { config: phone, ...phoneSecurity } = forRoles('phone');
  // A showroom: whoever stands in front of the tower sees the cars, and looks before signing in.
  app.get('/api/v1/cars', { schema: { tags: ['bookings'], response: { 200: carsSchema, ...problems } } }, async (_request, reply) =>
    send(reply, await bookings.cars(), 200, (cars) => ({ cars })),
  );
  bookRoute(app, context);
  app.get('/api/v1/bookings', { config: phone, schema: { tags: ['bookings'], ...phoneSecurity, response: { 200: bookingsSchema, ...problems } } }, async (request, reply) =>
    send(reply, await bookings.ofMember(memberOf(request)), 200, (own) => ({ bookings: own })),
  );
  const params = z.object({ bookingId: z.string().min(1).max(40) });
  app.delete('/api/v1/bookings/:bookingId/templates', { config: phone, schema: { tags: ['bookings'], ...phoneSecurity, params, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await bookings.eraseFace(memberOf(request), request.params.bookingId), 204, () => undefined),
  );
}
