import type { InjectOptions } from 'fastify';
import type { SeededRng } from '../../../../sim/time/seeded-rng.ts';
import { resolved, type ApiDocument, type Operation, type ValueSchema } from './operations-of.ts';

/** What is done to a request. `fitting` is one of the contract. */
export const REQUEST_KINDS = [
  'fitting', 'key missing', 'key unknown', 'type wrong', 'value extreme', 'body of another shape', 'body broken', 'body huge', 'body deep', 'body empty', 'header odd', 'media type odd',
  'key replayed', 'address odd', 'query odd', 'method odd', 'prototype polluted', 'names repeated',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** What the mutations draw from. */
export interface RequestSource {
  readonly document: ApiDocument;
  readonly rng: SeededRng;
  /** Names of things that there are: cars, bays, bookings, and what answers have told. */
  readonly names: readonly string[];
}

type Json = unknown;
const DEEPEST = 6;
const HUGE_CHARS = 1_200_000;
const DEEP = 20_000;
const IDEMPOTENCY_KEYS = 40;
const EXTREMES: readonly Json[] = [
  null, true, 0, -0, -1, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER, 2 ** 53, 2 ** 31, 1e21, '', ' ', '0', '\u0000', '\uD800', '\u202E', 'é'.repeat(3000), '%00', '../../etc', "';--", '${7*7}', '<b>', [], {}, [[]], [null],
];
const ODD_HEADERS: readonly (readonly [string, string])[] = [
  ['host', 'evil.example'], ['host', ''], ['origin', 'http://evil.example'], ['origin', 'null'], ['sec-fetch-site', 'cross-site'], ['authorization', 'Basic eA=='], ['authorization', 'Bearer '], ['authorization', `Bearer ${'A'.repeat(9000)}`],
  ['idempotency-key', ''], ['idempotency-key', 'k'.repeat(5000)], ['accept', 'text/xml'], ['content-encoding', 'gzip'], ['transfer-encoding', 'chunked'], ['content-length', '5'], ['content-length', '-1'], ['expect', '100-continue'],
  ['x-forwarded-for', '127.0.0.1'], ['upgrade', 'websocket'], ['connection', 'upgrade'], ['if-none-match', '*'], ['range', 'bytes=0-1'], ['cookie', 'a'.repeat(4000)], ['x-http-method-override', 'DELETE'],
];
const MEDIA_TYPES = ['text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'image/jpeg', 'application/json;;;', '*/*'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const ADDRESSES = ['%', '%2e%2e%2f', '..', '%00', 'a'.repeat(5000), '%F0%9F', ';a=b', 'null', '__proto__', 'constructor', '-1', '1e9', '🚗', '{}', '\\'];

const anyOf = <T>(items: readonly T[], rng: SeededRng): T => items[rng.int(items.length)] as T;

function textOf({ minLength = 0, pattern }: ValueSchema, { names, rng }: RequestSource): string {
  if (pattern !== undefined || rng.int(4) === 0) return '0123456789'.repeat(4).slice(0, Math.max(minLength, 4 + rng.int(8)));
  return anyOf(names, rng).padEnd(minLength, 'x');
}

function numberOf({ minimum = -10, maximum = 1000 }: ValueSchema, rng: SeededRng): number {
  return Math.trunc(minimum + rng.next() * (Math.min(maximum, minimum + 1e6) - minimum));
}

/** A value of the contract, as far as a schema tells. */
export function fitting(given: ValueSchema, source: RequestSource, depth = 0): Json {
  const schema = resolved(given, source.document);
  const { rng } = source;
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return anyOf(schema.enum, rng);
  if (choices !== undefined) return fitting(anyOf(choices, rng), source, depth + 1);
  if (depth > DEEPEST) return null;
  switch (Array.isArray(schema.type) ? String(schema.type[0]) : schema.type) {
    case 'object': {
      const required = new Set(schema.required);
      const keys = Object.entries(schema.properties ?? {}).filter(([key]) => required.has(key) || rng.int(2) === 0);
      return Object.fromEntries(keys.map(([key, part]) => [key, fitting(part, source, depth + 1)]));
    }
    case 'array': return Array.from({ length: Math.min(200, (schema.minItems ?? 0) + rng.int(2)) }, () => fitting(schema.items ?? {}, source, depth + 1));
    case 'string': return textOf(schema, source);
    case 'integer': case 'number': return numberOf(schema, rng);
    case 'boolean': return rng.int(2) === 0;
    default: return anyOf(EXTREMES, rng);
  }
}

/** One value somewhere inside another one. */
function replaced(value: Json, by: (old: Json) => Json, rng: SeededRng): Json {
  if (typeof value !== 'object' || value === null || rng.int(4) === 0) return by(value);
  if (Array.isArray(value)) return value.length === 0 ? by(value) : value.with(rng.int(value.length), by(null));
  const entries = Object.entries(value);
  if (entries.length === 0) return by(value);
  const chosen = rng.int(entries.length);
  return Object.fromEntries(entries.map(([key, part], at) => [key, at === chosen ? replaced(part, by, rng) : part]));
}

const recordOf = (value: Json): Record<string, Json> => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, Json>) : {});

function withoutKey(value: Json, rng: SeededRng): Json {
  const entries = Object.entries(recordOf(value));
  return Object.fromEntries(entries.filter((_entry, at) => at !== rng.int(Math.max(1, entries.length))));
}

function otherType(old: Json, rng: SeededRng): Json {
  return anyOf([String(old), [old], { value: old }, Number(old), !old, null].filter((each) => typeof each !== typeof old), rng) ?? 7;
}

function repeatedNames(body: Json): string {
  const inner = JSON.stringify(recordOf(body)).slice(1, -1);
  return inner === '' ? '{"a":1,"a":2}' : `{${inner},${inner}}`;
}

/** The payload of a request as it is broken; undefined leaves the body as it fits. */
function brokenBody(kind: RequestKind, body: Json, { rng }: RequestSource): Json {
  switch (kind) {
    case 'key missing': return withoutKey(body, rng);
    case 'key unknown': return { ...recordOf(body), [anyOf(['extra', 'constructor', 'toString', 'Id', ''], rng)]: anyOf(EXTREMES, rng) };
    case 'type wrong': return replaced(body, (old) => otherType(old, rng), rng);
    case 'value extreme': return replaced(body, () => anyOf(EXTREMES, rng), rng);
    case 'body of another shape': return anyOf(EXTREMES, rng);
    case 'body broken': return JSON.stringify(body ?? {}).slice(0, rng.int(40)) + anyOf(['', '}', ']', '\u0000', '"', ',,'], rng);
    case 'body huge': return `"${'x'.repeat(HUGE_CHARS)}"`;
    case 'body deep': return anyOf(['[', '{"a":'], rng).repeat(DEEP);
    case 'body empty': return '';
    case 'prototype polluted': return `{"__proto__":{"role":"technician","isAdmin":true},"constructor":{"prototype":{"x":1}},${JSON.stringify(recordOf(body)).slice(1)}`.replace(',}', '}');
    case 'names repeated': return repeatedNames(body);
    default: return undefined;
  }
}

function addressOf({ path, query }: Operation, kind: RequestKind, source: RequestSource): string {
  const { rng, names } = source;
  const filled = path.replaceAll(/\{[^}]+\}/gu, () => (kind === 'address odd' ? anyOf(ADDRESSES, rng) : encodeURIComponent(anyOf(names, rng))));
  const asked = Object.entries(query).map(([name, schema]) => {
    const value = kind === 'query odd' ? anyOf(EXTREMES, rng) : fitting(schema, source);
    return `${encodeURIComponent(name)}=${encodeURIComponent(String(value).toWellFormed())}`;
  });
  if (kind === 'query odd') asked.push(anyOf(['a=1&a=2', '__proto__[x]=1', '%', '=', '&&&', `q=${'x'.repeat(4000)}`], rng));
  return `${filled}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
}

/** A request of one kind to one route. */
export function drawRequest(operation: Operation, kind: RequestKind, source: RequestSource): InjectOptions {
  const { rng } = source;
  const takesBody = operation.method !== 'GET';
  const body = operation.body === undefined ? (kind === 'fitting' ? undefined : anyOf(EXTREMES, rng)) : fitting(operation.body, source);
  const changed = brokenBody(kind, body, source) ?? body;
  const payload = changed === undefined ? undefined : typeof changed === 'string' ? changed : JSON.stringify(changed);
  const key = `fuzz-${String(kind === 'key replayed' ? rng.int(3) : rng.int(IDEMPOTENCY_KEYS))}`;
  const headers: Record<string, string> = { ...(takesBody && payload !== undefined && { 'content-type': 'application/json' }), ...(takesBody && { 'idempotency-key': key }) };
  if (kind === 'media type odd') headers['content-type'] = anyOf(MEDIA_TYPES, rng);
  if (kind === 'header odd') {
    const [name, value] = anyOf(ODD_HEADERS, rng);
    headers[name] = value;
  }
  return {
    method: kind === 'method odd' ? anyOf(METHODS, rng) : operation.method,
    url: addressOf(operation, kind, source),
    headers,
    ...(takesBody && payload !== undefined && { payload }),
  };
}
