import { randomCode } from '../../bookings/crockford.ts';
import type { ApiContext } from '../context.ts';
import { extendMyCarSchema, myCarRequestSchema, myCarSchema, swapMyCarSchema, swapOffersSchema, swappedSchema } from '../contract/index.ts';
import { forRoles, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const ID_LENGTH = 10;

/** The car that is out, for the person that was recognised at the kiosk. A ticket goes in the body: addresses are written down. */
export function myCarRoutes(app: ZodApp, { myCars, once, parts }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  const schema = { tags: ['drives'], ...security };
  app.post('/api/v1/my-car', { config, schema: { ...schema, body: myCarRequestSchema, response: { 200: myCarSchema, ...problems } } }, async (request, reply) =>
    send(reply, await myCars.look(request.body.ticket), 200, (view) => view),
  );
  app.post('/api/v1/my-car/swap-offers', { config, schema: { ...schema, body: myCarRequestSchema, response: { 200: swapOffersSchema, ...problems } } }, async (request, reply) =>
    send(reply, await myCars.swapOffers(request.body.ticket), 200, (offers) => offers),
  );
  app.post('/api/v1/my-car/extensions', { config, schema: { ...schema, headers: onceHeaders, body: extendMyCarSchema, response: { 201: myCarSchema, ...problems } } }, async (request, reply) => {
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `x-${randomCode(parts.rng, ID_LENGTH)}` }, async (extensionId) => {
      const extended = await myCars.extend(request.body.ticket, extensionId, request.body.days);
      return extended.ok ? { ok: true, value: { status: 201, body: extended.value } } : extended;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
  app.post('/api/v1/my-car/swaps', { config, schema: { ...schema, headers: onceHeaders, body: swapMyCarSchema, response: { 201: swappedSchema, ...problems } } }, async (request, reply) => {
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `b-${randomCode(parts.rng, ID_LENGTH)}` }, async (bookingId) => {
      const swapped = await myCars.swap(request.body.ticket, bookingId, request.body.carId);
      return swapped.ok ? { ok: true, value: { status: 201, body: swapped.value } } : swapped;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}
