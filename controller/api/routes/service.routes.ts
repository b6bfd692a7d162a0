import type { ApiContext } from '../context.ts';
import { healthSchema, kioskHeartbeatSchema } from '../contract/index.ts';
import type { Health, KioskHeartbeat } from '../contract/index.ts';
import { forRoles, nothing, problems } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

function healthOf({ parts, kiosk, backend }: ApiContext): Health {
  const journal = parts.store.health();
  const { siteId, bootId } = parts.tower.snapshot().tower;
  return {
    ok: journal === 'ok',
    siteId,
    bootId,
    journal,
    ...(kiosk.heard === undefined ? {} : { kiosk: sinceHeard(kiosk.heard, parts.clock.nowMs()) }),
    ...(backend !== undefined && { backend: backend.linkState() }),
  };
}

function sinceHeard({ atMs, ...said }: KioskHeartbeat & { readonly atMs: number }, nowMs: number): NonNullable<Health['kiosk']> {
  return { ...said, ageMs: nowMs - atMs };
}

/** For whoever watches the controller: is it well? */
export function healthRoutes(app: ZodApp, context: ApiContext): void {
  for (const url of ['/health', '/api/v1/health'] as const) {
    app.get(url, { schema: { tags: ['service'], response: { 200: healthSchema, 503: healthSchema, ...problems } } }, async (_request, reply) => {
      const health = healthOf(context);
      return reply.code(health.ok ? 200 : 503).send(health);
    });
  }
}

/** What the kiosk's shell tells of its page. */
export function kioskRoutes(app: ZodApp, { kiosk, parts }: ApiContext): void {
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/kiosk/heartbeat', { config, schema: { tags: ['service'], ...security, body: kioskHeartbeatSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    if (kiosk.heard?.page !== request.body.page) parts.log.info({ report: request.body }, 'the kiosk reports');
    kiosk.heard = { ...request.body, atMs: parts.clock.nowMs() };
    return reply.code(204).send();
  });
}
