import type { Lease, LeaseResource } from '../../journal/recovery-journal.port.ts';
import { resourcesOf, type Leases } from '../../safety/leases.ts';
import { unitFault } from '../unit/unit-order.ts';
import type { Units } from '../units.ts';
import { orderFault } from './order-fault.ts';
import type { Turn } from './turn.ts';

/** The units as one order has them: each command bears the leases that the order has taken for it. */
export interface Tenancy {
  readonly units: Units;
  /** The turn as one order has it: one that was stopped does not wait for the carriage, but for a fresh command. */
  readonly turnOf: (turn: Turn) => Turn;
  /** A command of a person stands behind the order: until the next stop it may take leases. */
  readonly entitle: () => void;
  /** No stop has come since that command. */
  readonly isEntitled: () => boolean;
  /** It needs the carriage no more for now. */
  readonly leaveCarriage: () => void;
  /** The order has ended; nothing that is left of it can move anything again. */
  readonly end: () => void;
}

/**
 * Leases are taken when the first command needs them and given back at the end. A stop ends them all, and with them the right to take
 * new ones: what is left of an order that nobody has resumed is refused at the gate, whatever it sends.
 */
export function createTenancy(units: Units, leases: Pick<Leases, 'take' | 'release' | 'isCurrent' | 'revocations'>, holder: string, unwritten: (message: string) => void): Tenancy {
  const held = new Map<LeaseResource, Lease>();
  let entitledAt: number | undefined;
  const isEntitled = (): boolean => entitledAt === leases.revocations();

  let taking: Promise<unknown> = Promise.resolve();

  /** Takes what is missing. Lift and travel ask at the same time: one after the other, or the second would outdate the first. */
  function take(resources: readonly LeaseResource[]): Promise<void> {
    const turn = taking.then(async () => {
      const missing = resources.filter((resource) => {
        const own = held.get(resource);
        return own === undefined || !leases.isCurrent(own);
      });
      if (missing.length === 0 || !isEntitled()) return;
      const taken = await leases.take(missing, holder);
      if (taken.ok) for (const lease of taken.value) held.set(lease.resource, lease);
    });
    taking = turn;
    return turn;
  }

  function give(resources: readonly LeaseResource[]): void {
    const given = resources.flatMap((resource) => held.get(resource) ?? []);
    for (const { resource } of given) held.delete(resource);
    // It ends at once, whether or not that can be written down.
    void leases.release(given).then((released) => { if (!released.ok) unwritten(released.error.message); });
  }

  return {
    units: {
      ...units,
      run: async (unit, order) => {
        const resources = resourcesOf(order.motion);
        await take(resources);
        if (resources.length > 0 && !isEntitled()) return { ok: false, error: unitFault('stopLatched', `${order.motion}: ${holder} was stopped and waits for a fresh command. Nothing moved.`) };
        // Those that it could not take are missing here, and the gate says who has them.
        return units.run(unit, { ...order, leases: resources.flatMap((resource) => held.get(resource) ?? []) });
      },
    },
    turnOf: (turn) => ({
      ...turn,
      // A stop that falls into the write before is heard by nobody else here.
      take: (orderId, start, signal) => (isEntitled() ? turn.take(orderId, start, signal) : Promise.resolve({ ok: false, error: orderFault('stopped', 'Motion was stopped. A reset and a fresh command are needed.') })),
    }),
    entitle: () => { entitledAt = leases.revocations(); },
    isEntitled,
    leaveCarriage: () => { give(['carriage']); },
    end: () => {
      entitledAt = undefined;
      give([...held.keys()]);
    },
  };
}
