import type { ReturnView } from '../../api/contract/index.ts';
import type { ReceiveRecord } from '../../journal/order-record.ts';
import type { Order } from '../orders/order.ts';
import type { CheckInDesk, CheckInView } from '../orders/receive/check-in.port.ts';

/** Cars that are being brought back, as screens see them. */
export function returnViews(orders: readonly Order[], desk: Pick<CheckInDesk, 'view'>): readonly ReturnView[] {
  return orders.flatMap(({ record, stage, refusal }) => {
    if (record.kind !== 'receive') return [];
    const seen = desk.view(record.orderId);
    const checkIn = isChecked(record) ? seen : undefined;
    const outAgain = record.phase === 'bringing' || seen?.isOutAgain === true;
    const { orderId: returnId, carId, bay, phase } = record;
    return [{ returnId, carId, bay, phase, paused: stage === 'paused', ...(outAgain && { outAgain }), ...(refusal && { refusal }), ...(checkIn && { checkIn: shown(checkIn) }) }];
  });
}

function isChecked({ phase }: ReceiveRecord): boolean {
  return phase === 'awaiting' || phase === 'closing' || phase === 'checking';
}

function shown({ findings, people, given, isOutAgain: _said, ...rest }: CheckInView): NonNullable<ReturnView['checkIn']> {
  return { ...rest, given: [...given], ...(findings && { findings: [...findings] }), ...(people !== undefined && { people }) };
}
