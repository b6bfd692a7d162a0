import type { TowerSnapshot } from '../../api/contract/index.ts';
import { notReady, type ReadyRooms } from './readiness.ts';
import { createOrderStock, type StockSigns } from './order-stock.ts';
import { reasonOf } from './reasons.ts';

type Offers = NonNullable<TowerSnapshot['offers']>;
type Offer = Offers['collect'];

const possible: Offer = { possible: true };
const no = (why: NonNullable<Offer['why']>): Offer => ({ possible: false, why });

/** Work of this kind is not begun now, with the first rule that forbids it. */
function bar(rooms: ReadyRooms, motion: 'order.deliver' | 'order.receive'): Offer | undefined {
  const refused = notReady(rooms, motion);
  if (refused === undefined) return undefined;
  const [first] = refused.error.broken ?? [];
  return { ...no('notReady'), ...(first && { reason: reasonOf(first) }) };
}

/** What would become of a customer's request that came now: judged by the rules that judge the request itself. Moves and promises nothing. */
export function serviceOffers(rooms: ReadyRooms, signs: StockSigns): Offers {
  const stock = createOrderStock(signs);
  const [lowest] = stock.cells;
  const hasBay = lowest !== undefined && stock.bayFor(lowest) !== undefined;
  const idle = signs.inventory.pallets().filter(stock.isIdle);
  const inService = new Set<string>(stock.cells.filter((cell) => !signs.isQuarantined(cell)).map(({ id }) => id));
  const stands = new Set<string>(stock.bays.map(({ id }) => id));
  let [hasCar, hasPallet, waitsInBay] = [false, false, false];
  for (const { palletId, place } of idle) {
    const isLoaded = signs.inventory.carOn(palletId) !== undefined;
    hasCar ||= isLoaded && inService.has(place);
    // A pallet that waits empty in a bay takes a car as well as one that is fetched.
    waitsInBay ||= !isLoaded && stands.has(place);
    hasPallet ||= !isLoaded && (inService.has(place) || stands.has(place));
  }
  return {
    collect: bar(rooms, 'order.deliver') ?? (!hasCar ? no('noCar') : !hasBay ? no('noBay') : possible),
    bringBack: bar(rooms, 'order.receive') ?? (!hasPallet ? no('noPallet') : !hasBay && !waitsInBay ? no('noBay') : possible),
  };
}
