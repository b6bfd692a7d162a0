import type { OrderView, OrderWay } from '../../api/contract/index.ts';
import { bayOf, isBack, palletOf } from '../../journal/order-record.ts';
import { faultTold } from '../orders/fault-told.ts';
import type { Order } from '../orders/order.ts';
import { wayBackOf } from '../orders/way-back.ts';

/** An order as screens see it. `waitsForCommand`: a stop has left what is queued to the word of a person. */
export function orderView({ record, stage, phaseSinceMs, waitsForCustomer, overdue, refusal, fault }: Order, waitsForCommand: boolean): OrderView {
  const [palletId, bay] = [palletOf(record), bayOf(record)];
  return {
    orderId: record.orderId, kind: record.kind, phase: record.phase, back: isBack(record), stage, phaseSinceMs, waitsForPeople: waitsForCustomer, overdue,
    ...('carId' in record && { carId: record.carId }),
    ...(palletId !== undefined && { palletId }),
    ...('fromCell' in record && { fromCell: record.fromCell }),
    ...('toCell' in record && { toCell: record.toCell }),
    ...(bay !== undefined && { bay }),
    ...(refusal !== undefined && { refusal }),
    ...(stage === 'paused' && fault && { fault: { code: fault.code, message: fault.message, told: faultTold(fault) } }),
    ...(record.kind === 'audit' && {
      cellsLeft: [...record.cells],
      findings: record.findings.map(({ cell, occupied, tag, agrees }) => ({ cell, occupied, agrees, ...(tag !== undefined && { tag }) })),
    }),
    ways: [...waysOf({ record, stage, waitsForCustomer }, waitsForCommand)],
  };
}

/** What a person may choose now: complete what is paused, take back what stands, cancel what has not begun. */
function waysOf({ record, stage, waitsForCustomer }: Pick<Order, 'record' | 'stage' | 'waitsForCustomer'>, waitsForCommand: boolean): readonly OrderWay[] {
  if (stage === 'queued') return waitsForCommand ? ['complete', 'cancel'] : ['cancel'];
  const stands = stage === 'paused' || waitsForCustomer;
  const mayTurn = stands && !isBack(record) && wayBackOf(record) !== undefined;
  return [...(stage === 'paused' ? (['complete'] as const) : []), ...(mayTurn ? (['reverse'] as const) : [])];
}
