import { openingHoursAt } from '../../bookings/opening-hours.ts';
import type { ApiContext } from '../context.ts';
import { serviceSchema } from '../contract/index.ts';
import type { ServiceView } from '../contract/index.ts';
import { problems } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

function serviceOf({ parts, backend, money }: ApiContext): ServiceView {
  const utcMs = parts.wall.utcMs();
  const { isOpen, changesAtUtcMs } = openingHoursAt(utcMs, parts.site.booking, parts.site.timezone);
  const link = backend?.linkState();
  const { connected = true, waitingSinceUtcMs } = link ?? {};
  return {
    utcMs,
    hours: { open: isOpen, ...(changesAtUtcMs !== undefined && { changesAtUtcMs }) },
    backend: link === undefined ? 'none' : connected ? 'connected' : 'lost',
    ...(!connected && waitingSinceUtcMs !== undefined && { backendLostSinceUtcMs: waitingSinceUtcMs }),
    payments: money.isAvailable && connected,
  };
}

/** What beside the machine decides what a customer can do now. */
export function serviceRoutes(app: ZodApp, context: ApiContext): void {
  app.get('/api/v1/service', { schema: { tags: ['service'], response: { 200: serviceSchema, ...problems } } }, async (_request, reply) => reply.send(serviceOf(context)));
}
