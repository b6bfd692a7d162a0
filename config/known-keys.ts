import { z } from 'zod';

/** Keys that the schema knows at a path, for the sentence "did you mean"; empty where the schema has no fixed keys. */
export function knownKeysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  const keys = new Set<string>();
  for (const candidate of branches(descend(schema, path))) {
    if (candidate instanceof z.ZodObject) for (const key of Object.keys(candidate.shape)) keys.add(key);
  }
  return [...keys];
}

function descend(schema: z.ZodType, path: readonly PropertyKey[]): readonly z.ZodType[] {
  let level: readonly z.ZodType[] = [schema];
  for (const step of path) level = level.flatMap(branches).flatMap((candidate) => childrenAt(candidate, step));
  return level;
}

function childrenAt(schema: z.ZodType, step: PropertyKey): readonly z.ZodType[] {
  if (schema instanceof z.ZodObject) {
    const child = (schema.shape as Record<string, z.ZodType | undefined>)[String(step)];
    return child ? [child] : [];
  }
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.valueType as z.ZodType];
  return [];
}

/** A schema and, for unions and optionals, everything that it may stand for. */
function branches(schema: z.ZodType | readonly z.ZodType[]): readonly z.ZodType[] {
  if (Array.isArray(schema)) return (schema as readonly z.ZodType[]).flatMap((s) => branches(s));
  const one = schema as z.ZodType;
  if (one instanceof z.ZodDefault) return branches(one.unwrap() as z.ZodType);
  if (one instanceof z.ZodOptional) return branches(one.unwrap() as z.ZodType);
  if (one instanceof z.ZodUnion) return (one.options as readonly z.ZodType[]).flatMap((s) => branches(s));
  return [one];
}
