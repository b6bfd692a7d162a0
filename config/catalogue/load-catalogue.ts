import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseYaml } from '../parse-yaml.ts';
import type { Loaded } from '../parse-yaml.ts';
import { catalogueSchema } from './catalogue.schema.ts';
import type { Brand, Catalogue, Model, Variant } from './catalogue.schema.ts';

const catalogueFile = fileURLToPath(new URL('./catalogue.yaml', import.meta.url));

/** A variant with the model and the brand that it belongs to. */
export interface ListedVariant {
  readonly brand: Brand;
  readonly model: Model;
  readonly variant: Variant;
}

/** Every variant of the catalogue, in its order. */
export function variantsOf(catalogue: Catalogue): readonly ListedVariant[] {
  return catalogue.brands.flatMap((brand) => brand.models.flatMap((model) => model.variants.map((variant) => ({ brand, model, variant }))));
}

/** Loads the catalogue. Refuses unknown keys, values out of range, and ids or beginnings of VINs that stand twice. */
export function loadCatalogue(): Loaded<Catalogue> {
  return parseCatalogue(readFileSync(catalogueFile, 'utf8'), catalogueFile);
}

/** Parses and checks the text of a catalogue. */
export function parseCatalogue(text: string, file: string): Loaded<Catalogue> {
  const checked = parseYaml(text, file, catalogueSchema);
  if (!checked.ok) return checked;
  const { brands } = checked.value;
  const variants = variantsOf(checked.value).map(({ variant }) => variant);
  const problems = [
    ...twice(brands.map(({ id }) => id), 'brand'),
    ...twice(brands.flatMap(({ models }) => models.map(({ id }) => id)), 'model'),
    ...twice(variants.map(({ id }) => id), 'variant'),
    ...twice(variants.map(({ vinPrefix }) => vinPrefix), 'vinPrefix'),
  ].map((message) => ({ file, path: 'brands', message }));
  return problems.length === 0 ? checked : { ok: false, problems };
}

function twice(ids: readonly string[], what: string): readonly string[] {
  return ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `${what} ${id} stands twice`);
}
