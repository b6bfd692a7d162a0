import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { photoViewSchema, photosSchema } from '../contract/index.ts';
import { JPEG_BYTES, jpegBody, takeJpegs } from '../jpeg-bodies.ts';
import { forRoles, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const memberOf = (request: FastifyRequest): string => request.session?.subject ?? '';

const bookingParams = z.object({ bookingId: z.string().min(1).max(40) });
const placeParams = bookingParams.extend({ moment: photoViewSchema.shape.moment, position: photoViewSchema.shape.position });

/** Photos of a member's own drive. Putting the same one twice has one effect: place and picture are its key. */
export function photoRoutes(app: ZodApp, { photos }: ApiContext): void {
  takeJpegs(app);
  const { config, ...security } = forRoles('phone');
  const schema = { tags: ['drives'], ...security };
  const one = '/api/v1/bookings/:bookingId/photos/:moment/:position';
  app.put(one, { config, bodyLimit: JPEG_BYTES, schema: { ...schema, consumes: ['image/jpeg'], params: placeParams, body: jpegBody, response: { 200: photoViewSchema, ...problems } } }, async (request, reply) =>
    send(reply, await photos.keep(memberOf(request), request.params, request.body), 200, (photo) => photo),
  );
  app.get(one, { config, schema: { ...schema, produces: ['image/jpeg'], params: placeParams, response: { 200: z.unknown().describe('The photo (image/jpeg).'), ...problems } } }, async (request, reply) => {
    const picture = await photos.picture(memberOf(request), request.params);
    if (picture.ok) void reply.type('image/jpeg').header('cache-control', 'no-store');
    return send(reply, picture, 200, (bytes) => bytes);
  });
  app.get('/api/v1/bookings/:bookingId/photos', { config, schema: { ...schema, params: bookingParams, response: { 200: photosSchema, ...problems } } }, async (request, reply) =>
    send(reply, await photos.ofBooking(memberOf(request), request.params.bookingId), 200, (all) => ({ photos: all })),
  );
}
