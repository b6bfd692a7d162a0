import type { OrderRecord } from '../../journal/order-record.ts';
import type { Result } from '../../ports.ts';
import { planEndOfDay } from './end-of-day.ts';
import type { StockSigns } from './order-stock.ts';
import type { SingleFile } from './single-file.ts';
import type { TowerRooms } from './tower-rooms.ts';

/** The way to the night's rest, one order after the other. */
export interface DayEnding {
  /** A person asks for it; asking again while it goes on changes nothing. */
  readonly begin: (id: string) => void;
  /** Nothing is under way: the next order of it, or its end. After a stop, and when something has to be settled, it has ended. */
  readonly goOn: () => void;
  /** A person has taken this order back. When it belongs to it, the rest of it is not wanted either. */
  readonly takenBack: (orderId: string) => void;
}

/** `enqueue`: writes an order down and lets it begin in its turn. */
export function createDayEnding({ parts: { leases }, orders, recovering }: Pick<TowerRooms, 'parts' | 'orders' | 'recovering'>, signs: StockSigns, inSingleFile: SingleFile, enqueue: (record: OrderRecord) => Promise<Result<unknown, unknown>>): DayEnding {
  let ending: { readonly id: string; readonly stops: number; count: number } | undefined;
  const isStopped = (stops: number): boolean => stops !== leases.revocations() || !recovering.settled();

  async function next(): Promise<void> {
    if (ending === undefined || orders.all().length > 0) return;
    const { id, count, stops } = ending;
    const planned = isStopped(stops) ? undefined : planEndOfDay(signs, () => `${id}-${String(count + 1)}`);
    ending.count += 1;
    if (planned === undefined || !(await enqueue(planned)).ok) ending = undefined;
  }

  function goOn(): void {
    if (ending !== undefined && isStopped(ending.stops)) ending = undefined;
    if (ending !== undefined) void inSingleFile(next);
  }

  return {
    goOn,
    begin: (id) => {
      ending ??= { id, count: 0, stops: leases.revocations() };
      goOn();
    },
    takenBack: (orderId) => { if (ending !== undefined && orderId.startsWith(`${ending.id}-`)) ending = undefined; },
  };
}
