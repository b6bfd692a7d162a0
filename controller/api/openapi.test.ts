import assert from 'node:assert/strict';
import { z } from 'zod';
import { book, openApiBench } from './testing/api-bench.ts';
import type { ApiBench } from './testing/api-bench.ts';

const schemaObject = z.union([z.boolean(), z.looseObject({})]);
const media = z.record(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/u), z.strictObject({ schema: schemaObject }));
const operationSchema = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/u),
  summary: z.string().regex(/\.$/u),
  tags: z.array(z.string()).optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(z.strictObject({ name: z.string(), in: z.enum(['query', 'path', 'header', 'cookie']), required: z.boolean().optional(), description: z.string().optional(), schema: schemaObject })).optional(),
  requestBody: z.strictObject({ required: z.boolean().optional(), content: media }).optional(),
  responses: z.record(z.string().regex(/^(?:[1-5]\d\d|[1-5]XX|default)$/u), z.strictObject({ description: z.string(), content: media.optional() })),
});
/** The parts of OpenAPI 3.1 that the document may use; anything else in it fails. */
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/u),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  components: z.strictObject({ schemas: z.record(z.string().regex(/^[\w.-]+$/u), z.looseObject({})), securitySchemes: z.record(z.string(), z.looseObject({ type: z.enum(['http']) })) }),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete']), operationSchema)),
});
type Document = z.infer<typeof documentSchema>;

function collectRefs(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (key === '$ref' && typeof part === 'string' ? [part] : collectRefs(part)));
}

/** The schema of a response as a validator of its own, made from the document alone. */
function validatorOf(document: Document, path: string, method: 'get' | 'post', status: string): z.ZodType {
  const schema = document.paths[path]?.[method]?.responses[status]?.content?.[status === 'default' ? 'application/problem+json' : 'application/json']?.schema;
  assert.ok(typeof schema === 'object', `${method} ${path} ${status} has no schema`);
  const defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/')) as Record<string, unknown>;
  const own = JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/')) as Record<string, unknown>;
  return z.fromJSONSchema({ ...own, $defs: defs } as Parameters<typeof z.fromJSONSchema>[0]);
}

describe('the OpenAPI document', () => {
  let bench: ApiBench;
  let document: Document;
  before(async () => {
    bench = await openApiBench();
    document = documentSchema.parse((await bench.get('/openapi.json')).body);
  });
  after(() => bench.close());

  it('is OpenAPI 3.1 whose every reference leads somewhere', () => {
    const known = new Set(Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`));
    const refs = collectRefs(document);
    assert.ok(refs.length > 20, 'schemas are named, not repeated');
    assert.deepEqual(refs.filter((ref) => !known.has(ref)), []);
  });
  it('declares every part of every path, and no other', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const inPath = [...path.matchAll(/\{(?<name>\w+)\}/gu)].map(({ groups }) => groups?.['name']);
      for (const operation of Object.values(methods)) {
        const declared = operation.parameters?.filter((parameter) => parameter.in === 'path').map(({ name }) => name) ?? [];
        assert.deepEqual(declared, inPath, path);
      }
    }
  });
  it('tells of every route that answers, with its problems and who may ask', () => {
    const routes = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    assert.deepEqual(routes.sort(), [
      'delete /api/v1/alarms/{alarmId}/outages', 'delete /api/v1/alarms/{alarmId}/shelvings', 'delete /api/v1/bookings/{bookingId}/templates',
      'delete /api/v1/hand-offs/{handOffId}', 'delete /api/v1/lockouts/{lockoutId}', 'delete /api/v1/me', 'delete /api/v1/motion-leases/{leaseId}', 'get /api/v1/alarms/export', 'get /api/v1/alarms/history',
      'get /api/v1/bookings', 'get /api/v1/bookings/{bookingId}', 'get /api/v1/bookings/{bookingId}/extensions', 'get /api/v1/bookings/{bookingId}/payments', 'get /api/v1/bookings/{bookingId}/photos', 'get /api/v1/bookings/{bookingId}/photos/{moment}/{position}', 'get /api/v1/bookings/{bookingId}/receipt', 'get /api/v1/brigade-map', 'get /api/v1/cars', 'get /api/v1/catalogue', 'get /api/v1/collections/{collectionId}', 'get /api/v1/eligibility', 'get /api/v1/hand-offs/{handOffId}', 'get /api/v1/health', 'get /api/v1/io', 'get /api/v1/me', 'get /api/v1/me/export', 'get /api/v1/purchases', 'get /api/v1/purchases/{purchaseId}',
      'get /api/v1/recovery', 'get /api/v1/returns/{returnId}', 'get /api/v1/service', 'get /api/v1/site', 'get /api/v1/tower', 'get /api/v1/walk-up', 'get /api/v1/why', 'get /health', 'get /why',
      'post /api/v1/alarms/{alarmId}/acknowledgements', 'post /api/v1/alarms/{alarmId}/outages', 'post /api/v1/alarms/{alarmId}/shelvings', 'post /api/v1/backend/notices', 'post /api/v1/backend/tokens', 'post /api/v1/bookings', 'post /api/v1/bookings/{bookingId}/arrivals', 'post /api/v1/bookings/{bookingId}/cancellations', 'post /api/v1/bookings/{bookingId}/extensions', 'post /api/v1/bookings/{bookingId}/payments',
      'post /api/v1/car-scans', 'post /api/v1/collections', 'post /api/v1/collections/{collectionId}/cancellations', 'post /api/v1/collections/{collectionId}/choices', 'post /api/v1/collections/{collectionId}/hand-overs', 'post /api/v1/collections/{collectionId}/resumptions', 'post /api/v1/collections/{collectionId}/taxi-vouchers', 'post /api/v1/collections/{collectionId}/withdrawals', 'post /api/v1/end-of-day', 'post /api/v1/hand-off-claims', 'post /api/v1/hand-off-openings', 'post /api/v1/hand-offs', 'post /api/v1/homings',
      'post /api/v1/inventory/edits', 'post /api/v1/inventory/edits/{editId}/undo', 'post /api/v1/kiosk/heartbeat', 'post /api/v1/lockouts',
      'post /api/v1/mode-requests', 'post /api/v1/motion-leases', 'post /api/v1/motion-leases/{leaseId}/renewals',
      'post /api/v1/my-car', 'post /api/v1/my-car/extensions', 'post /api/v1/my-car/swap-offers', 'post /api/v1/my-car/swaps', 'post /api/v1/orders',
      'post /api/v1/orders/{orderId}/cancellations', 'post /api/v1/orders/{orderId}/completions', 'post /api/v1/orders/{orderId}/reversals',
      'post /api/v1/purchases', 'post /api/v1/purchases/{purchaseId}/cancellations', 'post /api/v1/purchases/{purchaseId}/contracts', 'post /api/v1/quarantines', 'post /api/v1/quarantines/lifts', 'post /api/v1/recognitions', 'post /api/v1/recovery/choices', 'post /api/v1/resets', 'post /api/v1/returns', 'post /api/v1/returns/{returnId}/all-clears',
      'post /api/v1/returns/{returnId}/recalls', 'post /api/v1/returns/{returnId}/receipts', 'post /api/v1/returns/{returnId}/resumptions', 'post /api/v1/returns/{returnId}/withdrawals',
      'post /api/v1/sessions', 'post /api/v1/settlements', 'post /api/v1/sign-in-codes', 'post /api/v1/site-events/releases', 'post /api/v1/staff-calls', 'post /api/v1/staff-calls/{callId}/answers', 'post /api/v1/staff-calls/{callId}/ends', 'post /api/v1/stop', 'put /api/v1/bookings/{bookingId}/photos/{moment}/{position}', 'put /api/v1/forces', 'put /api/v1/maintenance/end', 'put /api/v1/me/preferences',
    ]);
    const open = new Set(['post /api/v1/sessions', 'post /api/v1/sign-in-codes', 'post /api/v1/backend/notices', 'post /api/v1/hand-off-openings']);
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        assert.ok(operation.responses['default'] !== undefined, `${method} ${path} does not tell of problems`);
        const changes = method !== 'get' && !open.has(`${method} ${path}`);
        if (changes) assert.ok(operation.security?.[0]?.['session'] !== undefined, `${method} ${path} needs a session`);
      }
    }
  });
  it('describes what is really answered', async () => {
    const booking = await book(bench);
    const phone = await bench.signIn('phone');
    const kiosk = await bench.signIn('kiosk');
    const recognition = await bench.post('/api/v1/recognitions', kiosk, { by: 'code', code: booking.code });
    const answers = [
      ['/api/v1/tower', 'get', '200', (await bench.get('/api/v1/tower')).body],
      ['/api/v1/site', 'get', '200', (await bench.get('/api/v1/site')).body],
      ['/api/v1/cars', 'get', '200', (await bench.get('/api/v1/cars', phone)).body],
      ['/api/v1/bookings', 'get', '200', (await bench.get('/api/v1/bookings', phone)).body],
      ['/api/v1/bookings', 'post', '201', booking],
      ['/api/v1/recognitions', 'post', '201', recognition.body],
      ['/health', 'get', '200', (await bench.get('/health')).body],
      ['/api/v1/tower', 'get', 'default', (await bench.ask({ method: 'GET', url: '/api/v1/tower', headers: { host: 'elsewhere' } })).body],
    ] as const;
    for (const [path, method, status, body] of answers) {
      const judged = validatorOf(document, path, method, status).safeParse(body);
      assert.ok(judged.success, `${method} ${path}: ${judged.success ? '' : z.prettifyError(judged.error)}`);
      assert.ok(!validatorOf(document, path, method, status).safeParse({ unrelated: true }).success, `${method} ${path} accepts anything`);
    }
  });
});
