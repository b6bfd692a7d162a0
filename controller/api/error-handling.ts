import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { ProblemCode } from './contract/index.ts';
import type { Refusal } from '../bookings/refusal.ts';
import type { ApiLog } from './api.port.ts';
import type { Rng } from '../ports.ts';
import { PROBLEM_TYPE, toProblem } from './problems.ts';

/** Sends a refusal as a problem. */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { status, body } = toProblem(refusal);
  if (body.retryAfterMs !== undefined) void reply.header('retry-after', String(Math.ceil(body.retryAfterMs / 1000)));
  return reply.code(status).type(PROBLEM_TYPE).send(body);
}

/** What the server's own refusals mean; everything else of it is a mistake of ours. */
const OF_THE_SERVER: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['tooLarge', 'The request is too large. Nothing was done.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupportedMediaType', 'Only application/json is understood here. Nothing was done.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed', 'The request says that it carries JSON, and carries nothing.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed', 'The request is not JSON.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'The length of the request is not what it says.'],
  FST_ERR_BAD_URL: ['malformed', 'The address is malformed.'],
  FST_ERR_MAX_PARAM_LENGTH: ['malformed', 'The address is too long.'],
};

const MOST_ISSUES = 5;

/** A body that breaks the contract: which part, and how. Values are not repeated. */
function refusalOfShape(issues: readonly { readonly instancePath: string; readonly message?: string | undefined }[]): Refusal {
  const inFace = (part: string): boolean => issues.every(({ instancePath }) => instancePath.startsWith(part));
  const code: ProblemCode = inFace('/face/consent') ? 'consentMissing' : inFace('/face/templates') || inFace('/templates') ? 'templateWrong' : 'malformed';
  const said = issues.slice(0, MOST_ISSUES).map(({ instancePath, message = 'is wrong' }) => `${instancePath === '' ? 'the request' : instancePath}: ${message}`);
  return { code, message: `The request does not fit the contract. Nothing was done. ${said.join('; ')}` };
}

function refusalOf(error: FastifyError): Refusal | undefined {
  if (hasZodFastifySchemaValidationErrors(error)) return refusalOfShape(error.validation);
  const known = OF_THE_SERVER[error.code];
  if (known !== undefined) return { code: known[0], message: known[1] };
  // Plugins of the server (pages, sockets) refuse by status alone.
  if (error.statusCode === 404 || error.statusCode === 403) return { code: 'notFound', message: 'There is nothing at this address.' };
  return error.statusCode === 400 ? { code: 'malformed', message: 'The request is malformed. Nothing was done.' } : undefined;
}

/** Turns every error into a problem. Of an unexpected one the client learns a reference; the log has the rest. */
export function errorHandler(log: ApiLog, rng: Rng) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return sendProblem(reply, refusal);
    const reference = Buffer.from(rng.bytes(6)).toString('hex');
    log.error({ reference, method: request.method, route: request.routeOptions.url ?? '', error: error.stack ?? String(error) }, 'a request failed unexpectedly');
    return sendProblem(reply, { code: 'internal', message: `Something went wrong here. Nothing moves because of it. Please say this reference when you ask for help: ${reference}` });
  };
}

/** Answers for addresses that do not exist: 405 when another method exists there, 404 otherwise. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const known: { readonly methods: readonly string[]; readonly pattern: RegExp }[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))).join('/')}$`, 'u');
    known.push({ methods: [method].flat(), pattern });
  });
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const methods = known.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods);
    if (methods.length === 0 || methods.includes(request.method)) return sendProblem(reply, { code: 'notFound', message: 'There is nothing at this address.' });
    void reply.header('allow', [...new Set(methods)].join(', '));
    return sendProblem(reply, { code: 'methodNotAllowed', message: `This address answers to ${[...new Set(methods)].join(', ')} only.` });
  });
}
