type Json = unknown;

/**
 * The JSON merge patch (RFC 7396) that turns `before` into `after`; undefined when nothing differs. Lists are replaced whole, a
 * name that has gone is null. Values themselves are never null in what is compared here.
 */
export function mergePatch(before: Readonly<Record<string, Json>>, after: Readonly<Record<string, Json>>): Record<string, Json> | undefined {
  let patch: Record<string, Json> | undefined;
  for (const [name, value] of Object.entries(after)) {
    const change = changeOf(before[name], value);
    if (change !== undefined) (patch ??= {})[name] = change;
  }
  for (const name of Object.keys(before)) {
    if (before[name] !== undefined && after[name] === undefined) (patch ??= {})[name] = null;
  }
  return patch;
}

function changeOf(before: Json, after: Json): Json {
  if (after === undefined || before === after) return undefined;
  if (isRecord(before) && isRecord(after)) return mergePatch(before, after);
  return sameValue(before, after) ? undefined : after;
}

function sameValue(one: Json, other: Json): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item, i) => sameValue(item, other[i]));
  if (isRecord(one) && isRecord(other)) return mergePatch(one, other) === undefined;
  return false;
}

function isRecord(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
