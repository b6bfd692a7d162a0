import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import type { ApiContext } from '../context.ts';
import { handOffOfferSchema, handOffTokenSchema, handOffViewSchema, startHandOffSchema, walkUpSchema } from '../contract/index.ts';
import { sendProblem } from '../error-handling.ts';
import { forRoles, memberOf, nothing, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const params = z.object({ handOffId: z.string().min(1).max(40) });
const tags = ['hand-offs'];
/** Of 32 letters each: nobody guesses the number of a hand-off that lives for minutes. */
const ID_LENGTH = 16;

function beginRoute(app: ZodApp, { handOffs, once, parts }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/hand-offs', { config, schema: { tags, ...security, headers: onceHeaders, body: startHandOffSchema, response: { 201: handOffViewSchema, ...problems } } }, async (request, reply) => {
    const kiosk = request.session?.subject ?? '';
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `h-${randomCode(parts.rng, ID_LENGTH)}` }, async (handOffId) => {
      const begun = await handOffs.begin(kiosk, handOffId, request.body);
      return begun.ok ? { ok: true, value: { status: 201, body: begun.value } } : begun;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}

/** What the kiosk hands over to a phone, and follows. The tower holds the car meanwhile. */
export function handOffRoutes(app: ZodApp, context: ApiContext): void {
  const { handOffs, walkUps } = context;
  const { config, ...security } = forRoles('kiosk');
  const schema = { tags, ...security };
  app.get('/api/v1/walk-up', { config, schema: { ...schema, response: { 200: walkUpSchema, ...problems } } }, async (_request, reply) =>
    send(reply, await walkUps.view(), 200, (view) => view),
  );
  beginRoute(app, context);
  app.get('/api/v1/hand-offs/:handOffId', { config, schema: { ...schema, params, response: { 200: handOffViewSchema, ...problems } } }, async (request, reply) =>
    send(reply, await handOffs.one(request.session?.subject ?? '', request.params.handOffId), 200, (view) => view),
  );
  app.delete('/api/v1/hand-offs/:handOffId', { config, schema: { ...schema, params, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    handOffs.giveUp(request.session?.subject ?? '', request.params.handOffId);
    return reply.code(204).send();
  });
}

/** The phone's side: a code was scanned, and a member takes it over. Everything after that goes the usual way. */
export function handOffPhoneRoutes(app: ZodApp, { handOffs, limits }: ApiContext): void {
  const offer = { tags, body: handOffTokenSchema, response: { 200: handOffOfferSchema, ...problems } };
  app.post('/api/v1/hand-off-openings', { schema: offer }, async (request, reply) => {
    const waitMs = limits.sessions(request.ip);
    if (waitMs > 0) return sendProblem(reply, { code: 'tooManyRequests', message: 'Too many at once. Please wait a moment, then scan again.', retryAfterMs: waitMs });
    return send(reply, await handOffs.open(request.body.token), 200, (view) => view);
  });
  const { config, ...security } = forRoles('phone');
  app.post('/api/v1/hand-off-claims', { config, schema: { ...offer, ...security } }, async (request, reply) =>
    send(reply, await handOffs.claim(memberOf(request), request.body.token), 200, (view) => view),
  );
}
