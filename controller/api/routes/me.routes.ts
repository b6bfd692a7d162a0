import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { exportSchema, meSchema, preferencesSchema } from '../contract/index.ts';
import { forRoles, nothing, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

const memberOf = (request: FastifyRequest): string => request.session?.subject ?? '';

/** What the tower keeps of the member who asks: to see, to take away, to change, to erase. */
export function meRoutes(app: ZodApp, { ownData, eraseMember, sessions }: ApiContext): void {
  const { config, ...security } = forRoles('phone');
  const schema = { tags: ['me'], ...security };
  app.get('/api/v1/me', { config, schema: { ...schema, response: { 200: meSchema, ...problems } } }, async (request, reply) =>
    send(reply, await ownData.me(memberOf(request)), 200, (me) => me),
  );
  app.get('/api/v1/me/export', { config, schema: { ...schema, response: { 200: exportSchema, ...problems } } }, async (request, reply) => {
    const everything = await ownData.everything(memberOf(request));
    if (everything.ok) void reply.header('content-disposition', 'attachment; filename="carillon-my-data.json"').header('cache-control', 'no-store');
    return send(reply, everything, 200, (all) => all);
  });
  app.put('/api/v1/me/preferences', { config, schema: { ...schema, body: preferencesSchema, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await ownData.prefer(memberOf(request), request.body), 204, () => undefined),
  );
  app.delete('/api/v1/me', { config, schema: { ...schema, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const erased = await eraseMember(memberOf(request), 'member');
    if (erased.ok) sessions.endOf('phone', memberOf(request));
    return send(reply, erased, 204, () => undefined);
  });
}
