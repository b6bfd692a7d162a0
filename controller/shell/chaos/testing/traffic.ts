import type { TowerSnapshot } from '../../../api/contract/index.ts';
import { anyOf, type Dice } from '../../../../sim/campaign/dice.ts';
import type { ChaosTower } from './chaos-tower.ts';

/** Cars that leave one tower for good, at most: the others must still have something to do. */
const MAX_DELIVERIES = 4;
const DELIVERS = 0.15;
const CYCLES_DOORS = 0.2;

/** Whoever keeps a tower at work. */
export interface Traffic {
  /** Asks for something when nothing is under way: a delivery, another cell for a pallet, the doors of a bay. What was asked for, in words. */
  readonly keepBusy: (shown: TowerSnapshot, dice: Dice) => Promise<string | undefined>;
}

/** Traffic for one tower; the first thing that is asked for is a delivery. */
export function createTraffic({ visit }: ChaosTower): Traffic {
  let deliveries = 0;
  const deliver = async (carId: string): Promise<string> => {
    deliveries += 1;
    await visit.collect(await visit.book(carId));
    return `delivery of ${carId}`;
  };
  const order = async (body: { readonly kind: string }, words: string): Promise<string> => {
    const { status } = await visit.askTechnician('/api/v1/orders', body);
    return status === 201 ? words : `${words} refused (${String(status)})`;
  };
  return {
    keepBusy: async (shown, dice) => {
      if (shown.orders.length > 0 || shown.state !== 'idle') return undefined;
      const stored = Object.values(shown.cells).filter(({ state, palletId }) => state === 'occupied' && palletId !== undefined);
      const car = anyOf(stored.filter(({ carId }) => carId !== undefined), dice)?.carId;
      const lot = dice.next();
      if (car !== undefined && deliveries < MAX_DELIVERIES && (deliveries === 0 || lot < DELIVERS)) return deliver(car).catch((error: unknown) => `no delivery: ${String(error)}`);
      const bay = anyOf(Object.keys(shown.bays), dice);
      if (bay !== undefined && lot > 1 - CYCLES_DOORS) return order({ kind: 'cycleDoors', bay } as { kind: string }, `doors of bay ${bay}`);
      const palletId = anyOf(stored, dice)?.palletId;
      return palletId === undefined ? undefined : order({ kind: 'relocate', palletId } as { kind: string }, `another cell for ${palletId}`);
    },
  };
}
