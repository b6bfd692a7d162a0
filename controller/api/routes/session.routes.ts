import { createHash, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';
import { auditStatement } from '../../journal/audit.ts';
import { refuse } from '../../bookings/refusal.ts';
import type { Refusal } from '../../bookings/refusal.ts';
import { ok } from '../../ports.ts';
import type { Result } from '../../ports.ts';
import type { ListenerName } from '../api.port.ts';
import type { ApiContext } from '../context.ts';
import { openSessionSchema, sessionSchema } from '../contract/index.ts';
import { sendProblem } from '../error-handling.ts';
import { isFromShell } from '../guards/guard.ts';
import type { NewSession } from '../guards/sessions.ts';
import { problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

type OpenSession = z.infer<typeof openSessionSchema>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A signed assertion opens one session: its id is used up before anything else. */
async function backendBy({ backend }: ApiContext, assertion: string): Promise<Result<NewSession, Refusal>> {
  if (backend === undefined) return refuse('tokenWrong', 'This tower has no backend.');
  const verified = await backend.verify.assertion(assertion);
  if (!verified.ok) return { ok: false, error: verified.error.refusal };
  const isFirst = await backend.tokens.useOnce(verified.value.jti, 'session', 'backend');
  if (!isFirst.ok) return isFirst;
  return isFirst.value ? ok({ role: 'backend', subject: verified.value.iss }) : refuse('tokenUsed', 'A session was opened with this assertion before. Nothing was done. Sign a fresh one.');
}

/** Who the credentials say it is. Everything slow or counted happens behind the rate limit. */
async function identify(context: ApiContext, wish: OpenSession): Promise<Result<NewSession, Refusal>> {
  switch (wish.role) {
    case 'kiosk':
      return timingSafeEqual(digest(wish.key), digest(context.parts.kioskKey))
        ? ok({ role: 'kiosk', subject: 'kiosk' })
        : refuse('kioskKeyWrong', 'This is not the window that the controller opened. Start it from the controller.');
    case 'phone': {
      const signedIn = await context.people.signIn(wish.memberId, wish.signInCode);
      return signedIn.ok ? ok({ role: 'phone', subject: wish.memberId }) : signedIn;
    }
    case 'technician': {
      const technician = await context.people.technicianOf(wish.pin);
      return technician.ok ? ok({ role: 'technician', subject: technician.value }) : technician;
    }
    case 'backend':
      return backendBy(context, wish.assertion);
  }
}

async function audit(context: ApiContext, wish: OpenSession, result: Result<NewSession, Refusal>): Promise<void> {
  const detail = result.ok ? { role: wish.role, subject: result.value.subject } : { role: wish.role, refused: result.error.code };
  const stored = await context.parts.store.commit([auditStatement(result.ok ? 'sessionOpened' : 'sessionRefused', detail, context.parts.wall.utcMs())]);
  if (!stored.ok) context.parts.log.error({ fault: stored.error.code }, 'a sign-in could not be audited');
}

/** `POST /api/v1/sessions`. The phone's listener opens phone sessions only. */
export function sessionRoutes(app: ZodApp, context: ApiContext, listener: ListenerName): void {
  app.post('/api/v1/sessions', { schema: { tags: ['sessions'], body: openSessionSchema, response: { 201: sessionSchema, ...problems } } }, async (request, reply) => {
    const { kioskSessions, sessions } = context.limits;
    const waitMs = (request.body.role === 'kiosk' ? kioskSessions : sessions)(request.ip);
    if (waitMs > 0) return sendProblem(reply, { code: 'tooManyRequests', message: 'Too many sign-ins at once. Please wait a moment.', retryAfterMs: waitMs });
    if (listener === 'phone' && request.body.role !== 'phone') {
      return sendProblem(reply, { code: 'wrongRole', message: 'Only members sign in here.' });
    }
    if (isFromShell(request) && request.body.role !== 'kiosk') {
      return sendProblem(reply, { code: 'wrongRole', message: 'Only a kiosk signs in here.' });
    }
    const who = await identify(context, request.body);
    await audit(context, request.body, who);
    return send(reply, who, 201, (session) => ({ ...context.sessions.open(session), role: session.role }));
  });
}
