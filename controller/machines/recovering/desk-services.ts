import type { RequestFault, TowerPort } from '../../api/tower.port.ts';
import { done, type Result } from '../../ports.ts';
import { wayBackOf } from '../orders/way-back.ts';
import type { TowerRooms } from '../tower/tower-rooms.ts';

/** What the ways on do that other rooms do already. */
export interface DeskServices {
  readonly resume: TowerPort['resume'];
  readonly reverse: TowerPort['reverse'];
  /** Sends the carriage to look into a cell; answers when it has set out. */
  readonly audit: (cell: string) => Promise<Result<void, RequestFault>>;
  /** Takes a pallet from the carriage to its cell, or to the nearest free one; answers when it has set out. */
  readonly putAway: (palletId: string) => Promise<Result<void, RequestFault>>;
  readonly isReversible: (orderId: string) => boolean;
}

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
