import { palletOf, type OrderRecord } from '../../journal/order-record.ts';
import type { OrderFault } from '../orders/order-fault.ts';
import type { ComparisonInput } from '../recovering/compare.ts';
import type { Stalled } from './stalled.ts';

/** An order that stalled, with what the carriage shows at this moment. */
export function stalledIn(record: OrderRecord, { code, message, at }: OrderFault, { facts }: Pick<ComparisonInput, 'facts'>): Stalled {
  return { code, message, at, palletId: palletOf(record), carriageEmpty: facts.get('carriageEmpty').value === true };
}
