import { z } from 'zod';
import { done } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { historyExport, historyPage, toCsv } from '../alarm-history.ts';
import { alarmExportQuerySchema, alarmHistoryQuerySchema, alarmHistoryRowSchema, alarmHistorySchema, alarmOutageSchema, shelvingSchema } from '../contract/index.ts';
import type { MaintenanceRequest } from '../maintenance.port.ts';
import { forRoles, nothing, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

const { config, ...security } = forRoles('technician');
const schema = { tags: ['alarms'], ...security };
const params = z.object({ alarmId: z.string().min(1).max(120) });

/** What people do with an alarm. The alarms themselves are part of the snapshot. */
function deedRoutes(app: ZodApp, { parts: { tower } }: ApiContext): void {
  const just = async (request: MaintenanceRequest) => {
    const answer = await tower.maintain(request);
    return answer.ok ? done : towerRefused(answer.error);
  };
  const by = (session: { readonly subject: string } | undefined): string => session?.subject ?? 'none';
  app.post('/api/v1/alarms/:alarmId/acknowledgements', { config, schema: { ...schema, params, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'acknowledge', alarmId: request.params.alarmId, by: by(request.session) }), 204, () => undefined),
  );
  app.post('/api/v1/alarms/:alarmId/shelvings', { config, schema: { ...schema, params, body: shelvingSchema, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'shelve', alarmId: request.params.alarmId, ...request.body, by: by(request.session) }), 204, () => undefined),
  );
  app.post('/api/v1/alarms/:alarmId/outages', { config, schema: { ...schema, params, body: alarmOutageSchema, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'outOfService', alarmId: request.params.alarmId, ...request.body, by: by(request.session) }), 204, () => undefined),
  );
  for (const what of ['shelvings', 'outages'] as const) {
    app.delete(`/api/v1/alarms/:alarmId/${what}`, { config, schema: { ...schema, params, response: { 204: nothing, ...problems } } }, async (request, reply) =>
      send(reply, await just({ kind: 'takeBack', alarmId: request.params.alarmId, by: by(request.session) }), 204, () => undefined),
    );
  }
}

/** Acknowledging, putting aside, and everything that ever happened to an alarm. */
export function alarmRoutes(app: ZodApp, context: ApiContext): void {
  const { store } = context.parts;
  deedRoutes(app, context);
  app.get('/api/v1/alarms/history', { config, schema: { ...schema, querystring: alarmHistoryQuerySchema, response: { 200: alarmHistorySchema, ...problems } } }, async (request, reply) =>
    send(reply, await historyPage(store, request.query), 200, (page) => page),
  );
  const file = z.union([z.string().describe('RFC 4180, with a header line.'), z.array(alarmHistoryRowSchema)]);
  app.get('/api/v1/alarms/export', { config, schema: { ...schema, querystring: alarmExportQuerySchema, response: { 200: file, ...problems } } }, async (request, reply) => {
    const { format, ...filter } = request.query;
    const rows = await historyExport(store, filter);
    if (!rows.ok || format === 'json') return send(reply, rows, 200, (all) => all);
    return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="alarms.csv"').send(toCsv(rows.value));
  });
}
