import { z } from 'zod';
import { auditStatement } from '../../journal/audit.ts';
import { statement } from '../../journal/statements.ts';
import { refuse, storeRefused } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { done } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { homingSchema, resetSchema, settlementSchema, siteViewOf, siteViewSchema, towerSnapshotSchema, whySchema } from '../contract/index.ts';
import { nameless } from '../nameless.ts';
import type { RequestFault } from '../tower.port.ts';
import { forRoles, nothing, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

/** A refusal of the control core as the API says it. */
export function towerRefused({ code, message, broken }: RequestFault): { readonly ok: false; readonly error: Refusal } {
  return refuse(code, message, broken === undefined ? {} : { broken });
}

const motionSchema = z.object({ motion: z.string().min(1).max(80).describe('For example `lift.move` or `shuttle.bay:A`.') });

function whyRoutes(app: ZodApp, { parts }: ApiContext): void {
  for (const url of ['/why', '/api/v1/why'] as const) {
    app.get(url, { schema: { tags: ['tower'], querystring: motionSchema, response: { 200: whySchema, ...problems } } }, async (request, reply) => {
      const why = await parts.tower.why(request.query.motion);
      return why.ok ? reply.send(why.value) : send(reply, towerRefused(why.error), 200, () => undefined);
    });
  }
}

/** A reset is somebody's deed: it is written down first, which also shows that the journal can be written again. */
async function reset(context: ApiContext, by: string, note: string): Promise<Result<void, Refusal>> {
  const { store, wall, tower } = context.parts;
  const noted = await store.commit([statement('site.touch', {}, 1), auditStatement('resetRequested', { by, note }, wall.utcMs())]);
  if (!noted.ok) return storeRefused(noted.error);
  const taken = await tower.reset('technician', note);
  return taken.ok ? done : towerRefused(taken.error);
}

/** A stop waits for nothing, the journal least of all: it is written down afterwards. */
async function stop(context: ApiContext, by: string): Promise<Result<void, Refusal>> {
  const { store, wall, tower, log } = context.parts;
  const stopped = await tower.stop(`requested by ${by}`);
  const noted = await store.commit([auditStatement('stopRequested', { by, stopped: stopped.ok }, wall.utcMs())]);
  if (!noted.ok) log.error({ fault: noted.error.code }, 'a stop could not be audited');
  return stopped.ok ? done : towerRefused(stopped.error);
}

/** Recovering offers, a person decides: the control core writes down who and why. */
async function settle({ parts }: ApiContext, by: string, why: string): Promise<Result<void, Refusal>> {
  const settled = await parts.tower.settle(by, why);
  return settled.ok ? done : towerRefused(settled.error);
}

/** A technician's deed on site: asked for and ended in the journal of the control core. */
function homingRoutes(app: ZodApp, { parts }: ApiContext): void {
  const { config, ...security } = forRoles('technician');
  app.post('/api/v1/homings', { config, schema: { tags: ['tower'], ...security, body: homingSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const homed = await parts.tower.home(request.body.axis, request.session?.subject ?? 'none');
    return send(reply, homed.ok ? done : towerRefused(homed.error), 204, () => undefined);
  });
}

/** What the tower is, does, and may; stopping, resetting and homing it. Any other motion is asked for by collections only. */
export function towerRoutes(app: ZodApp, context: ApiContext): void {
  const { tower } = context.parts;
  app.get('/api/v1/tower', { schema: { tags: ['tower'], response: { 200: z.object({ seq: z.number().int(), tower: towerSnapshotSchema }), ...problems } } }, async (request, reply) => {
    const { seq, tower: snapshot } = tower.snapshot();
    // Names of persons are for technicians who have signed in.
    return reply.send({ seq, tower: request.session?.role === 'technician' ? snapshot : nameless(snapshot) });
  });
  whyRoutes(app, context);
  homingRoutes(app, context);
  const { config: stopConfig, ...stopSecurity } = forRoles('kiosk', 'technician');
  app.post('/api/v1/stop', { config: stopConfig, schema: { tags: ['tower'], ...stopSecurity, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await stop(context, request.session?.role ?? 'none'), 204, () => undefined),
  );
  const { config: settleConfig, ...settleSecurity } = forRoles('technician');
  app.post('/api/v1/settlements', { config: settleConfig, schema: { tags: ['tower'], ...settleSecurity, body: settlementSchema, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await settle(context, request.session?.subject ?? 'none', request.body.why), 204, () => undefined),
  );
  const { config: resetConfig, ...resetSecurity } = forRoles('technician');
  app.post('/api/v1/resets', { config: resetConfig, schema: { tags: ['tower'], ...resetSecurity, body: resetSchema.nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await reset(context, request.session?.subject ?? 'none', request.body?.note ?? ''), 204, () => undefined),
  );
}

/** What any page may know of the site. */
export function siteRoutes(app: ZodApp, { parts, reach }: ApiContext): void {
  app.get('/api/v1/site', { schema: { tags: ['tower'], response: { 200: siteViewSchema, ...problems } } }, async (_request, reply) => reply.send(siteViewOf(parts.site, reach())));
}
