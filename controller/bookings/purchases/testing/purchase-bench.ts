import { statement } from '../../../journal/statements.ts';
import { granted } from '../../../journal/testing/journal-bench.ts';
import { ok } from '../../../ports.ts';
import { openMoneyBench } from '../../money/testing/money-bench.ts';
import type { MoneyBench } from '../../money/testing/money-bench.ts';
import { createCutter, weakStore } from '../../money/testing/power-cut.ts';
import type { Cutter } from '../../money/testing/power-cut.ts';
import type { ContractProvider } from '../../providers/contracts.port.ts';
import { createPurchases } from '../purchases.ts';
import type { Purchases } from '../purchases.ts';
import { createScriptedContracts } from './scripted-contracts.ts';
import type { ScriptedContracts } from './scripted-contracts.ts';

/** A tower that sells cars, whose power can be cut. */
export interface PurchaseBench extends MoneyBench {
  readonly contracts: ScriptedContracts;
  /** A tower that has just started, over the same journal and the same provider. */
  readonly start: () => Purchases;
  /** Cuts the power at the boundary after so many others: before and after every commit and every request to the provider. */
  readonly cutAfter: (boundaries: number) => void;
  readonly neverCut: () => void;
  /** Cars that the tower is taking in at this moment. */
  readonly beingTakenIn: Set<string>;
  readonly clock: { isDoubtful: boolean };
  /** The car goes outside, or onto its pallet again, as the control core would write it. */
  readonly move: (carId: string, to: 'outside' | 'pallet:P05') => Promise<void>;
  /** The car has left with the customer of its waiting booking. */
  readonly collect: (carId: string) => Promise<void>;
}

const weakContracts = (provider: ContractProvider, { around }: Cutter): ContractProvider => ({
  offer: (request) => around(() => provider.offer(request)),
  look: (id) => around(() => provider.look(id)),
  withdraw: (id) => around(() => provider.withdraw(id)),
});

/** An open bench with two attested members; `journal.remove()` ends it. */
export async function openPurchaseBench(): Promise<PurchaseBench> {
  const bench = await openMoneyBench();
  const { store, wall } = bench.parts;
  for (const memberId of ['lin', 'ada']) {
    granted(await store.commit([statement('standing.write', { memberId, tier: 'super', creditScore: 720, licenceUntilUtcMs: null, isBlocked: 0, seq: 1, utcMs: wall.utcMs() }, 1)]));
  }
  const contracts = createScriptedContracts();
  const beingTakenIn = new Set<string>();
  const clock = { isDoubtful: false };
  const cutter = createCutter();
  const snapshot = () => ({ seq: 0, tower: { returns: [...beingTakenIn].map((carId) => ({ carId })) } }) as unknown as ReturnType<Parameters<typeof createPurchases>[0]['tower']['snapshot']>;
  const move: PurchaseBench['move'] = async (carId, to) => {
    granted(await bench.journal.journal.settle({ intentIds: [], moves: [{ what: 'car', id: carId, to }], by: 'test', why: 'test' }));
  };
  return {
    ...bench, contracts, beingTakenIn, clock, move,
    start: () => createPurchases({ ...bench.parts, store: weakStore(store, cutter), providers: { contracts: weakContracts(contracts, cutter) }, tower: { snapshot }, isClockDoubtful: async () => ok(clock.isDoubtful), claimsOn: () => [] }),
    cutAfter: cutter.cutAfter,
    neverCut: cutter.neverCut,
    collect: async (carId) => {
      const live = bench.read(statement('booking.live')).find((row) => row['carId'] === carId && row['state'] === 'booked');
      const bookingId = String(live?.['bookingId']);
      granted(await store.commit([statement('booking.collect', { bookingId, collectionId: `c-${bookingId}` }, 1)]));
      await move(carId, 'outside');
      granted(await store.commit([statement('booking.out', { collectionId: `c-${bookingId}`, utcMs: wall.utcMs() }, 1)]));
    },
  };
}
