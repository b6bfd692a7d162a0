import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { StoreRow } from '../../../../hal/ports/store.port.ts';
import { eventName, type Projection } from '../../../../sim/backend/projection.ts';
import { nodeHost } from '../../../../sim/time/host.ts';
import { statement } from '../../../journal/statements.ts';
import type { ServedTower } from './served-tower.ts';

type Table = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What one side knows: by id, only what both sides can know. */
interface Books {
  readonly bookings: Table;
  readonly payments: Table;
  readonly purchases: Table;
  readonly cars: Table;
}

const BOOKING = ['memberId', 'carId', 'state', 'origin', 'fromUtcMs', 'untilUtcMs', 'returnByUtcMs', 'outUtcMs', 'endedUtcMs', 'extensionDays', 'afterBookingId'] as const;
const PAYMENT = ['memberId', 'bookingId', 'kind', 'amountMinor', 'currency', 'state'] as const;
const PURCHASE = ['memberId', 'carId', 'bookingId', 'lockedUntilUtcMs', 'state'] as const;
/** The hand-off of a contract is between buyer and provider; events tell of its beginning and its end. */
const UNDER_WAY = new Set(['handedOff', 'signed']);

const pick = (row: Readonly<Record<string, unknown>>, keys: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(keys.map((key) => [key, row[key] ?? null]));
const tableOf = (rows: readonly Readonly<Record<string, unknown>>[], id: string, keys: readonly string[]): Table =>
  Object.fromEntries(rows.map((row): [string, Readonly<Record<string, unknown>>] => [String(row[id]), pick(row, keys)]).toSorted(([a], [b]) => (a < b ? -1 : 1)));

async function readAll({ simulation }: ServedTower, name: Parameters<typeof statement>[0], members: readonly string[]): Promise<readonly StoreRow[]> {
  const rows: StoreRow[] = [];
  for (const memberId of members) {
    const read = await simulation.store.read(statement(name, { memberId }));
    assert.ok(read.ok, name);
    rows.push(...read.value);
  }
  return rows;
}

/** What stands in the tower's journal. */
async function journalBooks(tower: ServedTower, members: readonly string[], cars: readonly string[]): Promise<Books> {
  const purchases = await readAll(tower, 'purchase.ofMember', members);
  const places: [string, { readonly place: string }][] = [];
  for (const carId of cars) {
    const read = await tower.simulation.store.read(statement('car.placed', { carId }));
    assert.ok(read.ok && read.value[0] !== undefined, carId);
    const { place, soldUtcMs } = read.value[0];
    places.push([carId, { place: soldUtcMs !== null ? 'sold' : place === 'outside' ? 'outside' : 'tower' }]);
  }
  return {
    bookings: tableOf(await readAll(tower, 'booking.ofMember', members), 'bookingId', BOOKING),
    payments: tableOf(await readAll(tower, 'payment.ofMember', members), 'paymentId', PAYMENT),
    purchases: tableOf(purchases.map((row) => ({ ...row, state: UNDER_WAY.has(String(row['state'])) ? 'reserved' : row['state'] })), 'purchaseId', PURCHASE),
    cars: Object.fromEntries(places.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What the backend has made of events. */
function toldBooks({ bookings, payments, purchases, cars }: Projection): Books {
  const rows = (map: ReadonlyMap<string, object>): readonly Readonly<Record<string, unknown>>[] => [...map.values()] as Readonly<Record<string, unknown>>[];
  return {
    // A wish of the backend that was refused never became a booking.
    bookings: tableOf(rows(bookings).filter(({ state }) => state !== 'refused'), 'bookingId', BOOKING),
    payments: tableOf(rows(payments), 'paymentId', PAYMENT),
    purchases: tableOf(rows(purchases), 'purchaseId', PURCHASE),
    cars: tableOf(rows(cars), 'carId', ['place']),
  };
}

/** Events that the tower has and the backend has not. */
export async function untold({ backend, site, simulation }: ServedTower): Promise<number> {
  const read = await simulation.store.read(statement('event.lastSeq'));
  assert.ok(read.ok);
  return Number(read.value[0]?.['lastSeq'] ?? 0) - backend().told(site.id).events.length;
}

/** Longer than an hour: what happens with each stroke of an hour has had minutes to be told when one looks. */
const LOOK_MS = 67 * 60_000;
const LOOKS = 6;

/** Rounds of the event loop after each look: a signature is made by another thread, and takes none of the time that passes here. */
const ROUNDS = 2000;

/** Whether everything is told as soon as what is under way has come through. */
async function isTold(tower: ServedTower): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if ((await untold(tower)) === 0) return true;
    await nodeHost.breathe();
  }
  return false;
}

/** Lets hours pass until everything is told. */
export async function untilTold(tower: ServedTower): Promise<void> {
  for (let look = 0; look < LOOKS && !(await isTold(tower)); look += 1) await tower.pass(LOOK_MS);
  assert.equal(await untold(tower), 0);
}

/** States that both sides know the same, field by field. Cars of which nothing was told have not moved. */
export async function bothSidesAgree(tower: ServedTower, members: readonly string[]): Promise<Books> {
  const told = toldBooks(tower.backend().told(tower.site.id).projection);
  const journal = await journalBooks(tower, members, Object.keys(told.cars));
  assert.deepEqual(told, journal);
  return journal;
}

const DOCUMENT = new URL('../../../../config/backend/openapi.yaml', import.meta.url);

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly paths: Readonly<Record<string, { readonly post?: { readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> } } }>>;
}

const readDocument = (): Document => parse(readFileSync(DOCUMENT, 'utf8').replaceAll('#/components/schemas/', '#/$defs/')) as Document;
const readerOf = ({ components }: Document) => (schema: object): z.ZodType => z.fromJSONSchema({ ...schema, $defs: components.schemas } as Parameters<typeof z.fromJSONSchema>[0]);

/** States that everything that the tower has sent is as the document has it. Returns the paths that it has used. */
export function requestsAreAsDocumented({ way }: ServedTower): ReadonlySet<string> {
  const document = readDocument();
  const schemaOf = readerOf(document);
  const used = new Set<string>();
  // To read a schema takes longer than to hold anything against it.
  const schemas = new Map<object, z.ZodType>();
  const readOnce = (schema: object): z.ZodType => {
    const read = schemas.get(schema) ?? schemaOf(schema);
    schemas.set(schema, read);
    return read;
  };
  for (const { method, url, headers, body = new Uint8Array() } of way.sent) {
    const { pathname } = new URL(url);
    const path = Object.keys(document.paths).find((one) => new RegExp(`^${one.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(pathname));
    assert.ok(path, `${pathname} stands in the document`);
    used.add(`${method} ${path}`);
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) assert.ok(headers[name], name);
    const content = document.paths[path]?.post?.requestBody?.content;
    if (method === 'GET' || content === undefined || body.length === 0) continue;
    const schema = content[headers['content-type'] ?? '']?.schema;
    assert.ok(schema, `${path} takes ${String(headers['content-type'])}`);
    const judged = readOnce(schema).safeParse(JSON.parse(Buffer.from(body).toString()));
    assert.ok(judged.success, judged.success ? '' : `${pathname}: ${z.prettifyError(judged.error)}`);
  }
  return used;
}

/** States that every event is as the document has it, its data included. */
export function eventsAreAsDocumented(tower: ServedTower): void {
  const document = readDocument();
  const { components } = document;
  const schemaOf = readerOf(document);
  const whole = schemaOf(components.schemas['Event'] ?? {});
  const { properties } = components.schemas['EventData'] as { properties: Record<string, object> };
  const schemas = new Map(Object.entries(properties).map(([name, schema]) => [name, schemaOf(schema)]));
  const lines = tower.ledger().text.trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string; event: { type: string; data: object } });
  for (const { event } of lines.filter(({ kind }) => kind === 'event')) {
    const data = schemas.get(eventName(event.type));
    assert.ok(data, `${event.type} stands in the document`);
    for (const [schema, value] of [[whole, event], [data, event.data]] as const) {
      const judged = schema.safeParse(value);
      assert.ok(judged.success, judged.success ? '' : `${JSON.stringify(event)}: ${z.prettifyError(judged.error)}`);
    }
  }
}
