import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  bookingRequestSchema, bookingViewSchema, carViewSchema, collectionViewSchema, healthSchema, problemSchema, recognitionSchema, siteViewSchema, towerSnapshotSchema, whySchema,
} from './contract/index.ts';

/** Names under which the document keeps what appears more than once. */
const NAMED = {
  Problem: problemSchema, TowerSnapshot: towerSnapshotSchema, CollectionView: collectionViewSchema, CarView: carViewSchema, BookingRequest: bookingRequestSchema,
  BookingView: bookingViewSchema, Recognition: recognitionSchema, SiteView: siteViewSchema, Why: whySchema, Health: healthSchema,
} as const;

const SUMMARY = `The public API of one Carillon tower: the same for its own pages and for integrators. It asks in intents ("collect this
booking"), never in actuators. Live changes: WebSocket /api/v1/live (hello, snapshot, deltas as JSON merge patches with rising seq;
messages {"type":"ping","id":1} and {"type":"resync"}).`;

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
    transform: createJsonSchemaTransform({ schemaRegistry }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
  });
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()));
}
