import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse } from 'yaml';
import { z } from 'zod';

const text = readFileSync(new URL('./openapi.yaml', import.meta.url), 'utf8');
const schemaSchema = z.looseObject({ description: z.string().optional(), $ref: z.string().optional(), type: z.unknown().optional() });
const document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.looseObject({})),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({ properties: z.record(z.string(), schemaSchema).optional() })) }),
}).parse(parse(text));

/** What is said of a field where it stands, or in the schema that it refers to. */
function descriptionOf(field: z.infer<typeof schemaSchema>): string | undefined {
  if (field.description !== undefined || field.$ref === undefined) return field.description;
  const description = document.components.schemas[field.$ref.split('/').at(-1) ?? '']?.['description'];
  return typeof description === 'string' ? description : undefined;
}

describe('document of the backend', () => {
  it('is valid OpenAPI 3.1 to a validator that is not ours', async () => {
    const { valid, errors } = await new Validator().validate(text);
    assert.ok(valid, JSON.stringify(errors));
    assert.equal(document.openapi, '3.1.0');
  });

  it('refers to nothing that is not there', () => {
    const named = [...text.matchAll(/#\/components\/(\w+)\/(\w+)/gu)];
    assert.ok(named.length > 50);
    const components = document.components as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
    const dangling = named.filter(([, kind = '', name = '']) => components[kind]?.[name] === undefined).map(([whole]) => whole);
    assert.deepEqual(dangling, []);
  });

  it('says of every field what it is; of a number, in which unit', () => {
    const silent: string[] = [];
    for (const [name, { properties }] of Object.entries(document.components.schemas)) {
      if (name === 'EventData') continue;
      for (const [key, field] of Object.entries(properties ?? {})) {
        const said = descriptionOf(field);
        const isTime = key.endsWith('UtcMs');
        if (said === undefined || (isTime && !/\bms\b|Milliseconds/u.test(said))) silent.push(`${name}.${key}`);
      }
    }
    assert.deepEqual(silent, []);
  });

  it('names every path that a tower calls, and no other', () => {
    assert.deepEqual(Object.keys(document.paths), [
      '/v1/towers/{towerId}/tokens', '/v1/towers/{towerId}/events', '/v1/payments', '/v1/payments/{paymentId}', '/v1/payments/{paymentId}/captures', '/v1/payments/{paymentId}/releases',
      '/v1/messages', '/v1/contracts', '/v1/contracts/{purchaseId}', '/v1/contracts/{purchaseId}/withdrawals', '/v1/car-recognitions',
    ]);
  });
});
