import type { CollectionView, TowerSnapshot } from '../../api/contract/index.ts';
import type { TowerEvent, TowerPort } from '../../api/tower.port.ts';
import { fault, ok } from '../../ports.ts';

/** A control core that hands over whatever it is asked for, and counts it. It does nothing else. */
export interface SilentTower extends TowerPort {
  /** Cars that it was asked to bring, by booking: each time. */
  readonly handOvers: Map<string, number>;
  readonly tell: (event: TowerEvent) => void;
}

const nothing = async () => fault('towerUnavailable', 'Only collections are played here.');

/** An order as the core makes it durable before anything moves: bookings look there for what the tower has taken on. */
export interface WrittenOrder {
  readonly orderId: string;
  readonly bookingId: string;
  readonly carId: string;
  readonly phase: 'finding' | 'done';
}

/** A tower at rest. `write` makes an order durable. */
export function createSilentTower(siteId: string, write: (order: WrittenOrder) => void): SilentTower {
  const handOvers = new Map<string, number>();
  const followers = new Set<(event: TowerEvent) => void>();
  let collections: readonly CollectionView[] = [];
  const orders = new Map<string, WrittenOrder>();
  const tower = (): TowerSnapshot => ({
    siteId, bootId: 'campaign', atMs: 0, mode: 'production', state: 'idle', reasons: [], recovery: [], axes: {}, doors: {}, bays: {}, cells: {}, carriage: { state: 'empty' }, collections: [...collections], orders: [],
  });
  return {
    handOvers,
    tell: (event) => {
      const left = event.kind === 'carLeft' ? orders.get(event.collectionId) : undefined;
      if (left !== undefined) {
        collections = collections.filter(({ collectionId }) => collectionId !== left.orderId);
        write({ ...left, phase: 'done' });
      }
      for (const follower of followers) follower(event);
    },
    snapshot: () => ({ seq: 1, tower: tower() }),
    subscribe: () => () => undefined,
    onEvent: (follower) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    collect: async ({ collectionId, bookingId = '', carId }) => {
      if (collections.some((view) => view.collectionId === collectionId)) return ok({ collectionId, bay: 'A' });
      const order: WrittenOrder = { orderId: collectionId, bookingId, carId, phase: 'finding' };
      orders.set(collectionId, order);
      write(order);
      handOvers.set(bookingId, (handOvers.get(bookingId) ?? 0) + 1);
      collections = [...collections, { collectionId, carId, palletId: 'P01', fromCell: '2-1L', bay: 'A', phase: 'finding', phaseSinceMs: 0, paused: false, ahead: 0 }];
      return ok({ collectionId, bay: 'A' });
    },
    order: nothing, reverse: nothing, cancel: nothing, endDay: nothing, allClear: nothing, reset: nothing, resume: nothing, stop: nothing, settle: nothing, home: nothing,
    maintain: nothing, attend: nothing, releaseEvent: nothing, why: nothing, recovery: nothing, choose: nothing, quarantine: nothing, liftQuarantine: nothing, editMap: nothing, undoMapEdit: nothing,
  };
}
