import { z } from 'zod';
import { siteSchema } from './schema/site.schema.ts';

/** JSON Schema (2020-12) of a site file, with units and reasons, for editors and for the reference. */
export function siteJsonSchema(): Record<string, unknown> {
  return { $id: 'https://carillon.example/schema/site-1.json', title: 'Carillon site', ...z.toJSONSchema(siteSchema) };
}
