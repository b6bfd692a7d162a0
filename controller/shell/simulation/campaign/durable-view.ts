import type { Statement, StoreRow, StoreValue } from '../../../../hal/ports/store.port.ts';
import type { Acknowledged, DurableIntent, DurableJournal, DurableOrder, DurableRows } from '../../../../sim/campaign/journal/durable.port.ts';
import { statement } from '../../../journal/statements.ts';
import type { Simulation } from '../simulation.ts';

const text = (value: StoreValue | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
/** The plant calls the carriage by its lift. */
const placeOf = (place: StoreValue | undefined): string => (place === 'carriage' ? 'lift' : String(place));
const carPlaceOf = ({ place, palletId }: StoreRow): string => String(place === 'pallet' ? palletId : place);
const toIntent = (row: StoreRow): DurableIntent => ({ intentId: Number(row['intentId']), motion: String(row['motion']), orderId: text(row['orderId']), utcMs: Number(row['utcMs']) });
const toOrder = (row: StoreRow): DurableOrder => ({ orderId: String(row['orderId']), carId: text(row['carId']), palletId: text(row['palletId']), bay: text(row['bay']) });

function readRows(read: Simulation['readDisk']): DurableRows | undefined {
  const [pallets, cars, intents, last, orders] = (['pallet.all', 'car.all', 'intent.open', 'intent.last', 'order.open'] as const).map((name) => read(statement(name)));
  if (pallets === undefined || cars === undefined || intents === undefined || last === undefined || orders === undefined) return undefined;
  return {
    lastIntentId: Number(last[0]?.['intentId']),
    openIntents: intents.map(toIntent),
    openOrders: orders.map(toOrder),
    pallets: Object.fromEntries(pallets.map((row) => [String(row['palletId']), placeOf(row['place'])])),
    cars: Object.fromEntries(cars.map((row) => [String(row['carId']), carPlaceOf(row)])),
  };
}

/** What a batch makes true; of something that it changes twice, the last. */
function acknowledgedBy(batch: readonly Statement[]): Acknowledged {
  const of = (name: string): readonly Statement['params'][] => batch.filter((one) => one.name === name).map(({ params }) => params);
  const last = (entries: readonly (readonly [string, string])[]): Acknowledged['cars'] => [...new Map(entries)];
  return {
    intents: of('intent.add').map(({ intentId }) => Number(intentId)),
    outcomes: of('outcome.add').map(({ intentId }) => Number(intentId)),
    pallets: last(of('pallet.move').map(({ palletId, place }) => [String(palletId), placeOf(place)])),
    cars: last(of('car.move').map(({ carId, ...params }) => [String(carId), carPlaceOf(params)])),
  };
}

/** The disk under the journal of a simulation, as it is, and `found`: a dead controller has left it there. */
export function createDurableView({ disk, readDisk, isAlive }: Pick<Simulation, 'disk' | 'readDisk' | 'isAlive'>, findings: DurableJournal['findings']): { readonly durable: DurableJournal; readonly found: () => void } {
  const listeners: Parameters<DurableJournal['onFound']>[0][] = [];
  /** Read once for all who look between two writes. */
  let rows: DurableRows | undefined;
  disk.watch(() => { rows = undefined; });
  return {
    durable: {
      rows: () => {
        // A controller that has died has nothing open, whatever was read before.
        if (!isAlive()) rows = undefined;
        else rows ??= readRows(readDisk);
        return rows;
      },
      findings,
      takes: disk.takes,
      onDurable: (listener) => { disk.watch((when) => { if (when === 'after') listener(); }); },
      onAcknowledged: (listener) => { disk.onAcknowledged((batch) => { listener(acknowledgedBy(batch)); }); },
      onFound: (listener) => { listeners.push(listener); },
    },
    found: () => { for (const listener of listeners) listener(findings()); },
  };
}
