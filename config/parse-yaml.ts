import { parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { knownKeysAt } from './known-keys.ts';
import { nearestKey } from './nearest-key.ts';

/** One thing that is wrong with a configuration file: where, what, and what would be right. */
export interface ConfigProblem {
  readonly file: string;
  /** Dotted path, as in `axes.lift.velocityMmPerS`. */
  readonly path: string;
  readonly message: string;
}

export type Loaded<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Parses the text of a configuration file and holds it against its schema; an unknown key is refused with the nearest known one. */
export function parseYaml<S extends z.ZodType>(text: string, file: string, schema: S): Loaded<z.infer<S>> {
  const document = parseDocument(text, { uniqueKeys: true });
  const syntax = document.errors[0];
  if (syntax) return refusal(file, '', `The file is not valid YAML: ${syntax.message}`);
  const plain = toPlain(document);
  if (!plain.ok) return refusal(file, '', `The file is not valid YAML: ${plain.message}`);
  const result = schema.safeParse(plain.value);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap((issue) => describe(issue, schema, file)) };
}

/** Resolving can fail where parsing did not: an alias without its anchor, or aliases that multiply. */
function toPlain(document: Document): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string } {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 20 }) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function describe(issue: z.core.$ZodIssue, schema: z.ZodType, file: string): readonly ConfigProblem[] {
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const meant = nearestKey(key, known);
      const hint = meant ? `did you mean "${meant}"?` : `known keys here: ${known.join(', ')}`;
      return { file, path: [...issue.path, key].join('.'), message: `unknown key "${key}"; ${hint}` };
    });
  }
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat();
    const unknownKeys = inner.filter((one) => one.code === 'unrecognized_keys');
    const nested = (unknownKeys.length > 0 ? unknownKeys : inner).map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
    if (nested.length > 0) return nested.flatMap((one) => describe(one, schema, file));
  }
  return [{ file, path: issue.path.join('.'), message: issue.message }];
}

/** One problem as a refusal. */
export function refusal(file: string, path: string, message: string): { readonly ok: false; readonly problems: readonly ConfigProblem[] } {
  return { ok: false, problems: [{ file, path, message }] };
}
