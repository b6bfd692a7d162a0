import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import type { ApiContext } from '../context.ts';
import { arrivalRequestSchema, bookingViewSchema, eligibilityQuerySchema, eligibilitySchema, extensionRequestSchema, extensionsSchema } from '../contract/index.ts';
import { forRoles, memberOf, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const params = z.object({ bookingId: z.string().min(1).max(40) });

function extensionRoutes(app: ZodApp, { drives: { extensions }, once, parts }: ApiContext): void {
  const { config, ...security } = forRoles('phone');
  app.get('/api/v1/bookings/:bookingId/extensions', { config, schema: { tags: ['drives'], ...security, params, response: { 200: extensionsSchema, ...problems } } }, async (request, reply) =>
    send(reply, await extensions.offers(memberOf(request), request.params.bookingId), 200, (offers) => offers),
  );
  const schema = { tags: ['drives'], ...security, params, headers: onceHeaders, body: extensionRequestSchema, response: { 201: bookingViewSchema, ...problems } };
  app.post('/api/v1/bookings/:bookingId/extensions', { config, schema }, async (request, reply) => {
    const { bookingId } = request.params;
    const answer = await once({ requestKey: requestKeyOf(request), body: { bookingId, ...request.body }, newId: () => `x-${randomCode(parts.rng, 10)}` }, async (extensionId) => {
      const extended = await extensions.extend(memberOf(request), bookingId, extensionId, request.body.days);
      return extended.ok ? { ok: true, value: { status: 201, body: extended.value } } : extended;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}

/** The rules explained before, and the life of a booking: looked at, announced, extended, cancelled. */
export function driveRoutes(app: ZodApp, context: ApiContext): void {
  const { bookings, cancel, drives } = context;
  const { config, ...security } = forRoles('phone');
  const one = { tags: ['drives'], ...security, params, response: { 200: bookingViewSchema, ...problems } };
  app.get('/api/v1/eligibility', { config, schema: { tags: ['bookings'], ...security, querystring: eligibilityQuerySchema, response: { 200: eligibilitySchema, ...problems } } }, async (request, reply) =>
    send(reply, await bookings.eligibility(memberOf(request), request.query), 200, (eligibility) => eligibility),
  );
  app.get('/api/v1/bookings/:bookingId', { config, schema: one }, async (request, reply) =>
    send(reply, await bookings.one(memberOf(request), request.params.bookingId), 200, (booking) => booking),
  );
  app.post('/api/v1/bookings/:bookingId/cancellations', { config, schema: one }, async (request, reply) =>
    send(reply, await cancel(memberOf(request), request.params.bookingId), 200, (booking) => booking),
  );
  app.post('/api/v1/bookings/:bookingId/arrivals', { config, schema: { ...one, body: arrivalRequestSchema } }, async (request, reply) =>
    send(reply, await drives.announce(memberOf(request), request.params.bookingId, request.body.stage), 200, (booking) => booking),
  );
  extensionRoutes(app, context);
}
