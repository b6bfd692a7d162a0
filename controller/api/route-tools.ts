import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { FastifyBaseLogger, RawReplyDefaultExpression, RawRequestDefaultExpression, RawServerDefault } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '../bookings/refusal.ts';
import type { Result } from '../ports.ts';
import { problemSchema } from './contract/index.ts';
import type { Role } from './contract/index.ts';
import { sendProblem } from './error-handling.ts';
import type { Session } from './guards/sessions.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Roles whose session the route needs; without it the route is open to every page of this listener. */
    readonly roles?: readonly Role[];
  }
  interface FastifyRequest {
    session: Session | undefined;
  }
}

/** The server as routes see it: schemas in zod. */
export type ZodApp = FastifyInstance<RawServerDefault, RawRequestDefaultExpression, RawReplyDefaultExpression, FastifyBaseLogger, ZodTypeProvider>;

/** Every answer that is no success (RFC 9457). */
export const problems = { default: { description: 'Refused, or failed: what happened, what is safe, what to do.', content: { 'application/problem+json': { schema: problemSchema } } } } as const;

/** An answer without content. */
export const nothing = z.undefined().describe('Nothing.');

/** Marks a route as open to sessions of these roles only, for the guard and for the OpenAPI document. */
export function forRoles(...roles: readonly Role[]) {
  return { config: { roles }, security: [{ session: [...roles] }] };
}

/** Sends a result: its value as `body(value)` with `status`, or its refusal as a problem. */
export function send<T>(reply: FastifyReply, result: Result<T, Refusal>, status: number, body: (value: T) => unknown): FastifyReply {
  return result.ok ? reply.code(status).send(body(result.value)) : sendProblem(reply, result.error);
}

/** The member behind a phone's session. */
export const memberOf = (request: FastifyRequest): string => request.session?.subject ?? '';

/** Headers of a request that must have one effect, however often it arrives. */
export const onceHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\w.:-]{1,100}$/u, '1 to 100 letters, digits, dots, colons, dashes or underscores')
    .describe('The same key with the same body has one effect and one answer, for a day.'),
});

/** The request's place among all that must have one effect: who, which route, which key. */
export function requestKeyOf(request: { readonly headers: z.infer<typeof onceHeaders> } & Pick<FastifyRequest, 'session' | 'method' | 'routeOptions'>): string {
  const { role = 'none', subject = '' } = request.session ?? {};
  return `${role}/${subject}/${request.method} ${request.routeOptions.url ?? ''}/${request.headers['idempotency-key']}`;
}
