import { tell, type Told } from '../../../config/words/told.ts';
import type { OrderFault } from './order-fault.ts';

/** Why an order does not go on, for the page to say. What names a place has the one that the transfer was at. */
export function faultTold({ code, at }: Pick<OrderFault, 'code' | 'at'>): Told {
  const place = at ?? 'unknown';
  switch (code) {
    case 'wrongPallet': case 'phantomCar': case 'placeTaken': case 'palletMissing': case 'shuttleElsewhere': return tell(`told.fault.${code}`, { place });
    default: return tell(`told.fault.${code}`, {});
  }
}
