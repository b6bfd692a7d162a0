import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { refuse } from '../../bookings/refusal.ts';
import type { ApiContext } from '../context.ts';
import { noticeSchema, takeTokenSchema, tokenVerdictSchema } from '../contract/index.ts';
import { forRoles, nothing, problems, send } from '../route-tools.ts';
import type { ZodApp } from '../route-tools.ts';

/** A notice is an id or two. */
const NOTICE_BYTES = 8192;

const noBackend = refuse('notFound', 'This tower has no backend.');

/** The bytes as they came, which are what is signed; described as what they must be. */
const noticeBody = z.custom<Uint8Array>((body) => body instanceof Uint8Array, 'must be a notice').meta({ ...z.toJSONSchema(noticeSchema), $schema: undefined });

const noticeHeaders = z.looseObject({
  'webhook-id': z.string().max(250).describe('Names the message; heard once for ever.'),
  'webhook-timestamp': z.string().max(12).describe('When it was sent, in whole seconds since 1970-01-01T00:00Z.'),
  'webhook-signature': z.string().max(1000).describe('`v1,<base64>`; several with a space between them.'),
});

/** `POST /api/v1/backend/notices`, in a scope of its own: everywhere else JSON is parsed before anybody sees it. */
function noticeRoute(scope: FastifyInstance, { backend }: ApiContext): void {
  const app = scope.withTypeProvider<ZodTypeProvider>();
  app.addContentTypeParser(['application/cloudevents+json', 'application/json'], { parseAs: 'buffer' }, (_request, body, parsed) => {
    parsed(null, body);
  });
  const schema = { tags: ['backend'], headers: noticeHeaders, body: { content: { 'application/cloudevents+json': { schema: noticeBody } } }, response: { 204: nothing, ...problems } };
  app.post('/api/v1/backend/notices', { bodyLimit: NOTICE_BYTES, schema }, async (request, reply) =>
    send(reply, backend === undefined ? noBackend : await backend.hearNotice(request.headers, request.body as Uint8Array), 204, () => undefined),
  );
}

/** What the operator's backend may ask of the tower: to judge a token, and to look at a provider. Nothing here moves anything. */
export function backendRoutes(app: ZodApp, context: ApiContext): void {
  const { config, ...security } = forRoles('backend');
  app.post('/api/v1/backend/tokens', { config, schema: { tags: ['backend'], ...security, body: takeTokenSchema, response: { 200: tokenVerdictSchema, ...problems } } }, async (request, reply) =>
    send(reply, context.backend === undefined ? noBackend : await context.backend.tokens.take(request.body.token), 200, ({ verdict }) => verdict),
  );
  void app.register((scope, _options, registered) => {
    noticeRoute(scope, context);
    registered();
  });
}
