import { z } from 'zod';
import { refuse } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { mapEditRequestSchema, mapEditUndoSchema, mapEditViewSchema, quarantineLiftSchema, quarantineRequestSchema, recoveryChoiceSchema, recoverySchema } from '../contract/index.ts';
import type { RequestFault } from '../tower.port.ts';
import { forRoles, nothing, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

const refusedOr = <T>(answer: Result<T, RequestFault>): Result<T, Refusal> => (answer.ok ? answer : towerRefused(answer.error));

/** The second technician by PIN: another person than the one who asks, counted like every other PIN. */
async function secondOf({ people }: ApiContext, by: string, second: { readonly pin: string } | undefined): Promise<Result<string | undefined, Refusal>> {
  if (second === undefined) return ok(undefined);
  const who = await people.technicianOf(second.pin);
  if (!who.ok) return who;
  return who.value === by ? refuse('secondPersonNeeded', 'This is the PIN of the same technician. Another one has to sign.') : who;
}

const technician = forRoles('technician');
const editParams = z.object({ editId: z.coerce.number().int().min(1) });

/** What is in doubt, and the ways on. */
function doubtRoutes(app: ZodApp, context: ApiContext): void {
  const { tower } = context.parts;
  const { config, ...security } = technician;
  app.get('/api/v1/recovery', { config, schema: { tags: ['recovery'], ...security, response: { 200: recoverySchema, ...problems } } }, async (_request, reply) =>
    send(reply, refusedOr(await tower.recovery()), 200, (view) => view),
  );
  app.post('/api/v1/recovery/choices', { config, schema: { tags: ['recovery'], ...security, body: recoveryChoiceSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const by = request.session?.subject ?? 'none';
    const { second, ...choice } = request.body;
    const who = await secondOf(context, by, second);
    if (!who.ok) return send(reply, who, 204, () => undefined);
    return send(reply, refusedOr(await tower.choose({ ...choice, by, second: who.value })), 204, () => undefined);
  });
}

/** Places out of service. */
function quarantineRoutes(app: ZodApp, { parts: { tower } }: ApiContext): void {
  const { config, ...security } = technician;
  app.post('/api/v1/quarantines', { config, schema: { tags: ['recovery'], ...security, body: quarantineRequestSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const set = await tower.quarantine({ ...request.body, by: request.session?.subject ?? 'none' });
    return send(reply, set.ok ? done : towerRefused(set.error), 204, () => undefined);
  });
  app.post('/api/v1/quarantines/lifts', { config, schema: { tags: ['recovery'], ...security, body: quarantineLiftSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const lifted = await tower.liftQuarantine({ ...request.body, by: request.session?.subject ?? 'none' });
    return send(reply, lifted.ok ? done : towerRefused(lifted.error), 204, () => undefined);
  });
}

/** The map as people correct it. */
function mapRoutes(app: ZodApp, context: ApiContext): void {
  const { tower } = context.parts;
  const { config, ...security } = technician;
  app.post('/api/v1/inventory/edits', { config, schema: { tags: ['recovery'], ...security, body: mapEditRequestSchema, response: { 200: mapEditViewSchema, ...problems } } }, async (request, reply) => {
    const by = request.session?.subject ?? 'none';
    const { second, ...edit } = request.body;
    const who = await secondOf(context, by, second);
    if (!who.ok) return send(reply, who, 200, () => undefined);
    return send(reply, refusedOr(await tower.editMap({ ...edit, by, second: who.value })), 200, (view) => view);
  });
  app.post('/api/v1/inventory/edits/:editId/undo', { config, schema: { tags: ['recovery'], ...security, params: editParams, body: mapEditUndoSchema, response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const undone = await tower.undoMapEdit({ editId: request.params.editId, why: request.body.why, by: request.session?.subject ?? 'none' });
    return send(reply, undone.ok ? done : towerRefused(undone.error), 204, () => undefined);
  });
}

/** Everything of recovery, for technicians only. */
export function recoveryRoutes(app: ZodApp, context: ApiContext): void {
  doubtRoutes(app, context);
  quarantineRoutes(app, context);
  mapRoutes(app, context);
}
