import type { ApiContext } from '../context.ts';
import { carScanRequestSchema, carScanSchema, catalogueViewSchema } from '../contract/index.ts';
import type { CarScanRequest } from '../contract/index.ts';
import { sendProblem } from '../error-handling.ts';
import { JPEG_BYTES, jpegBody, takeJpegs } from '../jpeg-bodies.ts';
import { forRoles, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

/** What stands in the tower and in the price lists, and which car a code, a number or a photo may mean. Nothing is booked by a scan. */
export function catalogueRoutes(app: ZodApp, { showroom, carScans, limits }: ApiContext): void {
  takeJpegs(app);
  // A showroom: it is looked at before signing in.
  app.get('/api/v1/catalogue', { schema: { tags: ['catalogue'], response: { 200: catalogueViewSchema, ...problems } } }, async (_request, reply) =>
    send(reply, await showroom.view(), 200, (view) => view),
  );
  const { config, ...security } = forRoles('phone');
  const body = { content: { 'application/json': { schema: carScanRequestSchema }, 'image/jpeg': { schema: jpegBody } } };
  app.post('/api/v1/car-scans', { config, bodyLimit: JPEG_BYTES, schema: { tags: ['catalogue'], ...security, body, response: { 200: carScanSchema, ...problems } } }, async (request, reply) => {
    // The media type has chosen the schema that the body has passed.
    const scanned = request.body as CarScanRequest | Uint8Array;
    if (!(scanned instanceof Uint8Array)) return send(reply, await carScans.byText(scanned.text), 200, (scan) => scan);
    const waitMs = limits.photoScans(request.session?.subject ?? request.ip);
    if (waitMs > 0) return sendProblem(reply, { code: 'tooManyRequests', message: 'Too many photos at once. Please wait a moment, or scan the code on the car.', retryAfterMs: waitMs });
    return send(reply, await carScans.byPhoto(scanned), 200, (scan) => scan);
  });
}
