import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { StoreRow } from '../../../../hal/ports/store.port.ts';
import { eventName, type Projection } from '../../../../sim/backend/projection.ts';
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

/** States that both sides know the same, field by field. Cars of which nothing was told have not moved. */
export async function bothSidesAgree(tower: ServedTower, members: readonly string[]): Promise<Books> {
  const told = toldBooks(tower.backend().told(tower.site.id).projection);
  const journal = await journalBooks(tower, members, Object.keys(told.cars));
  assert.deepEqual(told, journal);
  return journal;
}

const DOCUMENT = new URL('../../../../config/backend/openapi.yaml', import.meta.url);

/** States that every event is as the document has it, its data included. */
export function eventsAreAsDocumented(tower: ServedTower): void {
  const { components } = parse(readFileSync(DOCUMENT, 'utf8').replaceAll('#/components/schemas/', '#/$defs/')) as { components: { schemas: Record<string, object> } };
  const schemaOf = (schema: object): z.ZodType => z.fromJSONSchema({ ...schema, $defs: components.schemas } as Parameters<typeof z.fromJSONSchema>[0]);
  const whole = schemaOf(components.schemas['Event'] ?? {});
  const { properties } = components.schemas['EventData'] as { properties: Record<string, object> };
  const lines = tower.ledger().text.trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string; event: { type: string; data: object } });
  for (const { event } of lines.filter(({ kind }) => kind === 'event')) {
    const data = properties[eventName(event.type)];
    assert.ok(data, `${event.type} stands in the document`);
    for (const [schema, value] of [[whole, event], [schemaOf(data), event.data]] as const) {
      const judged = schema.safeParse(value);
      assert.ok(judged.success, judged.success ? '' : `${JSON.stringify(event)}: ${z.prettifyError(judged.error)}`);
    }
  }
}
