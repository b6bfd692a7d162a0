import { z } from 'zod';
import type { Refusal } from '../../bookings/refusal.ts';
import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { forceRequestSchema, ioViewSchema, lockoutSchema, maintenanceEndSchema, modeRequestSchema, motionLeaseSchema, newLockoutSchema, newMotionLeaseSchema } from '../contract/index.ts';
import type { MaintenanceAnswer, MaintenanceRequest } from '../maintenance.port.ts';
import { forRoles, nothing, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import { towerRefused } from './tower.routes.ts';

const technician = forRoles('technician');
const { config, ...security } = technician;
const schema = { tags: ['maintenance'], ...security };
const leaseParams = z.object({ leaseId: z.string().min(1).max(60) });
const lockoutParams = z.object({ lockoutId: z.string().min(1).max(60) });

type Answered<K extends keyof MaintenanceAnswer> = Result<NonNullable<MaintenanceAnswer[K]>, Refusal>;

/** Who has signed in, and the part of the answer that was asked for. */
function asker({ parts: { tower } }: ApiContext) {
  return {
    by: (session: { readonly subject: string } | undefined): string => session?.subject ?? 'none',
    at: (session: { readonly id: string } | undefined): string => session?.id ?? 'none',
    just: async (request: MaintenanceRequest): Promise<Result<void, Refusal>> => {
      const answer = await tower.maintain(request);
      return answer.ok ? done : towerRefused(answer.error);
    },
    part: async <K extends keyof MaintenanceAnswer>(key: K, request: MaintenanceRequest): Promise<Answered<K>> => {
      const answer = await tower.maintain(request);
      if (!answer.ok) return towerRefused(answer.error);
      const value = answer.value[key];
      return value === undefined ? towerRefused({ code: 'towerUnavailable', message: 'The control core gave no answer to this.' }) : ok(value);
    },
  };
}

/** Hold-to-run: a lease is given, renewed while a finger rests on the page, and ended. The control core judges it. */
function leaseRoutes(app: ZodApp, context: ApiContext): void {
  const { at, by, just, part } = asker(context);
  app.post('/api/v1/motion-leases', { config, schema: { ...schema, body: newMotionLeaseSchema, response: { 201: motionLeaseSchema, ...problems } } }, async (request, reply) =>
    send(reply, await part('lease', { kind: 'hold', request: request.body, by: by(request.session), session: at(request.session) }), 201, (lease) => lease),
  );
  app.post('/api/v1/motion-leases/:leaseId/renewals', { config, schema: { ...schema, params: leaseParams, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'renew', leaseId: request.params.leaseId, by: by(request.session), session: at(request.session) }), 204, () => undefined),
  );
  app.delete('/api/v1/motion-leases/:leaseId', { config, schema: { ...schema, params: leaseParams, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'letGo', leaseId: request.params.leaseId, by: by(request.session) }), 204, () => undefined),
  );
}

/** Modes, lock-out tags, forces and the I/O view. */
export function maintenanceRoutes(app: ZodApp, context: ApiContext): void {
  const { by, just, part } = asker(context);
  app.post('/api/v1/mode-requests', { config, schema: { ...schema, body: modeRequestSchema, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'mode', mode: request.body.mode, by: by(request.session) }), 204, () => undefined),
  );
  leaseRoutes(app, context);
  app.post('/api/v1/lockouts', { config, schema: { ...schema, body: newLockoutSchema, response: { 201: lockoutSchema, ...problems } } }, async (request, reply) =>
    send(reply, await part('lockout', { kind: 'lockOut', note: request.body.note, by: by(request.session) }), 201, (lockout) => lockout),
  );
  app.delete('/api/v1/lockouts/:lockoutId', { config, schema: { ...schema, params: lockoutParams, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'unlock', lockoutId: request.params.lockoutId, by: by(request.session) }), 204, () => undefined),
  );
  app.put('/api/v1/forces', { config, schema: { ...schema, body: forceRequestSchema, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'force', ...request.body, by: by(request.session) }), 204, () => undefined),
  );
  app.put('/api/v1/maintenance/end', { config, schema: { ...schema, body: maintenanceEndSchema, response: { 204: nothing, ...problems } } }, async (request, reply) =>
    send(reply, await just({ kind: 'announce', minutes: request.body.minutes, by: by(request.session) }), 204, () => undefined),
  );
  app.get('/api/v1/io', { config, schema: { ...schema, response: { 200: ioViewSchema, ...problems } } }, async (_request, reply) =>
    send(reply, await part('io', { kind: 'io' }), 200, (io) => io),
  );
}
