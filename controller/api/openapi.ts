import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  bookingRequestSchema, bookingViewSchema, carViewSchema, collectionViewSchema, healthSchema, problemSchema, recognitionSchema, siteViewSchema, towerSnapshotSchema, whySchema,
} from './contract/index.ts';
import { OPERATIONS } from './operations.ts';

/** Names under which the document keeps what appears more than once. */
const NAMED = {
  Problem: problemSchema, TowerSnapshot: towerSnapshotSchema, CollectionView: collectionViewSchema, CarView: carViewSchema, BookingRequest: bookingRequestSchema,
  BookingView: bookingViewSchema, Recognition: recognitionSchema, SiteView: siteViewSchema, Why: whySchema, Health: healthSchema,
} as const;

const SUMMARY = `The public API of one Carillon tower: the same for its own pages and for integrators. It asks in intents ("collect this
booking"), never in actuators. Live changes: WebSocket /api/v1/live (hello, snapshot, deltas as JSON merge patches with rising seq;
messages {"type":"ping","id":1} and {"type":"resync"}).`;

type Transform = ReturnType<typeof createJsonSchemaTransform>;
type BodySchema = { readonly body?: { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> } };

/** Bodies that differ by their media type are transformed one by one: the transform of zod knows one body a route. */
function withBodiesByType(transform: Transform): Transform {
  return (document) => {
    const body = (document.schema as BodySchema | undefined)?.body;
    if (body?.content === undefined || body instanceof z.ZodType) return transform(document);
    const { schema, url } = transform({ ...document, schema: { ...document.schema, body: undefined } });
    const content = Object.entries(body.content).map(([type, part]) => {
      const alone = transform({ ...document, schema: { body: part.schema } });
      return [type, { schema: alone.schema.body }] as const;
    });
    return { url, schema: { ...schema, body: { content: Object.fromEntries(content) } } };
  };
}

/** Gives each route its name and its sentence. */
function named(transform: Transform): Transform {
  return (document) => {
    const { schema, url } = transform(document);
    const { method } = document.route;
    const found = OPERATIONS[`${Array.isArray(method) ? (method[0] ?? '') : method} ${url}`];
    return { url, schema: found === undefined ? schema : { ...found, ...schema } };
  };
}

/** Describes every route that is registered after it, as OpenAPI 3.1 at `/openapi.json`. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  const schemaRegistry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) schemaRegistry.add(schema, { id });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: { title: 'Carillon', version: '1', description: SUMMARY.replaceAll('\n', ' ') },
      components: { securitySchemes: { session: { type: 'http', scheme: 'bearer', description: 'Token of POST /api/v1/sessions.' } } },
    },
    transform: named(withBodiesByType(createJsonSchemaTransform({ schemaRegistry }))),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()));
}
