import { z } from 'zod';
import { randomCode } from '../../bookings/crockford.ts';
import { refuse } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { done, ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ApiContext } from '../context.ts';
import { newStaffCallSchema, staffAnswerSchema, staffCallViewSchema } from '../contract/index.ts';
import type { StaffCallView } from '../contract/index.ts';
import { forRoles, nothing, onceHeaders, problems, requestKeyOf, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';
import type { StaffCallRequest } from '../staff-call.port.ts';
import { towerRefused } from './tower.routes.ts';

const params = z.object({ callId: z.string().min(1).max(40) });
/** Said on the telephone without a mistake, and as good as never the same twice. */
const REFERENCE_LENGTH = 6;

async function attend({ parts, backend }: ApiContext, request: StaffCallRequest): Promise<Result<StaffCallView, Refusal>> {
  const attended = await parts.tower.attend(request);
  if (!attended.ok) return towerRefused(attended.error);
  // Somebody waits for it: the backend hears of it before its next poll.
  backend?.wake();
  return ok(attended.value);
}

/** The names stay with those who have signed in. */
const unnamed = ({ answer, ...call }: StaffCallView): StaffCallView =>
  answer === undefined ? call : { ...call, answer: { how: answer.how, utcMs: answer.utcMs, ...(answer.minutes !== undefined && { minutes: answer.minutes }) } };

function placeRoute(app: ZodApp, context: ApiContext): void {
  const { once, parts, limits } = context;
  const { config, ...security } = forRoles('kiosk');
  app.post('/api/v1/staff-calls', { config, schema: { tags: ['help'], ...security, headers: onceHeaders, body: newStaffCallSchema, response: { 201: staffCallViewSchema, ...problems } } }, async (request, reply) => {
    const answer = await once({ requestKey: requestKeyOf(request), body: request.body, newId: () => `s-${randomCode(parts.rng, REFERENCE_LENGTH)}` }, async (callId) => {
      const waitMs = limits.staffCalls('kiosk');
      if (waitMs > 0) return refuse('tooManyRequests', 'The staff were called several times just now. Ring the number of the site.', { retryAfterMs: waitMs });
      const placed = await attend(context, { kind: 'place', callId, screen: request.body.screen });
      return placed.ok ? ok({ status: 201, body: unnamed(placed.value) }) : placed;
    });
    return send(reply, answer, 201, ({ body }) => body);
  });
}

/** A customer at the kiosk calls the staff; whoever has signed in at the maintenance page answers; either ends it. */
export function staffCallRoutes(app: ZodApp, context: ApiContext): void {
  placeRoute(app, context);
  const { config: answerConfig, ...answerSecurity } = forRoles('technician');
  app.post('/api/v1/staff-calls/:callId/answers', { config: answerConfig, schema: { tags: ['help'], ...answerSecurity, params, body: staffAnswerSchema, response: { 201: staffCallViewSchema, ...problems } } }, async (request, reply) =>
    send(reply, await attend(context, { kind: 'answer', callId: request.params.callId, ...request.body, by: request.session?.subject ?? 'none' }), 201, (call) => call),
  );
  const { config: endConfig, ...endSecurity } = forRoles('kiosk', 'technician');
  app.post('/api/v1/staff-calls/:callId/ends', { config: endConfig, schema: { tags: ['help'], ...endSecurity, params, body: z.strictObject({}).nullish(), response: { 204: nothing, ...problems } } }, async (request, reply) => {
    const by = request.session?.role === 'technician' ? request.session.subject : 'customer';
    const ended = await attend(context, { kind: 'end', callId: request.params.callId, by });
    return send(reply, ended.ok ? done : ended, 204, () => undefined);
  });
}
