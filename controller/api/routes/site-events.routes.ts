import { placesOf } from '../../../config/places.ts';
import type { Site } from '../../../config/schema/site.schema.ts';
import { toCarView } from '../../bookings/booking-record.ts';
import { storeRefused, type Refusal } from '../../bookings/refusal.ts';
import { statement } from '../../journal/statements.ts';
import { done, ok, type Result, type StoreRow } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { brigadeMapSchema, siteEventReleaseSchema, type BrigadeMap } from '../contract/index.ts';
import { forRoles, nothing, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

/** A car where the journal has it; undefined for one that is outside. */
function onMap(row: StoreRow, site: Site): BrigadeMap['cars'][number] | undefined {
  const { carId, brand, model, plate, powertrain } = toCarView(row);
  if (row['place'] === 'outside') return undefined;
  const place = typeof row['palletPlace'] === 'string' ? row['palletPlace'] : 'unknown';
  const stands = placesOf(site).find((one) => one.id === place);
  return { carId, brand, model, plate, powertrain, place, ...(stands && { level: stands.level, position: stands.position, side: stands.side }) };
}

async function brigadeMap({ parts }: ApiContext): Promise<Result<BrigadeMap, Refusal>> {
  const read = await parts.store.read(statement('car.all'));
  if (!read.ok) return storeRefused(read.error);
  const { siteId, siteEvents = [] } = parts.tower.snapshot().tower;
  return ok({ siteId, utcMs: parts.wall.utcMs(), events: siteEvents, cars: read.value.flatMap((row) => onMap(row, parts.site) ?? []) });
}

/** Events around the tower: the map for the fire brigade, which staff at the kiosk can show, and the release after an inspection. */
export function siteEventRoutes(app: ZodApp, context: ApiContext): void {
  const { config: mapConfig, ...mapSecurity } = forRoles('kiosk', 'technician');
  app.get('/api/v1/brigade-map', { config: mapConfig, schema: { tags: ['tower'], ...mapSecurity, response: { 200: brigadeMapSchema, ...problems } } }, async (_request, reply) =>
    send(reply, await brigadeMap(context), 200, (map) => map),
  );
  const { config, ...security } = forRoles('technician');
  app.post('/api/v1/site-events/releases', { config, schema: { tags: ['tower'], ...security, body: siteEventReleaseSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const released = await context.parts.tower.releaseEvent({ ...request.body, by: request.session?.subject ?? 'none' });
    return send(reply, released.ok ? done : towerRefused(released.error), 204, () => undefined);
  });
}
