import { SIGN_IN_CODE_MS, SIGN_IN_DIGITS } from '../../bookings/messages/sign-in-codes.ts';
import type { ApiContext } from '../context.ts';
import { signInCodeRequestSchema, signInCodeSchema } from '../contract/index.ts';
import { sendProblem } from '../error-handling.ts';
import { problems } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

/**
 * `POST /api/v1/sign-in-codes`. The answer, and how long it takes, say nothing of whether there is such a member: the code is made after it.
 * Whoever asks too often hears so; a member who is asked for too often is sent nothing more for a while, which nobody hears.
 */
export function signInCodeRoutes(app: ZodApp, { limits, messages, people, parts }: ApiContext): void {
  app.post('/api/v1/sign-in-codes', { schema: { tags: ['sessions'], body: signInCodeRequestSchema, response: { 202: signInCodeSchema, ...problems } } }, async (request, reply) => {
    const { memberId } = request.body;
    const waitMs = limits.sessions(request.ip);
    if (waitMs > 0) return sendProblem(reply, { code: 'tooManyRequests', message: 'Too many codes at once. Please wait a moment.', retryAfterMs: waitMs });
    if (limits.signInCodes(memberId) === 0) {
      void people.sendSignInCode(memberId).then(async (made) => {
        const sent = made.ok ? await messages.work() : made;
        if (!sent.ok) parts.log.error({ refusal: sent.error.code }, 'a sign-in code could not be sent');
      });
    }
    return reply.code(202).send({ expiresInMs: SIGN_IN_CODE_MS, digits: SIGN_IN_DIGITS });
  });
}
