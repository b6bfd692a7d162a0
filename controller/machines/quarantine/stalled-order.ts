import { palletOf, type OrderRecord } from '../../journal/order-record.ts';
import type { OrderFault } from '../orders/order-fault.ts';
import type { ComparisonInput } from '../recovering/compare.ts';
import { tagOf } from '../transfer/situation.ts';
import type { Stalled } from './stalled.ts';

/** An order that stalled, with what the carriage shows at this moment. */
export function stalledIn(record: OrderRecord, { code, message, at }: OrderFault, { site, devices, facts, inventory }: Omit<ComparisonInput, 'openIntents'>): Stalled {
  const seated = facts.get('carriagePalletSeated').value === true;
  const tag = seated ? tagOf(site, devices) : undefined;
  return {
    code, message, at,
    palletId: palletOf(record),
    carriageEmpty: facts.get('carriageEmpty').value === true,
    carried: tag === undefined ? undefined : inventory.palletWithTag(tag),
  };
}
