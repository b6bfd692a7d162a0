import type { TowerPort } from '../../api/tower.port.ts';
import { done } from '../../ports.ts';
import { wayBackOf } from '../orders/way-back.ts';
import type { TowerRooms } from '../tower/tower-rooms.ts';
import type { DeskServices } from './recovery-desk.ts';

/** What recovery asks of the orders: to go on, to turn back, to send the carriage to look, to put a pallet away. */
export function deskServices({ parts, orders }: TowerRooms, { resume, reverse, order }: Pick<TowerPort, 'resume' | 'reverse' | 'order'>): DeskServices {
  const newId = (kind: string): string => `${kind}-${Buffer.from(parts.rng.bytes(6)).toString('hex')}`;
  return {
    resume, reverse,
    audit: async (cell) => {
      const begun = await order({ orderId: newId('audit'), kind: 'audit', cells: [cell] });
      return begun.ok ? done : begun;
    },
    putAway: async (palletId) => {
      const begun = await order({ orderId: newId('relocate'), kind: 'relocate', palletId });
      return begun.ok ? done : begun;
    },
    isReversible: (orderId) => {
      const record = orders.find(orderId)?.record;
      return record !== undefined && wayBackOf(record) !== undefined;
    },
  };
}
